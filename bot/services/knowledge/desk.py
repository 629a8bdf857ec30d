"""Where records are made from rows: broken ones are put aside with their problems."""

from collections.abc import Callable
from typing import TypeVar

from .cells import Cells
from .problems import problem
from .rows import Rows

T = TypeVar("T")


class Desk:
    """The rows of a folder, the ids they may refer to, and every problem found so far.

    An id counts as known even when its own record is broken, so that one mistake is reported once
    and not again by everything that refers to it.
    """

    def __init__(self, rows: Rows) -> None:
        self.rows = rows
        self.problems = list(rows.problems)
        self._known = {
            kind: frozenset(row[key] for row in rows.table(table))
            for kind, table, key in (
                ("program", "programs", "id"),
                ("department", "departments", "id"),
                ("area", "areas", "name"),
            )
        }
        self._lines: dict[tuple[str, ...], int] = {}

    def note(
        self, kind: str, file: str, line: int = 0, name: str = "", /, **values: object
    ) -> None:
        self.problems.append(problem(kind, file, line, name, **values))

    def knows(self, kind: str, record_id: str) -> bool:
        return record_id in self._known[kind]

    def records(
        self,
        table: str,
        make: Callable[[Cells], T],
        keys: tuple[str, ...] = ("id",),
        space: str = "",
    ) -> dict[str, T]:
        """Make a record of each row, by the first of `keys`; all `keys` together are unique within
        `space`, which is the table unless it is shared with another."""
        return {cells.id: record for cells, record in self.each(table, make, keys, space)}

    def each(
        self,
        table: str,
        make: Callable[[Cells], T],
        keys: tuple[str, ...] = ("id",),
        space: str = "",
    ) -> list[tuple[Cells, T]]:
        """Like records, for tables in which the first key alone does not name a row."""
        good = []
        for row in self.rows.table(table):
            cells = Cells(row, self._known, keys[0])
            record = make(cells)
            name = (space or table, *(row[key] for key in keys))
            if name in self._lines:
                cells.fault("duplicate_id", line=self._lines[name])
            self._lines.setdefault(name, row.line)
            self.problems += cells.faults
            if not cells.faults:
                good.append((cells, record))
        return good
