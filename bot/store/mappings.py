"""Which column of a city's own sheet is which of ours, as a person said it."""

import json
import sqlite3
from collections.abc import Sequence


def remember(
    connection: sqlite3.Connection,
    table: str,
    signature: str,
    columns: Sequence[str],
    who: str,
    at: float,
) -> None:
    """Keep the columns of a heading row for `table`, in place of earlier ones."""
    connection.execute(
        "INSERT OR REPLACE INTO mappings (table_name, signature, columns, who, at)"
        " VALUES (?, ?, ?, ?, ?)",
        (table, signature, json.dumps(columns), who, at),
    )


def recall(connection: sqlite3.Connection, table: str, signature: str) -> tuple[str, ...] | None:
    """The columns that `remember` was given, None when there are none."""
    row = connection.execute(
        "SELECT columns FROM mappings WHERE table_name = ? AND signature = ?", (table, signature)
    ).fetchone()
    return tuple(json.loads(row[0])) if row else None
