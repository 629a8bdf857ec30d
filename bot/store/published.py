"""Every release that was approved, and what it changed. The newest one is in force."""

import json
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass

from .drafts import Cells, read, written


@dataclass(frozen=True)
class Release:
    """id: also the name of its file. who: account name. number: of its changes.

    undoes: the id of the release that it takes back; undone: it was taken back itself.
    """

    id: str
    at: float
    who: str
    note: str = ""
    undoes: str = ""
    number: int = 0
    undone: bool = False
    who_shown: str = ""


@dataclass(frozen=True)
class Change:
    """One record in one release.

    new_key: what names the record after the change. before, after None: there was or is none. who:
    the account that wrote it; approvers: account names.
    """

    id: int
    release: str
    table: str
    key: str
    new_key: str
    name: str
    before: Cells | None
    after: Cells | None
    who: str
    approvers: tuple[str, ...] = ()
    at: float = 0
    who_shown: str = ""


_RELEASES = """
    SELECT id, at, who, note, undoes,
        (SELECT count(*) FROM changes WHERE release_id = releases.id) AS number,
        EXISTS (SELECT 1 FROM releases AS later WHERE later.undoes = releases.id) AS undone,
        coalesce((SELECT shown_name FROM accounts WHERE name = who), who) AS who_shown
    FROM releases"""

_CHANGES = """
    SELECT changes.id, release_id, table_name, key, new_key, changes.name, before, after, author,
        approvers, releases.at, coalesce(accounts.shown_name, author)
    FROM changes JOIN releases ON releases.id = release_id
    LEFT JOIN accounts ON accounts.name = author"""


def ids(connection: sqlite3.Connection, most: int = 20) -> list[str]:
    """The ids of the last `most` releases (-1: all), the one in force first."""
    rows = connection.execute("SELECT id FROM releases ORDER BY number DESC LIMIT ?", (most,))
    return [row[0] for row in rows]


def add(connection: sqlite3.Connection, release: Release, changes: Iterable[Change]) -> None:
    """Put a release in force; its file must be there already. The ids of `changes` are not looked
    at."""
    connection.execute(
        "INSERT INTO releases (id, at, who, note, undoes) VALUES (?, ?, ?, ?, ?)",
        (release.id, release.at, release.who, release.note, release.undoes),
    )
    connection.executemany(
        "INSERT INTO changes (release_id, table_name, key, new_key, name, before, after, author,"
        " approvers) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            (
                release.id,
                change.table,
                change.key,
                change.new_key,
                change.name,
                written(change.before),
                written(change.after),
                change.who,
                json.dumps(change.approvers),
            )
            for change in changes
        ),
    )


def listed(connection: sqlite3.Connection) -> list[Release]:
    """Every release, newest first."""
    return [
        _release(row) for row in connection.execute(f"{_RELEASES} ORDER BY releases.number DESC")
    ]


def find(connection: sqlite3.Connection, release_id: str) -> Release | None:
    """The release of that id."""
    row = connection.execute(f"{_RELEASES} WHERE id = ?", (release_id,)).fetchone()
    return _release(row) if row else None


def history(connection: sqlite3.Connection, table: str, key: str) -> list[Change]:
    """What was changed of a record, newest first."""
    where = "table_name = ?1 AND (key = ?2 OR new_key = ?2) ORDER BY changes.id DESC"
    return _changes(connection, where, (table, key))


def changes(connection: sqlite3.Connection, release_id: str) -> list[Change]:
    """What a release changed, in its order."""
    return _changes(connection, "release_id = ? ORDER BY changes.id", (release_id,))


def change(connection: sqlite3.Connection, change_id: int) -> Change | None:
    """The change of that id."""
    return next(iter(_changes(connection, "changes.id = ?", (change_id,))), None)


def _release(row: tuple) -> Release:
    release_id, at, who, note, undoes, number, undone, shown = row
    return Release(release_id, at, who, note, undoes, number, bool(undone), shown)


def _changes(connection: sqlite3.Connection, where: str, values: tuple) -> list[Change]:
    return [_change(row) for row in connection.execute(f"{_CHANGES} WHERE {where}", values)]


def _change(row: tuple) -> Change:
    *about, before, after, who, approvers, at, shown = row
    people = tuple(json.loads(approvers))
    return Change(*about, read(before), read(after), who, people, at, shown)  # type: ignore[call-arg]
