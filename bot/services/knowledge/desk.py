"""Where records are made from rows: broken ones are put aside with their problems."""

from collections.abc import Callable
from datetime import date
from typing import TypeVar

from .cells import Cells
from .problems import problem
from .rows import Rows
from .window import SHOWN, is_shown

T = TypeVar("T")


class Desk:
    """The rows of a folder, the ids they may refer to, and every problem found so far.

    An id counts as known even when its own record is broken, so that one mistake is reported once
    and not again by everything that refers to it. `today` leaves out what is not shown on that day,
    as if it were broken; without it everything is shown.
    """

    def __init__(self, rows: Rows, today: date | None = None) -> None:
        self.rows = rows
        self._today = today
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
        always: Callable[[T], bool] = lambda record: False,
    ) -> list[tuple[Cells, T]]:
        """Like records, for tables in which the first key alone does not name a row. `always`: what
        is shown whatever its days say."""
        good = []
        for row in self.rows.table(table):
            cells = Cells(row, self._known, keys[0])
            record = make(cells)
            name = (space or table, *(row[key] for key in keys))
            if name in self._lines:
                cells.fault("duplicate_id", line=self._lines[name])
            self._lines.setdefault(name, row.line)
            self.problems += cells.faults
            shown = table not in SHOWN or not self._today or is_shown(row, self._today)
            if not cells.faults and (shown or always(record)):
                good.append((cells, record))
        return good
