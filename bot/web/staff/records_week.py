"""Opening hours in plain words: a week's table, and the next days where weeks differ."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import NamedTuple

from ...core.hours import CITY_TIME, Span, day_spans, is_holiday
from ..words import say

WEEKS = 12  # looked at to find one without a holiday
COMPARED = 5
NEXT = 4
END_OF_YEAR = ((12, 28), (1, 4))


class Week(NamedTuple):
    """days: (weekday, spans in words), a holiday last; none where weeks differ, then `note` says
    the next days."""

    days: tuple[tuple[str, str], ...]
    note: str


def city_today() -> date:
    """The day it is in the city."""
    return datetime.now(CITY_TIME).date()


def days_ahead(hours: str, today: date, most: int = NEXT) -> list[date] | None:
    """The next days on which it is open; None when `hours` cannot be read."""
    if day_spans(hours, today) is None:
        return None
    days = (today + timedelta(days=offset) for offset in range(7 * WEEKS))
    found = []
    for day in days:
        if day_spans(hours, day):
            found.append(day)
        if len(found) == most:
            break
    return found


def week_of(hours: str, today: date) -> Week | None:
    """An ordinary week with these `hours`; None when they cannot be read."""
    coming = days_ahead(hours, today)
    if coming is None:
        return None
    ordinary = _ordinary_weeks(today)
    days = [(_name(day), in_words(hours, day)) for day in _days(ordinary[0])]
    holiday = next((day for day in _all_days(today) if _is_plain_holiday(day)), None)
    if holiday:
        days.append((say("records.holiday"), in_words(hours, holiday)))
    tables = {tuple(in_words(hours, day) for day in _days(monday)) for monday in ordinary}
    if len(tables) < 2:
        return Week(tuple(days), "")
    listed = "、".join(_in_one_line(hours, day) for day in coming)
    return Week((), say("records.weeks_differ", days=listed))


def in_words(hours: str, day: date) -> str:
    """When it is open on `day`, such as 9:00〜12:00、13:00〜15:00."""
    spans = day_spans(hours, day) or ()
    return "、".join(map(_span, spans)) or say("records.closed")


def _span(span: Span) -> str:
    if span.end - span.start >= timedelta(days=1):
        text = say("records.all_day")
    else:
        end = span.end.strftime("%-H:%M")
        text = f"{span.start.strftime('%-H:%M')}〜{'24:00' if end == '0:00' else end}"
    return text if span.certain else say("records.unsure", span=text)


def _in_one_line(hours: str, day: date) -> str:
    values = {"month": day.month, "day": day.day, "weekday": _name(day)}
    return say("records.day", spans=in_words(hours, day), **values)


def _name(day: date) -> str:
    return say("records.weekdays")[day.weekday()]


def _all_days(today: date) -> Sequence[date]:
    return [today + timedelta(days=offset) for offset in range(370)]


def _days(monday: date) -> list[date]:
    return [monday + timedelta(days=offset) for offset in range(7)]


def _ordinary_weeks(today: date) -> list[date]:
    """Mondays of coming weeks without a holiday; the turn of the year is not ordinary either."""
    monday = today + timedelta(days=7 - today.weekday())
    mondays = [monday + timedelta(weeks=weeks) for weeks in range(WEEKS)]
    plain = [m for m in mondays if not any(is_holiday(d) or _turn(d) for d in _days(m))]
    return plain[:COMPARED] or mondays[:1]


def _turn(day: date) -> bool:
    return (day.month, day.day) >= END_OF_YEAR[0] or (day.month, day.day) <= END_OF_YEAR[1]


def _is_plain_holiday(day: date) -> bool:
    return is_holiday(day) and day.weekday() < 5 and not _turn(day)
