"""What readers say is wrong with a record, for 90 days: for the staff who mend it."""

import sqlite3
from typing import NamedTuple

KEPT = 90 * 24 * 3600  # seconds
DAY = 24 * 3600  # seconds
MOST_IN_A_DAY = 300  # from all the world: more are a flood that nobody could read


class Report(NamedTuple):
    """id 0: not kept yet. reason: old / extra / over / other. at: Unix seconds."""

    id: int
    table: str
    record_id: str
    reason: str
    note: str
    at: float
    done: float | None = None
    done_by: str = ""


def add(connection: sqlite3.Connection, report: Report) -> bool:
    """Keep a new report; False when there were too many within a day."""
    (today,) = connection.execute(
        "SELECT count(*) FROM reports WHERE at > ?", (report.at - DAY,)
    ).fetchone()
    if today >= MOST_IN_A_DAY:
        return False
    connection.execute(
        "INSERT INTO reports (table_name, record_id, reason, note, at) VALUES (?, ?, ?, ?, ?)",
        (report.table, report.record_id, report.reason, report.note, report.at),
    )
    return True


def listed(connection: sqlite3.Connection, done: bool, most: int) -> list[Report]:
    """The last `most` reports that wait, or that are done, newest first."""
    rows = connection.execute(
        "SELECT id, table_name, record_id, reason, note, at, done, done_by FROM reports"
        " WHERE (done IS NOT NULL) = ? ORDER BY at DESC, id DESC LIMIT ?",
        (done, most),
    )
    return [Report(*row) for row in rows]


def find(connection: sqlite3.Connection, id_: int) -> Report | None:
    """The report of that id."""
    row = connection.execute(
        "SELECT id, table_name, record_id, reason, note, at, done, done_by FROM reports"
        " WHERE id = ?",
        (id_,),
    ).fetchone()
    return Report(*row) if row else None


def finish(connection: sqlite3.Connection, id_: int, who: str, now: float) -> None:
    """Nothing is left to do about a report; the first who says so is written down."""
    connection.execute(
        "UPDATE reports SET done = ?, done_by = ? WHERE id = ? AND done IS NULL", (now, who, id_)
    )


def drop(connection: sqlite3.Connection, id_: int) -> None:
    """Delete a report that is no help."""
    connection.execute("DELETE FROM reports WHERE id = ?", (id_,))


def purge(connection: sqlite3.Connection, now: float) -> None:
    """Drop what is 90 days old."""
    connection.execute("DELETE FROM reports WHERE at <= ?", (now - KEPT,))
