"""Open now, and when next: OpenStreetMap opening hours with Japan's holidays from two sources."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

import jpholiday
from opening_hours import OpeningHours, ParserError, State  # type: ignore[attr-defined]

CITY_TIME = ZoneInfo("Asia/Tokyo")
LOOK_AHEAD_DAYS = 14


@dataclass(frozen=True)
class Span:
    """A stretch of one day. certain: False where the source says "please check"."""

    start: datetime
    end: datetime
    certain: bool
    comment: str = ""


@dataclass(frozen=True)
class Status:
    """open: None when the hours are not known now. opens / closes: the next change, if known."""

    open: bool | None
    closes: datetime | None = None
    opens: datetime | None = None
    opens_certain: bool = True
    comment: str = ""


UNKNOWN = Status(None)


@lru_cache(maxsize=2048)
def _parsed(hours: str) -> OpeningHours | None:
    try:
        return OpeningHours(hours, country="JP")
    except ParserError:
        return None


@lru_cache(maxsize=512)
def _library_knows_holiday(day: date) -> bool:
    probe = _parsed("PH 00:00-24:00")
    return probe is not None and probe.is_open(datetime.combine(day, time(12), CITY_TIME))


@lru_cache(maxsize=512)
def is_holiday(day: date) -> bool:
    """A national holiday by either source: the library's calendar misses some."""
    return bool(jpholiday.is_holiday(day)) or _library_knows_holiday(day)


@lru_cache(maxsize=512)
def _holiday_like(day: date) -> date:
    """The nearest earlier holiday that the library knows, on the same weekday."""
    for weeks in range(1, 530):
        other = day - timedelta(weeks=weeks)
        if other.month not in (1, 5, 8, 12) and _library_knows_holiday(other):
            return other
    return day


def _intervals(schedule: OpeningHours, day: date) -> list[Span]:
    start = datetime.combine(day, time(0), CITY_TIME)
    end = start + timedelta(days=1)
    spans = []
    for begin, finish, state, comment in schedule.intervals(start, end):
        if state != State.CLOSED:
            certain = state == State.OPEN
            spans.append(Span(max(begin, start), min(finish, end), certain, comment))
    return spans


@lru_cache(maxsize=8192)
def day_spans(hours: str, day: date) -> tuple[Span, ...] | None:
    """The open stretches of `day`, or None when `hours` is empty or cannot be read."""
    schedule = _parsed(hours) if hours else None
    if schedule is None:
        return None
    spans = _intervals(schedule, day)
    if is_holiday(day) and not _library_knows_holiday(day) and all(s.certain for s in spans):
        shift = day - _holiday_like(day)
        spans = [
            Span(s.start + shift, s.end + shift, s.certain, s.comment)
            for s in _intervals(schedule, day - shift)
        ]
    return tuple(spans)


def status(hours: str, at: datetime) -> Status:
    """Whether it is open `at` (an aware time), until when, or when it opens next.

    A round-the-clock line has neither `closes` nor `opens`.
    """
    at = at.astimezone(CITY_TIME)
    today = day_spans(hours, at.date())
    if today is None:
        return UNKNOWN
    for span in today:
        if span.start <= at < span.end:
            closes = _end(hours, span)
            return Status(True if span.certain else None, closes=closes, comment=span.comment)
    for offset in range(LOOK_AHEAD_DAYS + 1):
        for span in day_spans(hours, at.date() + timedelta(days=offset)) or ():
            if span.start > at:
                return Status(False, None, span.start, span.certain, span.comment)
    return Status(False)


def _end(hours: str, span: Span) -> datetime | None:
    """When a stretch ends, following it over midnight; None when it goes on for days."""
    end = span.end
    for _ in range(3):
        if end.time() != time(0):
            return end
        following = day_spans(hours, end.date()) or ()
        if not following or following[0].start != end:
            return end
        end = following[0].end
    return None


def open_on(hours: str, day: date, after: time = time(0)) -> bool | None:
    """Open at some time of `day` after `after`; None when not known or only "please check"."""
    spans = day_spans(hours, day)
    if spans is None:
        return None
    later = [span for span in spans if span.end > datetime.combine(day, after, CITY_TIME)]
    if not later:
        return False
    return True if any(span.certain for span in later) else None
