"""Needs that no record here serves: who stands in for them, and how often somebody asked."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from ...core.catalog import Catalog, Gap
from ...store import counts
from ...store.database import Database
from ..numbers import fives

KIND = "gap"  # of a count; its name is the id of the gap


class Seen(NamedTuple):
    """times: None where it was asked for too few times to be told."""

    gap: Gap
    times: int | None


def count_gaps(database: Database, found: Iterable[Gap], day: date) -> None:
    """Count that these gaps were met on `day`; nothing of what was asked is kept."""
    keys = [(KIND, gap.id) for gap in found]
    if keys:
        database.write(lambda connection: counts.add(connection, day, keys))


def gaps_seen(catalog: Catalog, database: Database, first: str, last: str) -> list[Seen]:
    """Every open gap, those met most from the month `first` to `last` (2026-11) first, for staff
    who decide what to add; told as numbers.fives has it."""
    rows = database.read(lambda connection: counts.monthly(connection, KIND, last))
    times = fives.shown((fives.Counted(*row) for row in rows), first, last)
    seen = [Seen(gap, times.get(gap.id)) for gap in catalog.gaps]
    return sorted(seen, key=lambda one: -(one.times or 0))
