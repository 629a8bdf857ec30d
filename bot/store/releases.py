"""A release on disk: one SQLite file that is written once and then only read."""

import os
import sqlite3
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

Tables = Mapping[str, Iterable[dict[str, Any]]]

DOCUMENTS = "documents"


def write_release(path: Path, tables: Tables, documents: Mapping[str, str]) -> None:
    """Write rows, a table for each name, and whole texts; the file appears at once or never."""
    # Only a changed folder needs it, and it takes a third of the time of a start.
    from sqlite_utils import Database

    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_suffix(f".{os.getpid()}.new")
    unfinished.unlink(missing_ok=True)
    database = Database(unfinished)
    with database.conn:
        for name, rows in tables.items():
            database.table(name).insert_all(rows)
        texts = [{"name": name, "text": text} for name, text in documents.items()]
        database.table(DOCUMENTS).insert_all(texts, pk="name")
    database.close()
    unfinished.chmod(0o444)
    unfinished.replace(path)


def read_release(path: Path) -> tuple[dict[str, list[dict]], dict[str, str]]:
    """The tables and documents that write_release wrote. Raises sqlite3.Error for a broken file."""
    connection = sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True)
    connection.row_factory = sqlite3.Row
    try:
        names = [
            name
            for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        ]
        tables = {name: _rows(connection, name) for name in names if name != DOCUMENTS}
        texts = _rows(connection, DOCUMENTS) if DOCUMENTS in names else []
        return tables, {row["name"]: row["text"] for row in texts}
    finally:
        connection.close()


def _rows(connection: sqlite3.Connection, table: str) -> list[dict]:
    quoted = table.replace('"', '""')
    return [dict(row) for row in connection.execute(f'SELECT * FROM "{quoted}"')]  # noqa: S608
