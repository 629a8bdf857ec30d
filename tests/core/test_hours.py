"""Opening hours: holidays by two sources, midnight, what is not known."""

from datetime import date, datetime, time

import pytest

from bot.core.hours import CITY_TIME, day_spans, is_holiday, open_on, status

OFFICE = 'Mo-Fr 09:00-12:00,13:00-15:00; Dec 29-Jan 03 Mo-Fr 09:00-15:00 unknown "年末"; PH off'


def at(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=CITY_TIME)


@pytest.mark.parametrize(
    ("now", "is_open"),
    [
        (at(2026, 11, 24, 10), True),
        (at(2026, 11, 24, 12, 30), False),
        (at(2026, 11, 28, 10), False),  # Saturday
        (at(2026, 11, 23, 10), False),  # 勤労感謝の日
        (at(2026, 9, 22, 10), False),  # 国民の休日, which the library's calendar misses
        (at(2027, 3, 22, 10), False),  # 振替休日, likewise
        (at(2026, 12, 29, 10), None),  # "please check"
    ],
)
def test_office_hours(now, is_open):
    assert status(OFFICE, now).open is is_open


@pytest.mark.parametrize("day", [date(2026, 5, 3), date(2026, 9, 22), date(2027, 3, 22)])
def test_a_holiday_missed_by_one_source_counts(day):
    assert is_holiday(day)


def test_a_missed_holiday_opens_where_holidays_are_open():
    assert [
        s.start.time() for s in day_spans("Tu-Su,PH 10:00-12:00; Mo off", date(2026, 9, 22))
    ] == [time(10)]


def test_the_next_opening_skips_the_long_weekend():
    assert status(OFFICE, at(2026, 9, 18, 16)).opens == at(2026, 9, 24, 9)


def test_an_evening_line_runs_over_midnight():
    assert status("20:00-01:00", at(2026, 11, 24, 23)).closes == at(2026, 11, 25, 1)
    assert status("20:00-01:00", at(2026, 11, 25, 1)).opens == at(2026, 11, 25, 20)


def test_round_the_clock_never_closes():
    assert status("24/7", at(2026, 1, 1, 3)) == status("24/7", at(2026, 8, 1, 3))
    assert status("24/7", at(2026, 1, 1, 3)).closes is None


@pytest.mark.parametrize("hours", ["", "Mo-Xx 9", "月~金 9:00", "(((", "Mo 25:99-99:99"])
def test_unreadable_hours_are_unknown(hours):
    assert status(hours, at(2026, 11, 24, 10)).open is None
    assert open_on(hours, date(2026, 11, 24)) is None


def test_open_on_a_day_after_a_time():
    assert open_on(OFFICE, date(2026, 11, 24), time(14)) is True
    assert open_on(OFFICE, date(2026, 11, 24), time(15)) is False
    assert open_on(OFFICE, date(2026, 12, 29)) is None
