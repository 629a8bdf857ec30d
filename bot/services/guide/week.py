"""Opening hours as the seven days that come, today first."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

import jpholiday

from ...core.hours import Span, day_spans, is_holiday

DAYS = 7
WHOLE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Day:
    """spans: when it is open, () for closed. holiday: a national holiday, its name if known."""

    date: date
    spans: tuple[Span, ...]
    today: bool
    holiday: bool
    holiday_name: str = ""


def week(hours: str, now: datetime) -> tuple[Day, ...]:
    """The coming week of `hours`; () when they are unknown, or when it never closes."""
    days = []
    for ahead in range(DAYS):
        day = now.date() + timedelta(days=ahead)
        spans = day_spans(hours, day)
        if spans is None:
            return ()
        name = jpholiday.is_holiday_name(day) or ""
        days.append(Day(day, spans, ahead == 0, is_holiday(day), name))
    return () if all(_is_whole(day) for day in days) else tuple(days)


def _is_whole(day: Day) -> bool:
    return any(span.certain and span.end - span.start >= WHOLE_DAY for span in day.spans)
