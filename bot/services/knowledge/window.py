"""From when until when a record is shown; both days count, by the city's calendar."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from ...core.hours import CITY_TIME
from .rows import Row, Rows

SHOWN = ("programs", "places", "departments", "hotlines")  # tables whose rows may come and go


def city_today() -> date:
    return datetime.now(CITY_TIME).date()


def is_shown(row: Row, today: date) -> bool:
    """True within its days; a day that cannot be read hides nothing."""
    first, last = _day(row["visible_from"]), _day(row["visible_until"])
    return not (first and today < first) and not (last and today > last)


def turns(rows: Rows) -> tuple[date, ...]:
    """The days on which a record comes or has gone, in order."""
    return tuple(sorted(set(_turns(rows))))


def _turns(rows: Rows) -> Iterator[date]:
    for table in SHOWN:
        for row in rows.table(table):
            if first := _day(row["visible_from"]):
                yield first
            if last := _day(row["visible_until"]):
                yield last + timedelta(days=1)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None
