"""Compare an upload with what is published: what is new, changed and gone, and what is wrong."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from ..knowledge.build import MODELS, build_catalog
from ..knowledge.problems import ERROR, Problem
from ..knowledge.rows import Row, Rows
from ..publishing.drafts import NewDraft
from ..publishing.tables import key_of
from .cellwise import Reader, SheetProblem
from .errors import SheetError
from .mapping import Incoming

EVERY = 500  # rows between two calls of the progress callback

Cells = Mapping[str, str]
Progress = Callable[[int, int], None]

_UPLOAD = "upload:"  # in front of the sheet's name, where a row says which file it is from


class Change(NamedTuple):
    """One cell. label: of the column, for staff."""

    column: str
    label: str
    before: str
    after: str


class Record(NamedTuple):
    """A record that an upload adds, changes or takes away.

    name: what a person calls it. sheet, row: where it stands, "" and 0 for one that is gone.
    cells: as they will be, None for one that is gone. base: as published, None for a new one.
    """

    key: str
    name: str
    sheet: str
    row: int
    cells: Cells | None
    base: Cells | None
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True)
class Preview:
    """What an upload would do. problems: in the order of the sheet; with one of them nothing of it
    is done."""

    table: str
    new: tuple[Record, ...]
    changed: tuple[Record, ...]
    removed: tuple[Record, ...]
    unchanged: int
    problems: tuple[SheetProblem, ...]

    @property
    def records(self) -> tuple[Record, ...]:
        return self.new + self.changed + self.removed


def preview(
    rows: Rows,
    table: str,
    upload: Sequence[Incoming],
    complete: bool = False,
    progress: Progress | None = None,
) -> Preview:
    """Compare `upload` with the published `rows` of `table` ("places", "phrases/w1").

    complete: records that the upload does not have are to go. progress: (rows done, rows in all).
    SheetError no_key_column: the upload has nothing to know its records by.
    """
    published: dict[str, Row] = {}
    for row in rows.table(table):
        published.setdefault(key_of(table, row.cells), row)
    reader = Reader(table, published)
    _require_key(reader, upload)
    found = list(_records(reader, upload, progress or (lambda done, total: None)))
    seen = {record.key for record in found}
    removed = tuple(_gone(key, row) for key, row in published.items() if key not in seen)
    removed = removed if complete else ()
    changed = [record for record in found if record.base is None or record.changes]
    merged = _merged(rows, table, changed, removed)
    problems = _with_catalog(reader, merged, rows)
    return Preview(
        table=table,
        new=tuple(record for record in changed if record.base is None),
        changed=tuple(record for record in changed if record.base is not None),
        removed=removed,
        unchanged=len(found) - len(changed),
        problems=tuple(problems),
    )


def as_drafts(plan: Preview) -> list[NewDraft]:
    """One draft for each record of `plan`. SheetError has_problems: all or nothing."""
    if plan.problems:
        raise SheetError("has_problems", count=len(plan.problems))
    return [
        NewDraft(
            plan.table,
            record.key,
            None if record.cells is None else dict(record.cells),
            None if record.base is None else dict(record.base),
        )
        for record in plan.records
    ]


def _require_key(reader: Reader, upload: Sequence[Incoming]) -> None:
    given = set(upload[0].cells) if upload else set()
    missing = [column for column in reader.key_columns(given) if column not in given]
    if upload and missing:
        raise SheetError("no_key_column", columns="・".join(map(reader.label, missing)))


def _records(reader: Reader, upload: Sequence[Incoming], progress: Progress) -> Iterator[Record]:
    """Each good row of `upload` once; what is wrong is left with the reader."""
    rows: dict[str, int] = {}
    for done, line in enumerate(upload, start=1):
        cells, base = reader.read(line)
        key = key_of(reader.table, cells)
        if key in rows:
            reader.note(line, "", "duplicate_row", found=reader.name(cells), row=rows[key])
        elif reader.has_key(cells):
            rows[key] = line.row
            changes = _changes(reader, cells, base) if base is not None else ()
            yield Record(key, reader.name(cells), line.sheet, line.row, cells, base, changes)
        if done % EVERY == 0 or done == len(upload):
            progress(done, len(upload))


def _changes(reader: Reader, cells: Cells, base: Cells) -> tuple[Change, ...]:
    return tuple(
        Change(column, reader.label(column), base.get(column, ""), after)
        for column, after in cells.items()
        if after != base.get(column, "")
    )


def _gone(key: str, row: Row) -> Record:
    name = row["short_name"] or row["name"] or row["text"] or key
    return Record(key, name, "", 0, None, row.cells)


def _merged(rows: Rows, table: str, changed: Sequence[Record], removed: Sequence[Record]) -> Rows:
    """The published rows as they would be. Rows of the upload say where they stand in it."""
    new = {
        record.key: Row(_UPLOAD + record.sheet, record.row, dict(record.cells or {}))
        for record in changed
    }
    gone = {record.key for record in removed}
    left = []
    for row in rows.table(table):
        key = key_of(table, row.cells)
        if key not in gone:
            left.append(new.pop(key, row))
    return replace(rows, tables={**rows.tables, table: [*left, *new.values()]})


def _with_catalog(reader: Reader, merged: Rows, rows: Rows) -> list[SheetProblem]:
    """The problems of single cells, and those that approving would find: both at their places."""
    told = set(map(_place, reader.problems))
    found = list(reader.problems)
    others = []
    for problem in _errors(merged):
        if not problem.file.startswith(_UPLOAD):
            others.append(problem)
            continue
        located = reader.located(problem.file.removeprefix(_UPLOAD), problem)
        if _place(located) not in told:
            told.add(_place(located))
            found.append(located)
    if others:
        known = {(p.file, p.record_id, p.text) for p in _errors(rows)}
        new = (p for p in others if (p.file, p.record_id, p.text) not in known)
        found += [reader.located("", problem) for problem in new]
    return sorted(found, key=lambda p: (not p.sheet, p.sheet, p.row))


def _place(problem: SheetProblem) -> tuple:
    """One sentence for each cell; a row as a whole may have several faults."""
    return problem.sheet, problem.row, problem.label or problem.kind


def _errors(rows: Rows) -> list[Problem]:
    # The learnt weights say nothing about a table, and are slow to read.
    documents = {k: text for k, text in rows.documents.items() if not k.startswith(MODELS)}
    found = build_catalog(replace(rows, documents=documents))[1]
    return [problem for problem in found if problem.level == ERROR]
