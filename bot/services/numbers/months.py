"""Months as text, 2026-11, so that they sort as they follow one another."""

import re

_MONTH = re.compile(r"20[0-9]{2}-(0[1-9]|1[0-2])")
MOST = 60  # months in one period


def is_month(text: str) -> bool:
    return _MONTH.fullmatch(text) is not None


def moved(month: str, by: int) -> str:
    """`by` months later, or earlier where it is below nought."""
    year, number = divmod(int(month[:4]) * 12 + int(month[5:]) - 1 + by, 12)
    return f"{year:04}-{number + 1:02}"


def months(first: str, last: str) -> list[str]:
    """Every month from `first` to `last`, the latest MOST of them; [] when they are the wrong way
    round."""
    made: list[str] = []
    while first <= last and len(made) < MOST:
        made.append(last)
        last = moved(last, -1)
    return made[::-1]
