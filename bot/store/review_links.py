"""Links for people without an account. Of a link only a hash is kept, and a revoked one is over."""

import sqlite3
from typing import NamedTuple

DEPARTMENT, RECORD, NEW = "department", "record", "new"
KINDS = (DEPARTMENT, RECORD, NEW)
KEPT = 90 * 24 * 3600  # seconds after its end: long enough to be asked about


class Link(NamedTuple):
    """id 0: not kept yet. kind, table, key: what it is about, see services/links.py. until: Unix
    seconds."""

    id: int
    kind: str
    table: str
    key: str
    department: str
    made: float
    made_by: str
    until: float


_COLUMNS = "id, kind, table_name, key, department, made, made_by, until"
_ALIVE = "revoked IS NULL AND until > ?"


def add(connection: sqlite3.Connection, token_hash: str, link: Link) -> int:
    """Keep a new link; return its id."""
    cursor = connection.execute(
        "INSERT INTO review_links (token_hash, kind, table_name, key, department, made, made_by,"
        " until) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (token_hash, *link[1:]),
    )
    return int(cursor.lastrowid or 0)


def find(connection: sqlite3.Connection, token_hash: str, now: float) -> Link | None:
    """The link of a token, unless it is over."""
    row = connection.execute(
        f"SELECT {_COLUMNS} FROM review_links WHERE token_hash = ? AND {_ALIVE}",  # noqa: S608
        (token_hash, now),
    ).fetchone()
    return Link(*row) if row else None


def alive(connection: sqlite3.Connection, now: float) -> list[Link]:
    """The links that lead somewhere, newest first."""
    rows = connection.execute(
        f"SELECT {_COLUMNS} FROM review_links WHERE {_ALIVE} ORDER BY id DESC",  # noqa: S608
        (now,),
    )
    return [Link(*row) for row in rows]


def revoke(connection: sqlite3.Connection, id_: int, who: str, now: float) -> None:
    """End a link now."""
    connection.execute(
        "UPDATE review_links SET revoked = ?, revoked_by = ? WHERE id = ? AND revoked IS NULL",
        (now, who, id_),
    )


def purge(connection: sqlite3.Connection, now: float) -> None:
    """Drop what has long been over."""
    connection.execute("DELETE FROM review_links WHERE until <= ?", (now - KEPT,))
