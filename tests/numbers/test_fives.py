"""What may be shown: whoever subtracts finds nobody."""

import itertools
import random

import pytest

from bot.services.numbers.fives import Counted, Split, by_month, fives, shown, total
from bot.services.numbers.months import MOST, is_month, months, moved

YEAR = months("2026-01", "2026-12")


def counted(*numbers: int, key: str = "care") -> list[Counted]:
    """So many in each month of the year, from January on."""
    return [Counted(month, key, n) for month, n in zip(YEAR, numbers, strict=False)]


@pytest.mark.parametrize(
    ("number", "told"), [(0, 0), (1, 0), (4, 0), (5, 5), (9, 5), (10, 10), (1234, 1230)]
)
def test_a_number_is_told_in_fives(number, told):
    assert fives(number) == told


@pytest.mark.parametrize("number", range(5))
def test_below_five_nothing_is_told(number):
    assert shown(counted(number), "2026-01", "2026-01") == {}


def test_what_is_left_over_is_told_later():
    year = counted(3, 3, 3, 3)
    each = [shown(year, month, month).get("care", 0) for month in YEAR[:4]]
    assert each == [0, 5, 0, 5]
    assert shown(year, "2026-01", "2026-04") == {"care": 10}


def test_no_subtraction_of_periods_tells_one_to_four():
    dice = random.Random(5)
    year = counted(*(dice.randrange(9) for _ in YEAR))
    periods = [
        shown(year, first, last).get("care", 0)
        for first, last in itertools.combinations_with_replacement(YEAR, 2)
    ]
    assert all((one - other) % 5 == 0 for one, other in itertools.combinations(periods, 2))


def test_months_add_up_to_their_period():
    year = counted(7, 0, 4, 12, 1)
    alone = sum(shown(year, month, month).get("care", 0) for month in YEAR)
    assert shown(year, YEAR[0], YEAR[-1]) == {"care": alone}


def test_a_month_that_goes_on_moves_by_fives_alone():
    told = [shown(counted(4, now), "2026-02", "2026-02").get("care", 0) for now in range(12)]
    assert told == [0, 5, 5, 5, 5, 5, 10, 10, 10, 10, 10, 15]


def test_parts_of_four_do_not_come_out_of_their_total():
    parts = [one for key in "abcde" for one in counted(4, key=key)]
    assert sum(one.number for one in parts) == 20
    # Twenty would say that each of the five has four.
    assert total([Split(parts, 5)], "2026-01") == 15


@pytest.mark.parametrize("parts", [1, 2, 3, 7])
def test_a_total_fits_each_part_at_nought(parts):
    """Whatever is told besides the rounded parts, any one of them may have left over nothing."""
    for left in itertools.product(range(5), repeat=min(parts, 4)):
        rows = [
            one for n, key in zip(left, "abcd", strict=False) for one in counted(5 + n, key=key)
        ]
        told = total([Split(rows, parts)], "2026-01") - 5 * len(left)
        assert 0 <= told <= 4 * (parts - 1) and told <= sum(left)


def test_the_most_careful_way_of_parting_decides():
    by_need = [one for key in "ab" for one in counted(4, key=key)]
    by_age = counted(8)
    assert total([Split(by_age, 1)], "2026-01") == 5
    assert total([Split(by_need, 2), Split(by_age, 1)], "2026-01") == 0


def test_a_total_is_never_above_the_truth():
    dice = random.Random(7)
    for _ in range(200):
        rows = [o for key in "abcdef" for o in counted(dice.randrange(12), key=key)]
        truth = sum(one.number for one in rows)
        told = total([Split(rows, 6)], "2026-01")
        assert truth - 8 < told <= truth and told % 5 == 0


def test_months_of_a_total_add_up_to_it():
    rows = counted(7, 1, 4, 12)
    found = by_month({"asked": [Split(rows, 9)]}, YEAR[:4], "2025-12")
    assert sum(found["asked"]) == total([Split(rows, 9)], "2026-04") == 20


def test_nothing_counted_is_nothing_shown():
    assert shown([], "2026-01", "2026-12") == {}
    assert total([], "2026-01") == total([Split([], 3)], "2026-01") == 0
    assert by_month({"asked": []}, ["2026-01"], "2025-12") == {"asked": [0]}


@pytest.mark.parametrize(
    "text",
    ["", "2026", "2026-1", "2026-00", "2026-13", "1999-12", "2026-11-01", "２０２６-11",
     "' OR 1=1", "9999-99", "2026-11\n"],
)  # fmt: skip
def test_what_is_no_month(text):
    assert not is_month(text)


def test_months_follow_one_another():
    assert months("2026-11", "2027-02") == ["2026-11", "2026-12", "2027-01", "2027-02"]
    assert moved("2027-01", -1) == "2026-12" and moved("2026-12", 1) == "2027-01"


def test_months_the_wrong_way_round_are_none_and_many_are_the_latest():
    assert months("2026-02", "2026-01") == []
    assert (
        len(months("2001-01", "2026-01")) == MOST and months("2001-01", "2026-01")[-1] == "2026-01"
    )
