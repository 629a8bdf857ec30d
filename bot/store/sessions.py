"""Who is signed in. Of a token only its hash is kept, and what ends here has ended."""

import sqlite3
from typing import NamedTuple

IDLE = 30 * 60  # seconds without a request
WHOLE = 10 * 3600  # seconds from the login on, whatever happens
HALF = 10 * 60  # seconds in which the second factor must follow the password


class Session(NamedTuple):
    """device: browser and system in words. Times are Unix seconds."""

    id: int
    account_id: int
    whole: bool
    device: str
    started: float
    seen: float


_COLUMNS = "id, account_id, whole, device, started, seen"
_ALIVE = "seen > ? AND started > CASE whole WHEN 1 THEN ? ELSE ? END"


def _limits(now: float) -> tuple[float, float, float]:
    return now - IDLE, now - WHOLE, now - HALF


def add(
    connection: sqlite3.Connection,
    token_hash: str,
    account_id: int,
    whole: bool,
    device: str,
    now: float,
) -> None:
    """Keep a session that starts now."""
    connection.execute(
        "INSERT INTO sessions (token_hash, account_id, whole, device, started, seen)"
        " VALUES (?, ?, ?, ?, ?, ?)",
        (token_hash, account_id, int(whole), device, now, now),
    )


def find(connection: sqlite3.Connection, token_hash: str, now: float) -> Session | None:
    """The living session of a token."""
    row = connection.execute(
        f"SELECT {_COLUMNS} FROM sessions WHERE token_hash = ? AND {_ALIVE}",  # noqa: S608
        (token_hash, *_limits(now)),
    ).fetchone()
    return _session(row) if row else None


def of_account(connection: sqlite3.Connection, account_id: int, now: float) -> list[Session]:
    """The living, whole sessions of an account, last seen first."""
    rows = connection.execute(
        f"SELECT {_COLUMNS} FROM sessions WHERE account_id = ? AND whole AND {_ALIVE}"  # noqa: S608
        " ORDER BY seen DESC",
        (account_id, *_limits(now)),
    )
    return [_session(row) for row in rows]


def touch(connection: sqlite3.Connection, session_id: int, now: float) -> None:
    """Write down that it was used."""
    connection.execute("UPDATE sessions SET seen = ? WHERE id = ?", (now, session_id))


def end(connection: sqlite3.Connection, account_id: int, session_id: int) -> None:
    """End one session of an account."""
    connection.execute(
        "DELETE FROM sessions WHERE id = ? AND account_id = ?", (session_id, account_id)
    )


def end_all(connection: sqlite3.Connection, account_id: int) -> None:
    """End every session of an account."""
    connection.execute("DELETE FROM sessions WHERE account_id = ?", (account_id,))


def purge(connection: sqlite3.Connection, now: float) -> None:
    """Drop what has run out."""
    connection.execute(f"DELETE FROM sessions WHERE NOT ({_ALIVE})", _limits(now))  # noqa: S608


def _session(row: tuple) -> Session:
    return Session(row[0], row[1], bool(row[2]), *row[3:])
