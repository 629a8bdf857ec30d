"""Opening hours as days of the week and times, and back."""

import re
from typing import NamedTuple

DAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
SIGNS = "月火水木金土日"
HOLIDAY, HOLIDAY_SIGN = "PH", "祝"

_RULE = re.compile(r"([A-Z][A-Za-z,\-]*) (\d\d:\d\d-\d\d:\d\d(?:,\d\d:\d\d-\d\d:\d\d)*)")
_QUOTED = re.compile(r'"[^"]*"')


class Span(NamedTuple):
    """Open on `days` (of DAYS, and PH), from `start` until `end`, HH:MM."""

    days: tuple[str, ...]
    start: str
    end: str


def spans(hours: str) -> tuple[list[Span], bool]:
    """(the plain weekly part of `hours`, whether that is all of it)."""
    found: list[Span] = []
    whole = not _QUOTED.search(hours)
    for rule in _QUOTED.sub("", hours).split(";"):
        rule = " ".join(rule.split())
        match = _RULE.fullmatch(rule)
        days = _days(match[1]) if match else None
        if match and days:
            for span in match[2].split(","):
                start, _, end = span.partition("-")
                found.append(Span(days, start, end))
        elif rule and rule != f"{HOLIDAY} off":
            whole = False
    return found, whole and (bool(found) or not hours)


def is_flat(hours: str) -> bool:
    """Whether days, one start and one end say all of it."""
    found, whole = spans(hours)
    return whole and len(found) <= 1 and (not found or hours == as_hours(*flat(hours)))


def flat(hours: str) -> tuple[str, str, str]:
    """(days such as 月火水木金, first start, last end), "" where nothing is known."""
    found, _ = spans(hours)
    days = {day for span in found for day in span.days}
    signs = "".join(sign for sign, day in zip(SIGNS, DAYS, strict=True) if day in days)
    signs += HOLIDAY_SIGN if HOLIDAY in days else ""
    starts, ends = [span.start for span in found], [span.end for span in found]
    return signs, min(starts, default=""), max(ends, default="")


def as_hours(days: str, start: str, end: str) -> str:
    """The opening hours for days such as 月火水木金祝. Without the holiday's sign they are closed
    then. What cannot be read is given back as it is, for the check to find."""
    if not (days or start or end):
        return ""
    known = [day for sign, day in zip(SIGNS, DAYS, strict=True) if sign in days]
    holiday = HOLIDAY_SIGN in days
    names = _ranges(known) + ([HOLIDAY] if holiday else [])
    rule = f"{','.join(names)} {clock(start)}-{clock(end)}"
    return rule if holiday or not known else f"{rule}; {HOLIDAY} off"


def clock(text: str) -> str:
    """9:00 and 9:00:00 as 09:00."""
    match = re.fullmatch(r"(\d{1,2}):(\d\d)(?::\d\d)?", text.strip())
    return f"{int(match[1]):02}:{match[2]}" if match else text


def _days(text: str) -> tuple[str, ...] | None:
    found: list[str] = []
    for part in text.split(","):
        first, dash, last = part.partition("-")
        if part == HOLIDAY:
            found.append(part)
        elif first in DAYS and not dash:
            found.append(first)
        elif first in DAYS and last in DAYS:
            at, to = DAYS.index(first), DAYS.index(last)
            found += DAYS[at : to + 1] if at <= to else DAYS[at:] + DAYS[: to + 1]
        else:
            return None
    return tuple(found)


def _ranges(days: list[str]) -> list[str]:
    """["Mo", "Tu", "We", "Fr"] -> ["Mo-We", "Fr"]."""
    runs: list[list[str]] = []
    for day in days:
        if runs and DAYS.index(runs[-1][-1]) + 1 == DAYS.index(day):
            runs[-1].append(day)
        else:
            runs.append([day])
    return [run[0] if len(run) == 1 else f"{run[0]}-{run[-1]}" for run in runs]
