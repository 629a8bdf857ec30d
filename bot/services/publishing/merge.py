"""The knowledge as it would be with some drafts in it, and what would then be wrong."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from ..exchange.fields import fields
from ..knowledge.build import MODELS, build_catalog
from ..knowledge.problems import ERROR, Problem
from ..knowledge.rows import Row, Rows
from .drafts import Cells
from .errors import PublishError
from .tables import key_of


class Edit(NamedTuple):
    """A record as it is to be. key: of the published record, or of the new one. cells None: it
    goes."""

    table: str
    key: str
    cells: Cells | None


class Records:
    """The records of `rows` by table and key."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows
        self._tables: dict[str, dict[str, Cells]] = {}

    def get(self, table: str, key: str) -> Cells | None:
        """The cells of a record, None when there is none."""
        if table not in self._tables:
            rows = self._rows.table(table)
            self._tables[table] = {key_of(table, row.cells): row.cells for row in rows}
        found = self._tables[table].get(key)
        return dict(found) if found is not None else None


def columns_of(rows: Rows, table: str) -> tuple[str, ...]:
    """The columns of a table, there or not."""
    return rows.header(table) or tuple(field.column for field in fields(table))


def same(one: Mapping[str, str] | None, other: Mapping[str, str] | None) -> bool:
    """Whether two records say the same; a column that is missing is an empty one."""
    if one is None or other is None:
        return one is other
    return all(one.get(column, "") == other.get(column, "") for column in {*one, *other})


def merged(rows: Rows, edits: Sequence[Edit]) -> Rows:
    """`rows` with each edit at the place of its record, new ones at the end.

    The rows of edits carry the line -1 for the first edit, -2 for the second, and so on. Raises
    PublishError key_taken for two records of one name.
    """
    tables, columns = dict(rows.tables), dict(rows.columns)
    for table in dict.fromkeys(edit.table for edit in edits):
        mine = {
            edit.key: Row(f"{table}.csv", -number, edit.cells or {})
            for number, edit in enumerate(edits, start=1)
            if edit.table == table
        }
        gone = {edit.key for edit in edits if edit.table == table and edit.cells is None}
        header = dict.fromkeys(columns_of(rows, table))
        header.update(dict.fromkeys(c for row in mine.values() for c in row.cells))
        columns[table] = tuple(header)
        tables[table] = _table(rows, table, mine, gone, columns[table])
    return Rows(tables, rows.documents, rows.problems, columns)


def _table(
    rows: Rows, table: str, mine: dict[str, Row], gone: set[str], columns: tuple[str, ...]
) -> list[Row]:
    left: list[Row] = []
    for row in rows.table(table):
        key = key_of(table, row.cells)
        row = mine.pop(key, row)
        if key not in gone:
            left.append(row)
    left += [row for key, row in mine.items() if key not in gone]
    full = [replace(row, cells={c: row[c] for c in columns}) for row in left]
    seen: set[str] = set()
    for row in full:
        key = key_of(table, row.cells)
        if key in seen:
            raise PublishError("key_taken", subject=key)
        seen.add(key)
    return full


def numbered(rows: Rows) -> Rows:
    """The same rows with the lines that they have in a file."""
    tables = {name: _numbered(table) for name, table in rows.tables.items()}
    return Rows(tables, rows.documents, rows.problems, rows.columns)


def _numbered(table: list[Row]) -> list[Row]:
    line, found = 2, []
    for row in table:
        found.append(row if row.line == line else replace(row, line=line))
        line += 1 + sum(cell.count("\n") for cell in row.cells.values())
    return found


def errors(rows: Rows) -> list[Problem]:
    """What knowledge check calls an error in `rows`."""
    # The learnt weights say nothing about a record, and are slow to read.
    documents = {k: text for k, text in rows.documents.items() if not k.startswith(MODELS)}
    found = build_catalog(Rows(rows.tables, documents, rows.problems, rows.columns))[1]
    return [problem for problem in found if problem.level == ERROR]


def new_errors(before: Iterable[Problem], after: Iterable[Problem]) -> list[Problem]:
    """Those of `after` that were not there before, wherever their rows stand."""
    known = {_about(problem) for problem in before}
    return [problem for problem in after if _about(problem) not in known or problem.line < 0]


def shown(problems: Iterable[Problem]) -> list[Problem]:
    """Problems for people: a row that is only drafted stands in no line."""
    return [replace(p, line=max(p.line, 0)) for p in problems]


def _about(problem: Problem) -> tuple:
    return problem.file, problem.record_id, problem.kind, problem.column, problem.text
