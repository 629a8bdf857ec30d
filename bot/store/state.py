"""What was said before, for 30 minutes: the JSON of core.state.State, by pseudonym."""

import json
import sqlite3
from dataclasses import replace

from ..core.state import KEPT, State


def read(connection: sqlite3.Connection, user: str, now: float) -> State:
    """What is known of `user`, an empty State when nothing is. `now`: Unix seconds."""
    row = connection.execute(
        "SELECT state FROM state WHERE user = ? AND at >= ?", (user, now - KEPT.total_seconds())
    ).fetchone()
    return State.from_dict(json.loads(row[0])) if row else State()


def save(connection: sqlite3.Connection, user: str, state: State, now: float) -> None:
    """Keep `state` for another 30 minutes."""
    connection.execute(
        "INSERT INTO state (user, state, at) VALUES (?, ?, ?)"
        " ON CONFLICT (user) DO UPDATE SET state = excluded.state, at = excluded.at",
        (user, json.dumps(state.to_dict()), now),
    )


def mark_late(connection: sqlite3.Connection, user: str, now: float) -> None:
    """Remember that the last reply did not reach `user`."""
    save(connection, user, replace(read(connection, user, now), late=True), now)


def forget(connection: sqlite3.Connection, people: tuple[str, str, str]) -> int:
    """Drop a person's states, those in groups too (see pseudonyms.everywhere); return how many."""
    return connection.execute(
        "DELETE FROM state WHERE user = ? OR user BETWEEN ? AND ?", people
    ).rowcount


def purge(connection: sqlite3.Connection, now: float) -> None:
    """Drop what is 30 minutes old."""
    connection.execute("DELETE FROM state WHERE at < ?", (now - KEPT.total_seconds(),))
