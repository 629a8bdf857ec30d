"""A small city for the tests: every record has harmless defaults, a test names what it is about."""

import csv
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

from bot.core.catalog import (
    Area,
    Catalog,
    City,
    Contact,
    Coverage,
    Department,
    Hotline,
    Office,
    Place,
    Program,
    Source,
)
from bot.core.dialogue import Knowledge
from bot.core.hours import CITY_TIME
from bot.core.understanding.result import Match, Need, Understood

KNOWLEDGE = Path(__file__).parents[2] / "knowledge"
OFFICIAL = Source(("https://city.example/page",), date(2026, 4, 1), date(2026, 11, 23), "official")
DOUBTFUL = replace(OFFICIAL, level="unconfirmed", published=None)
WORKDAYS = "Mo-Fr 08:30-17:15; PH off"

NIGHT = datetime(2026, 11, 25, 2, 0, tzinfo=CITY_TIME)  # a Wednesday
DAY = datetime(2026, 11, 25, 14, 0, tzinfo=CITY_TIME)


def phone(number: str = "088-800-0001", hours: str = WORKDAYS, **changes: Any) -> Contact:
    return replace(Contact("direct", number, hours=hours), **changes)


def program(id_: str = "care", **changes: Any) -> Program:
    """A programme for mothers of babies under one year, unless `changes` say otherwise."""
    base = Program(
        id=id_,
        name=f"{id_}事業",
        short_name=f"{id_}の会",
        kana="けあ",
        aliases=(),
        category="産後",
        plain="助産師さんに頼れます",
        offers=("体の相談",),
        eligibility=("市内に住む母と子",),
        age_min=0,
        age_max=11,
        pregnancy="no",
        fee="1回500円",
        how_to_apply=("電話で申し込む", "用紙を出す"),
        deadline="",
        where="市内",
        ask="だれが使えますか",
        first_visit="ひとりで来て大丈夫です",
        ways=frozenset(),
        contact_department="",
        contacts=(phone(),),
        url="https://city.example/care",
        topic_only=False,
        directions=(),
        source=OFFICIAL,
    )
    return replace(base, **changes)


def place(id_: str = "hall", **changes: Any) -> Place:
    base = Place(
        id=id_,
        kind="hall",
        program_ids=("halls",),
        name=f"{id_}広場",
        short_name=id_,
        kana="ひろば",
        address="高知市北町1",
        town="北町",
        lat=33.55,
        lon=133.53,
        approximate=True,
        contacts=(phone("088-800-0100"),),
        hours="Mo-Fr 09:00-15:00; PH off",
        hours_text="",
        closed_text="",
        target="",
        fee="",
        reservation="",
        parking="",
        url="",
        source=OFFICIAL,
    )
    return replace(base, **changes)


def hotline(id_: str, number: str, serves: str, **changes: Any) -> Hotline:
    base = Hotline(
        id_,
        f"{id_}の電話",
        phone(number, "24/7"),
        frozenset(serves.split()),
        "",
        True,
        False,
        5,
        OFFICIAL,
    )
    return replace(base, **changes)


HOTLINES = (
    hotline("listen", "0120-000-001", "suicide tired", rank=1, required=True),
    hotline("119", "119", "medical suicide", rank=10, required=True),
    hotline("nurse", "#7119", "medical", rank=11),
    hotline("evening", "#8000", "medical", rank=12, contact=phone("#8000", "Mo-Su 20:00-01:00")),
    hotline("189", "189", "child_harm tired", rank=15),
    hotline("110", "110", "dv child_harm", rank=20, required=True),
    hotline("partner", "0120-000-008", "dv", rank=21),
)
AREAS = (
    Area("北町", "きたまち", "town", 33.55, 133.53, district="北"),
    Area("南町", "みなみまち", "town", 33.50, 133.53, district="南"),
    Area("北", "きた", "district", 33.55, 133.53),
    Area("南", "みなみ", "district", 33.50, 133.53),
)
MAIN = phone(
    "088-822-8111", "Mo-Fr 09:00-16:30; PH off", kind="switchboard", ask_for="子育ての担当"
)


def halls() -> tuple[Place, ...]:
    """Four places: two in the north, two in the south."""
    south = {"town": "南町", "lat": 33.50, "address": "高知市南町1"}
    return (
        place("hall_north"),
        place("hall_north_weekend", lat=33.552, hours="Sa,Su 10:00-16:00"),
        place("hall_south", **south),
        place("hall_south_unknown", hours="", contacts=(), **south),
    )


HALLS = program(
    "halls",
    category="居場所・相談",
    age_max=83,
    pregnancy="yes",
    contacts=(),
    plain="親子で遊べます",
)


def catalog(*records: Program | Place | Hotline | Department | Coverage, **changes: Any) -> Catalog:
    """A catalog of `records`; hotlines, areas and the wording are there in any case."""
    by_type: dict[type, dict[str, Any]] = {}
    for record in (*HOTLINES, *records):
        key = record.kind if isinstance(record, Coverage) else record.id
        by_type.setdefault(type(record), {})[key] = record
    base = Catalog(
        release="test",
        city=City("高知市", "みちしるべ", False, MAIN, {"産後": "mothers"}, "", "", ()),
        programs=by_type.get(Program, {}),
        places=by_type.get(Place, {}),
        departments=by_type.get(Department, {}),
        hotlines=by_type[Hotline],
        areas=AREAS,
        coverage=by_type.get(Coverage, {}),
        offices=(Office("tax", "税金", ("税金",), "税金のことは税の窓口です。"),),
        plan=(),
        phrases=(),
        lexicon={"commands": tuple(_rows("lexicon/commands.csv"))},
        wording={"ja": {row["key"]: row["text"] for row in _rows("wording/ja.csv")}},
    )
    return replace(base, **changes)


@cache
def _rows(name: str) -> list[dict[str, str]]:
    with (KNOWLEDGE / name).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def department(id_: str = "mothers", *contacts: Contact, **changes: Any) -> Department:
    base = Department(id_, f"{id_}課", contacts, "", "", OFFICIAL)
    return replace(base, **changes)


def need(*program_ids: str, probability: float = 0.9, text: str = "伏せた文") -> Need:
    matches = [Match(id_, probability - n / 100) for n, id_ in enumerate(program_ids)]
    return Need(text, tuple(matches))


def found(*program_ids: str, **changes: Any) -> Understood:
    """One need that these programmes serve."""
    return replace(Understood("answer", (need(*program_ids),)), **changes)


def reading(said: Understood) -> Callable[[str, datetime], Understood]:
    """A reader that understands every text as `said`."""
    return lambda text, now: said


def knows(*records: Any, said: Understood | None = None, **changes: Any) -> Knowledge:
    """Knowledge of a catalog of `records` in which every text means `said`."""
    return Knowledge(catalog(*records, **changes), reading(said or Understood("unknown")))
