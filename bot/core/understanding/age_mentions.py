"""One age that a text mentions, and what makes a number no age."""

import re
from typing import NamedTuple

_NEAR = 24  # characters before a number that may explain it
ADULT = 19  # years; whoever is as old is no child
TEEN = 12  # from here on it may be the parent


class Mention(NamedTuple):
    """An age in completed months, inclusive; `weak`: only implied, as by a check-up."""

    min: int
    max: int
    phrase: str
    weak: bool = False


def years(value: int, phrase: str, months: int | None = None, weak: bool = False) -> Mention:
    """2 years are 24-35 months; with months, exactly so many."""
    low = value * 12 + (months or 0)
    return Mention(low, low if months is not None else low + 11, phrase, weak)


def months(value: int, phrase: str, weak: bool = False) -> Mention:
    """Exactly so many months."""
    return Mention(value, value, phrase, weak)


def days(value: int, phrase: str) -> Mention:
    """Completed months of 30 days."""
    return Mention(value // 30, value // 30, phrase)


def school_year(first: int, grade: int, phrase: str) -> Mention:
    """The two years that a pupil of `grade` may be in; `first`: months at the start of grade 1."""
    low = first + 12 * (grade - 1)
    return Mention(low, low + 23, phrase)


def before(found: re.Match[str]) -> str:
    """The characters that stand right before a number."""
    return found.string[max(0, found.start() - _NEAR) : found.start()]
