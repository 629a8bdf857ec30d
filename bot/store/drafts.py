"""What staff want to change, until it is released."""

import json
import sqlite3
from collections.abc import Collection, Iterable
from dataclasses import dataclass

PROPOSED, DRAFT, SUBMITTED = "proposed", "draft", "submitted"
APPROVED, REJECTED, WITHDRAWN = "approved", "rejected", "withdrawn"
OPEN = (DRAFT, SUBMITTED)

Cells = dict[str, str]


@dataclass(frozen=True)
class Draft:
    """A record as it is to be. id 0: not kept yet.

    name: what a person calls the record. cells None: the record is to go; base None: it is new.
    author, authors: account names, the last and all that typed, "" and none for what came from
    outside. department: that owns the record. approvals: account names. Times are Unix seconds.
    """

    id: int
    table: str
    key: str
    name: str
    cells: Cells | None
    base: Cells | None
    status: str
    author: str
    department: str
    origin: str
    note: str = ""
    reason: str = ""
    at: float = 0
    changed_at: float = 0
    authors: tuple[str, ...] = ()
    author_shown: str = ""
    approvals: tuple[str, ...] = ()


_SELECT = """
    SELECT drafts.*, coalesce(accounts.shown_name, author) AS author_shown,
        (SELECT json_group_array(account) FROM
            (SELECT account FROM approvals WHERE subject = 'draft ' || drafts.id ORDER BY at)
        ) AS approvals
    FROM drafts LEFT JOIN accounts ON accounts.name = drafts.author"""


def subject(draft_id: int) -> str:
    """What the approvals of a draft are kept under."""
    return f"draft {draft_id}"


def add(connection: sqlite3.Connection, draft: Draft) -> int:
    """Keep a new draft; return its id."""
    cursor = connection.execute(
        "INSERT INTO drafts (table_name, key, name, cells, base, status, author, authors,"
        " department, origin, note, reason, at, changed_at)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (draft.table, draft.key, *_changing(draft), draft.at, draft.changed_at),
    )
    return cursor.lastrowid or 0


def change(connection: sqlite3.Connection, draft: Draft) -> None:
    """Keep what `draft` is now."""
    connection.execute(
        "UPDATE drafts SET key = ?, name = ?, cells = ?, base = ?, status = ?, author = ?,"
        " authors = ?, department = ?, origin = ?, note = ?, reason = ?, changed_at = ?"
        " WHERE id = ?",
        (draft.key, *_changing(draft), draft.changed_at, draft.id),
    )


def find(connection: sqlite3.Connection, draft_id: int) -> Draft | None:
    """The draft of that id."""
    return _first(connection, "drafts.id = ?", (draft_id,))


def open_of(connection: sqlite3.Connection, table: str, key: str) -> Draft | None:
    """The open draft of a record."""
    where = "table_name = ? AND key = ? AND status IN ('draft', 'submitted')"
    return _first(connection, where, (table, key))


def of_record(
    connection: sqlite3.Connection, table: str, key: str, statuses: Collection[str]
) -> list[Draft]:
    """The drafts of a record in one of `statuses`, newest first."""
    where = f"table_name = ? AND key = ? AND status IN ({_marks(statuses)})"
    return _found(connection, where, (table, key, *statuses))


def listed(
    connection: sqlite3.Connection,
    statuses: Collection[str],
    table: str = "",
    department: str = "",
) -> list[Draft]:
    """Drafts in one of `statuses`, of one table, of one department, newest first."""
    where = (
        f"status IN ({_marks(statuses)}) AND (? = '' OR table_name = ?)"
        " AND (? = '' OR department = ?)"
    )
    return _found(connection, where, (*statuses, table, table, department, department))


def approve(connection: sqlite3.Connection, about: str, account: str, at: float) -> None:
    """Write down an approval; about: see subject()."""
    connection.execute("INSERT OR IGNORE INTO approvals VALUES (?, ?, ?)", (about, account, at))


def approvals(connection: sqlite3.Connection, about: str) -> tuple[str, ...]:
    """Who approved, in the order of time."""
    rows = connection.execute(
        "SELECT account FROM approvals WHERE subject = ? ORDER BY at", (about,)
    )
    return tuple(row[0] for row in rows)


def disapprove(connection: sqlite3.Connection, about: str) -> None:
    """Forget the approvals of what is no longer the same."""
    connection.execute("DELETE FROM approvals WHERE subject = ?", (about,))


def written(cells: Cells | None) -> str | None:
    """Cells as they are kept."""
    return None if cells is None else json.dumps(cells, ensure_ascii=False)


def read(text: str | None) -> Cells | None:
    """What `written` wrote."""
    return None if text is None else json.loads(text)


def _changing(draft: Draft) -> tuple:
    return (
        draft.name,
        written(draft.cells),
        written(draft.base),
        draft.status,
        draft.author,
        json.dumps(draft.authors),
        draft.department,
        draft.origin,
        draft.note,
        draft.reason,
    )


def _first(connection: sqlite3.Connection, where: str, values: Iterable) -> Draft | None:
    return next(iter(_found(connection, where, values)), None)


def _found(connection: sqlite3.Connection, where: str, values: Iterable) -> list[Draft]:
    cursor = connection.execute(
        f"{_SELECT} WHERE {where} ORDER BY drafts.changed_at DESC, drafts.id DESC",
        tuple(values),
    )
    names = [column[0] for column in cursor.description]
    return [_draft(dict(zip(names, row, strict=True))) for row in cursor]


def _draft(row: dict) -> Draft:
    row["table"] = row.pop("table_name")
    row |= {name: read(row[name]) for name in ("cells", "base")}
    row |= {name: tuple(json.loads(row[name])) for name in ("authors", "approvals")}
    return Draft(**row)


def _marks(values: Collection[str]) -> str:
    return ", ".join("?" * len(values))
