"""What was done by whom, for good: the table refuses every change of a row."""

import sqlite3
from typing import NamedTuple


class Entry(NamedTuple):
    """who: the account's name. what: a verb such as `approve`. subject: what it was done to."""

    at: float
    who: str
    what: str
    subject: str
    detail: str


def add(connection: sqlite3.Connection, entry: Entry) -> None:
    """Append an entry."""
    connection.execute(
        "INSERT INTO audit (at, who, what, subject, detail) VALUES (?, ?, ?, ?, ?)", entry
    )


def newest(
    connection: sqlite3.Connection, most: int, skip: int = 0, who: str = "", what: str = ""
) -> list[Entry]:
    """Entries from the newest on; of one person, of one verb."""
    rows = connection.execute(
        "SELECT at, who, what, subject, detail FROM audit WHERE (?1 = '' OR who = ?1)"
        " AND (?2 = '' OR what = ?2) ORDER BY id DESC LIMIT ?3 OFFSET ?4",
        (who, what, most, skip),
    )
    return [Entry(*row) for row in rows]


def number(connection: sqlite3.Connection, who: str = "", what: str = "") -> int:
    """How many entries there are; of one person, of one verb."""
    (counted,) = connection.execute(
        "SELECT count(*) FROM audit WHERE (?1 = '' OR who = ?1) AND (?2 = '' OR what = ?2)",
        (who, what),
    ).fetchone()
    return counted


def verbs(connection: sqlite3.Connection) -> list[str]:
    """Every verb that was used."""
    return [row[0] for row in connection.execute("SELECT DISTINCT what FROM audit ORDER BY what")]


def people(connection: sqlite3.Connection) -> list[str]:
    """Everybody who did something."""
    return [row[0] for row in connection.execute("SELECT DISTINCT who FROM audit ORDER BY who")]
