"""How often what came of which need, by month, area and child's age: no people, kept for good."""

import sqlite3
from collections.abc import Iterable, Sequence
from typing import NamedTuple

ASKED, ANSWERED, CHOSEN = "asked", "answered", "chosen"
NOT_ANSWERED, CONNECTED = "not_answered", "connected"
OUTCOMES = (ASKED, ANSWERED, CHOSEN, NOT_ANSWERED, CONNECTED)
COLUMNS = ("need", "area", "age")


class Cell(NamedTuple):
    """need: id of a programme, "gap:" and that of a gap, or "" for one that nobody understood.
    area: name of a district or town, "" unknown. age: a band of services.numbers, "" unknown."""

    need: str
    area: str
    age: str
    outcome: str


class Sum(NamedTuple):
    """How often it was counted in a month: exact, never to be shown as it is.
    key: the cells of the columns that were asked for."""

    month: str
    key: tuple[str, ...]
    outcome: str
    number: int


def add(connection: sqlite3.Connection, month: str, cells: Iterable[Cell]) -> None:
    """Count each of `cells` once more."""
    values = [value for cell in cells for value in (month, *cell)]
    if values:
        connection.execute(
            "INSERT INTO numbers (month, need, area, age, outcome, number)"  # noqa: S608
            f" VALUES {', '.join(['(?, ?, ?, ?, ?, 1)'] * (len(values) // 5))}"
            " ON CONFLICT DO UPDATE SET number = number + 1",
            values,
        )


def take(connection: sqlite3.Connection, month: str, cells: Iterable[Cell]) -> None:
    """Count each of `cells` once less, as far as it was counted."""
    connection.executemany(
        "UPDATE numbers SET number = number - 1 WHERE month = ? AND need = ? AND area = ?"
        " AND age = ? AND outcome = ? AND number > 0",
        [(month, *cell) for cell in cells],
    )


def sums(
    connection: sqlite3.Connection, columns: Sequence[str], last: str, outcome: str = ""
) -> list[Sum]:
    """Everything counted up to the month `last`, by month, some of COLUMNS, and outcome.

    Raises ValueError for another column.
    """
    if not set(columns) <= set(COLUMNS):
        raise ValueError(f"{columns}: only {COLUMNS}")
    wanted = "".join(f"{column}, " for column in columns)
    rows = connection.execute(
        f"SELECT month, {wanted}outcome, sum(number) FROM numbers"  # noqa: S608
        " WHERE month <= ? AND ? IN ('', outcome) AND number > 0"
        f" GROUP BY month, {wanted}outcome",
        (last, outcome),
    )
    return [Sum(row[0], tuple(row[1:-2]), row[-2], row[-1]) for row in rows]


def first_month(connection: sqlite3.Connection) -> str:
    """The month from which on there are numbers; "" while there are none."""
    (month,) = connection.execute("SELECT min(month) FROM numbers WHERE number > 0").fetchone()
    return month or ""
