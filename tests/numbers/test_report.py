"""The tables as they are shown: by month, need, area and age, out of what was counted."""

import pytest

from bot.core.events import Event
from bot.services.numbers.report import Numbers
from bot.services.referrals import Referrals
from bot.store import numbers
from bot.store.numbers import ANSWERED, ASKED, CHOSEN, CONNECTED, NOT_ANSWERED, Cell

from ..talking import NOW, City, talker
from .counted import count, count_office

MONTH = "2026-11"


@pytest.fixture
def city() -> City:
    return City()


@pytest.fixture
def told(store, city) -> Numbers:
    return Numbers(store, city.current)


def rows(found) -> dict[str, dict[str, int]]:
    return {row.key: dict(row.numbers) for row in found}


def test_what_families_write_is_counted(store, city, told):
    bot = talker(store, city)
    for number in range(5):
        bot.answer(Event("text", text="産後ケア", message_id=f"m{number}"), f"{number:032x}", NOW)
        bot.answer(Event("text", text="なぞなぞ", message_id=f"n{number}"), f"{number:032x}", NOW)
    figures = told.figures(MONTH, MONTH)
    assert rows(figures.needs)["care"] == {ASKED: 5, ANSWERED: 5}
    assert figures.total.of(NOT_ANSWERED) == 5


@pytest.mark.parametrize("text", ["消えたい", "こんにちは", ""])
def test_danger_and_small_talk_are_not_counted(store, city, told, text):
    bot = talker(store, city)
    for number in range(9):
        bot.answer(Event("text", text=text, message_id=f"m{number}"), f"{number:032x}", NOW)
    found = told.figures(MONTH, MONTH)
    assert "care" not in rows(found.needs)
    assert text != "消えたい" or told.first_month() == ""


def test_each_number_stands_in_every_table(store, told):
    count(store, 7)
    count(store, 6, need="halls", area="南", age="3-5")
    count(store, 5, outcome=CHOSEN)
    found = told.figures(MONTH, MONTH)
    assert rows(found.needs) == {"care": {ASKED: 5, CHOSEN: 5}, "halls": {ASKED: 5}}
    assert rows(found.areas) == {"北": {ASKED: 5, CHOSEN: 5}, "南": {ASKED: 5}}
    assert [row.key for row in found.ages] == ["0", "3-5"]
    assert rows(found.months)[MONTH][ASKED] == 10 == found.total.of(ASKED)


def test_answers_to_how_it_went_have_neither_area_nor_age(store, told):
    count(store, 5, area="", age="", outcome=CONNECTED)
    found = told.figures(MONTH, MONTH)
    assert rows(found.needs) == {"care": {CONNECTED: 5}}
    assert found.areas == found.ages == ()


def test_the_unmet_table_has_need_area_and_age(store, told):
    count(store, 6, need="gap:elder_care", outcome=NOT_ANSWERED)
    count(store, 4, need="gap:elder_care", area="南", outcome=NOT_ANSWERED)
    count(store, 5, need="", area="", age="", outcome=NOT_ANSWERED)
    gap, nobody = told.figures(MONTH, MONTH).unmet
    assert gap == ("gap:elder_care", 10, {"0": 10}, (("北", 5, {"0": 5}),))
    assert nobody == ("", 5, {"": 5}, (("", 5, {"": 5}),))


def test_an_area_is_told_where_its_ages_are_too_small(store, told):
    for age in ("0", "1-2", "3-5"):
        count(store, 3, age=age, outcome=NOT_ANSWERED)
    (need,) = told.figures(MONTH, MONTH).unmet
    assert need == ("care", 5, {}, (("北", 5, {}),))


@pytest.mark.parametrize("times", range(5))
def test_fewer_than_five_are_nowhere(store, told, times):
    count(store, times, outcome=NOT_ANSWERED)
    found = told.figures(MONTH, MONTH)
    assert found.needs == found.areas == found.ages == found.unmet == ()
    assert found.total.of(NOT_ANSWERED) == 0


def test_the_total_does_not_give_a_small_part_away(store, told):
    """She knows the area of four families and subtracts it from the month."""
    count(store, 50)
    before = told.figures(MONTH, MONTH)
    count(store, 4, area="南")
    after = told.figures(MONTH, MONTH)
    assert after.areas == before.areas and after.total == before.total


def test_a_month_before_there_were_numbers_and_one_to_come(store, told):
    count(store, 5)
    for month in ("2020-01", "2026-10"):
        found = told.figures(month, month)
        assert found.needs == () and found.total.of(ASKED) == 0
    assert told.figures("2026-12", "2027-01").needs == ()
    assert told.first_month() == MONTH


def test_months_the_wrong_way_round_are_empty(store, told):
    count(store, 5)
    found = told.figures("2026-12", MONTH)
    assert found.months == found.needs == ()


def test_a_need_that_is_known_no_more_is_still_counted(store, told, city):
    count(store, 8, need="gone")
    assert rows(told.figures(MONTH, MONTH).needs) == {"gone": {ASKED: 5}}


def test_what_is_taken_back_is_not_counted(store, told):
    count(store, 5)
    cell = [Cell("care", "北", "0", ASKED)]
    store.database.write(lambda c: numbers.take(c, MONTH, cell))
    assert told.figures(MONTH, MONTH).needs == ()


def test_only_known_columns_reach_the_database(store):
    with pytest.raises(ValueError):
        store.database.read(lambda c: numbers.sums(c, ("need; DROP TABLE numbers",), MONTH))


def test_offices_are_told_in_fives(store, city):
    count_office(store, "made", 12)
    count_office(store, "yes", 4)
    (office,) = Referrals(store, city.current).totals(MONTH, MONTH)
    assert (office.office_id, office.made, office.yes) == ("dp-boshi", 10, None)
