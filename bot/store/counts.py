"""How often what was answered, by day: numbers without people, kept for good."""

import sqlite3
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

LEAST_SHOWN = 5  # below it a number could point to one family


class Count(NamedTuple):
    """kind: outcome (name: that of core.dialogue.Note), program (its id: shown) or chosen (its id:
    picked of several, or none)."""

    kind: str
    name: str
    number: int


def add(connection: sqlite3.Connection, day: date, keys: Iterable[tuple[str, str]]) -> None:
    """Count each (kind, name) once more on `day`."""
    values = [value for key in keys for value in (day.isoformat(), *key)]
    if values:
        connection.execute(
            "INSERT INTO counts (day, kind, name, number)"  # noqa: S608
            f" VALUES {', '.join(['(?, ?, ?, 1)'] * (len(values) // 3))}"
            " ON CONFLICT (day, kind, name) DO UPDATE SET number = number + 1",
            values,
        )


def total(
    connection: sqlite3.Connection, first: date, last: date, least: int = LEAST_SHOWN
) -> list[Count]:
    """Sums over the days from `first` to `last`, the largest first, none below `least`."""
    rows = connection.execute(
        "SELECT kind, name, sum(number) AS number FROM counts WHERE day BETWEEN ? AND ?"
        " GROUP BY kind, name HAVING number >= ? ORDER BY number DESC, kind, name",
        (first.isoformat(), last.isoformat(), least),
    )
    return [Count(*row) for row in rows]


def monthly(connection: sqlite3.Connection, kind: str, last: str) -> list[tuple[str, str, int]]:
    """(month, name, number) of a kind up to the month `last`: exact, never to be shown as it is."""
    return connection.execute(
        "SELECT substr(day, 1, 7) AS month, name, sum(number) FROM counts"
        " WHERE kind = ? AND substr(day, 1, 7) <= ? GROUP BY month, name",
        (kind, last),
    ).fetchall()
