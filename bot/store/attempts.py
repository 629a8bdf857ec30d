"""Tries to enter that did not succeed, counted by account and by address."""

import sqlite3

WINDOW = 15 * 60  # seconds
PER_NAME = 10
PER_ADDRESS = 50  # a whole city hall may share one


def begin(connection: sqlite3.Connection, kind: str, name: str, address: str, now: float) -> bool:
    """Count a try before it is judged, so that many at once do not slip through; False when there
    were too many. kind: password or second. name, address: keyed hashes."""
    since = now - WINDOW
    (by_name,) = connection.execute(
        "SELECT count(*) FROM attempts WHERE kind = ? AND name = ? AND at > ?", (kind, name, since)
    ).fetchone()
    (by_address,) = connection.execute(
        "SELECT count(*) FROM attempts WHERE address = ? AND at > ?", (address, since)
    ).fetchone()
    if by_name >= PER_NAME or by_address >= PER_ADDRESS:
        return False
    connection.execute(
        "INSERT INTO attempts (kind, name, address, at) VALUES (?, ?, ?, ?)",
        (kind, name, address, now),
    )
    return True


def clear(connection: sqlite3.Connection, kind: str, name: str) -> None:
    """Forget the tries of an account, once one succeeded."""
    connection.execute("DELETE FROM attempts WHERE kind = ? AND name = ?", (kind, name))


def purge(connection: sqlite3.Connection, now: float) -> None:
    """Drop what no longer counts."""
    connection.execute("DELETE FROM attempts WHERE at <= ?", (now - WINDOW,))
