"""Rows as the one file of a release, and back."""

import hashlib
import logging
import sqlite3
from pathlib import Path

from ...store.releases import read_release, write_release
from .files import knowledge_files
from .problems import Problem
from .rows import Row, Rows

log = logging.getLogger(__name__)

FORMAT = b"2"  # of the release files; another number makes them anew
PROBLEMS, COLUMNS = "problems", "columns"
AT = ("_file", "_line")


def release_id(knowledge: Path) -> str:
    """A hash of every knowledge file, 16 hex digits."""
    digest = hashlib.sha256(FORMAT)
    for path in knowledge_files(knowledge):
        digest.update(path.relative_to(knowledge).as_posix().encode() + b"\0")
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()[:16]


def keep(path: Path, rows: Rows) -> None:
    """Write the rows as a release file. OSError, sqlite3.Error: it cannot be written."""
    tables: dict[str, list[dict]] = {
        name: [dict(zip(AT, (row.file, row.line), strict=True)) | row.cells for row in table]
        for name, table in rows.tables.items()
        if table
    }
    tables[COLUMNS] = [
        {"table_name": name, "number": number, "name": column}
        for name in rows.tables
        for number, column in enumerate(rows.header(name))
    ]
    if rows.problems:
        tables[PROBLEMS] = [vars(found) for found in rows.problems]
    write_release(path, {name: table for name, table in tables.items() if table}, rows.documents)


def kept(path: Path) -> Rows | None:
    """What `keep` wrote, None when there is no such file or it is broken."""
    if not path.exists():
        return None
    try:
        tables, documents = read_release(path)
        problems = [Problem(**row) for row in tables.pop(PROBLEMS, [])]
        columns: dict[str, tuple[str, ...]] = {}
        for row in tables.pop(COLUMNS):
            columns[row["table_name"]] = (*columns.get(row["table_name"], ()), row["name"])
        known = {name: [_row(cells) for cells in tables.get(name, [])] for name in columns}
    except (sqlite3.Error, KeyError, TypeError) as error:
        log.warning("knowledge: release %s is broken: %s", path.stem, type(error).__name__)
        return None
    return Rows(known, documents, problems, columns)


def _row(cells: dict) -> Row:
    return Row(cells.pop(AT[0]), cells.pop(AT[1]), cells)
