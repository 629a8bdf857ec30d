"""The shipped files, record by record."""

import csv
import re
from datetime import date

import pytest

from bot.services.knowledge.files import build_catalog, read_folder

from .folder import SHIPPED, rows

TABLES = sorted(SHIPPED.glob("*.csv"))
HIDDEN = {"staff_note", "source_url"}
RESEARCH = re.compile(
    "シード|抜粋|見つから[なず]|読めた範囲|要確認|二次資料|確認でき|未確認|と判断|推定"
)
CHECKED_ON = date(2026, 11, 23)


@pytest.fixture(scope="module")
def catalog():
    return build_catalog(read_folder(SHIPPED))[0]


def test_all_records_are_there(catalog):
    kinds = [area.kind for area in catalog.areas]
    assert len(catalog.programs) == 71
    assert len(catalog.places) == 96
    assert len(catalog.departments) == 12
    assert len(catalog.plan) == 24
    assert kinds.count("district") == 22 and kinds.count("town") >= 417


def test_every_fact_has_a_source_and_a_day_of_checking(catalog):
    shelves = (catalog.programs, catalog.places, catalog.departments, catalog.hotlines)
    records = [record for shelf in shelves for record in shelf.values()]
    topics = {p.id for p in catalog.programs.values() if p.topic_only}
    assert [r.id for r in records if not r.source.urls and r.id not in topics] == []
    assert {r.source.checked for r in records} == {CHECKED_ON}


def test_a_bare_topic_states_nothing(catalog):
    bare = [p for p in catalog.programs.values() if not p.offers or not p.source.urls]
    assert all(p.topic_only and "窓口をご案内します" in p.plain for p in bare)
    assert {p.id for p in bare} >= {"shugaku_enjo", "gakudo", "ichiji_azukari", "shortstay"}
    assert not [p.id for p in catalog.programs.values() if p.topic_only and p not in bare]


@pytest.mark.parametrize("path", TABLES, ids=lambda path: path.name)
def test_no_remark_of_the_research_reaches_a_parent(path):
    shown = [
        (row[next(iter(row))], column, value)
        for row in rows(path)
        for column, value in row.items()
        if column not in HIDDEN and RESEARCH.search(value)
    ]
    # The one place where 見つからない is what the parent should know.
    assert [s for s in shown if s[:2] != ("famisapo", "how_to_apply")] == []


@pytest.mark.parametrize("path", TABLES, ids=lambda path: path.name)
def test_excel_opens_it_and_git_shows_a_record_a_line(path):
    data = path.read_bytes()
    assert data.startswith(b"\xef\xbb\xbf") and b"\r" not in data
    text = data.decode("utf-8-sig")
    assert len(list(csv.reader(text.splitlines()))) == text.count("\n")


def test_the_card_has_room_for_its_lines(catalog):
    programs = catalog.programs.values()
    assert [p.id for p in programs if len(p.short_name) > 20 or len(p.plain) > 40] == []
    assert [p.id for p in programs if not p.ask] == []
    assert [p.id for p in programs if not re.fullmatch("[ぁ-んー]+", p.kana)] == []
    assert [a.name for a in catalog.areas if not re.fullmatch("[ぁ-んー]+", a.kana)] == []


def test_every_hotline_can_be_reached_and_is_a_place(catalog):
    assert all(h.contact.value for h in catalog.hotlines.values())
    assert {h.id for h in catalog.hotlines.values() if h.required} == {
        "b-hl-001", "b-hl-002", "b-hl-003", "b-hl-006", "b-hl-007", "b-hl-010", "em-8000",
    }  # fmt: skip
    assert set(catalog.hotlines) <= set(catalog.places)
    ranks = [h.rank for h in catalog.hotlines.values()]
    assert ranks == sorted(ranks)


@pytest.mark.parametrize(
    ("kind", "first"),
    [("suicide", "0120-279-338"), ("child_harm", "189"), ("dv", "110"), ("medical", "119")],
)
def test_the_first_hotline_of_each_danger(catalog, kind, first):
    serving = [h for h in catalog.hotlines.values() if kind in h.serves]
    assert serving[0].contact.value == first and serving[0].contact.hours == "24/7"


def test_a_place_lies_in_its_town(catalog):
    place = catalog.places["sc-ai"]
    assert place.town == "百石町二丁目" and place.approximate
    assert abs(place.lat - 33.55) < 0.03 and abs(place.lon - 133.54) < 0.03


def test_joined_names_lie_in_the_middle(catalog):
    found = {(area.name, area.kind): area for area in catalog.areas}
    whole = found["桟橋通", "town"]
    parts = [found[f"桟橋通{n}丁目", "town"] for n in "一二三四五六"]
    assert whole.lat == pytest.approx(sum(part.lat for part in parts) / 6, abs=1e-6)
    assert found["高知駅", "landmark"].lat == found["栄田町二丁目", "town"].lat
    assert all(a.lat for a in catalog.areas if a.kind != "other_city")


def test_a_number_takes_the_hours_of_its_place(catalog):
    by_number = {c.value: c for c in catalog.programs["gyakutai_189"].contacts}
    assert by_number["189"].hours == "24/7"
    assert by_number["088-821-6700"].hours == ""
    assert by_number["088-821-6700"].level == "second_hand"


def test_coverage_counts_what_is_there(catalog):
    centers, windows = catalog.coverage["support_center"], catalog.coverage["hoocchoken_window"]
    assert (centers.known, centers.exist, centers.complete) == (15, 16, True)
    assert (windows.known, windows.exist, windows.complete) == (3, 105, False)
    assert windows.ask == "dp-shakyo" and "約100か所" in windows.text


def test_other_offices_are_answered_with_the_main_number(catalog):
    answers = [office.answer for office in catalog.offices]
    assert len(answers) >= 22 and not [a for a in answers if "{" in a]
    assert sum("088-822-8111" in a for a in answers) >= 15


def test_the_plan_gives_the_directions(catalog):
    assert catalog.programs["riyousha_shien_boshi"].directions == ("①", "②", "③", "④")
    assert catalog.programs["sanzen_sango_support"].directions == ()


def test_the_city_is_not_official_and_names_its_data(catalog):
    assert not catalog.city.official
    assert catalog.city.main_phone.value == "088-822-8111" and catalog.city.main_phone.ask_for
    assert len(catalog.city.credits) == 2
    assert catalog.city.windows and set(catalog.city.windows) <= set(catalog.programs)
    assert set(catalog.city.fallback_departments.values()) <= set(catalog.departments)
    assert set(catalog.city.fallback_departments) <= {p.category for p in catalog.programs.values()}


def test_the_same_files_give_the_same_catalog(catalog):
    again, _ = build_catalog(read_folder(SHIPPED))
    assert again == catalog
