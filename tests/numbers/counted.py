"""Numbers as they would have been counted one by one."""

import sqlite3

from bot.services.numbers.months import moved
from bot.store import counts, numbers, referral_answers
from bot.store.numbers import ANSWERED, ASKED, CHOSEN, CONNECTED, NOT_ANSWERED, Cell
from bot.store.store import Store
from bot.web.staff.records_week import city_today

NOW = f"{city_today():%Y-%m}"
BEFORE = moved(NOW, -1)

# need, area, age, outcome, how often in each of some months, the newest last
FULL_YEAR = (
    ("sango_care", "潮江", "0", ASKED, (12, 20, 31, 44)),
    ("sango_care", "潮江", "0", ANSWERED, (10, 18, 30, 41)),
    ("sango_care", "朝倉", "0", ASKED, (3, 4, 8, 9)),
    ("chiiki_kosodate_center", "朝倉", "1-2", ASKED, (40, 52, 38, 61)),
    ("chiiki_kosodate_center", "朝倉", "1-2", ANSWERED, (38, 50, 38, 60)),
    ("chiiki_kosodate_center", "", "", CHOSEN, (11, 12, 9, 15)),
    ("chiiki_kosodate_center", "", "", CONNECTED, (0, 5, 6, 7)),
    ("boshi_hoken_soudan", "", "pregnant", ASKED, (9, 8, 7, 16)),
    ("boshi_hoken_soudan", "下知", "3-5", ASKED, (5, 6, 7, 8)),
    ("gap:elder_care", "潮江", "0", ASKED, (7, 8, 9, 12)),
    ("gap:elder_care", "潮江", "0", NOT_ANSWERED, (7, 8, 9, 12)),
    ("gap:elder_care", "朝倉", "3-5", NOT_ANSWERED, (2, 4, 6, 8)),
    ("gap:elder_care", "旭街", "6+", NOT_ANSWERED, (1, 0, 2, 1)),
    ("gap:double_care", "", "1-2", NOT_ANSWERED, (0, 3, 4, 6)),
    ("sango_care", "朝倉", "0", NOT_ANSWERED, (5, 0, 5, 9)),
    ("", "", "", ASKED, (14, 9, 22, 17)),
    ("", "", "", NOT_ANSWERED, (14, 9, 22, 17)),
)  # fmt: skip
OFFICES = (("dp-boshi", (14, 11, 8, 3)), ("dp-hoiku", (6, 4, 2, 0)), ("", (25, 19, 12, 6)))


def count(
    store: Store,
    times: int,
    need: str = "care",
    area: str = "北",
    age: str = "0",
    outcome: str = ASKED,
    month: str = "2026-11",
) -> None:
    """`times` families, one after the other."""

    def work(connection: sqlite3.Connection) -> None:
        for _ in range(times):
            numbers.add(connection, month, [Cell(need, area, age, outcome)])

    store.database.write(work)


def count_office(
    store: Store, what: str, number: int, office: str = "dp-boshi", month: str = "2026-11"
) -> None:
    store.database.write(lambda c: referral_answers.count(c, month, office, what, number))


def fill(store: Store) -> None:
    """Four months of a city, the one that goes on included."""
    for *cell, outcome, times in FULL_YEAR:
        for at, number in enumerate(times):
            count(store, number, *cell, outcome=outcome, month=moved(NOW, at + 1 - len(times)))
    for office, told in OFFICES:
        for what, number in zip(("made", "opened", "yes", "no"), told, strict=True):
            count_office(store, what, number, office, BEFORE)
    day = city_today()
    for _ in range(8):
        store.database.write(lambda c: counts.add(c, day, [("gap", "elder_care")]))
