"""「この情報は違う」: what a reader says of a record, and the department that hears it."""

import sqlite3
import time
import unicodedata
from collections.abc import Callable, Mapping
from datetime import datetime
from functools import cached_property
from typing import NamedTuple

from ..core.account import Account
from ..core.catalog import Catalog, Department, Place, Program
from ..core.dialogue import Knowledge
from ..core.hours import CITY_TIME
from ..core.understanding.result import Danger
from ..store import reports
from ..store.reports import Report
from ..store.store import Store
from . import audit
from .knowledge.rows import Rows
from .masking import Masker
from .owners import Owners
from .referrals.form import not_names
from .referrals.personal import finding

TABLES = ("programs", "places", "departments")
REASONS = ("old", "extra", "over", "other")
LONGEST_NOTE = 300  # characters
MOST_LISTED = 500
JOINER = "\u200d"  # within an emoji; all other invisible characters go


class Sent(NamedTuple):
    """What became of a report. problems: field -> kind: reason missing; note long / phone / mail /
    line_id / address / name. full: too many came. danger: what she wrote says; then not a word of
    it is kept."""

    problems: Mapping[str, str] = {}
    full: bool = False
    danger: Danger | None = None


class Waiting(NamedTuple):
    """A report with its record. name: its id when it is gone. department: an id, "" for all."""

    report: Report
    name: str
    department: str
    there: bool


class Reports:
    """Reports in `store`. `knowledge` reads what danger a note tells of."""

    def __init__(
        self,
        store: Store,
        knowledge: Callable[[], Knowledge],
        clock: Callable[[], float] = time.time,
    ) -> None:
        self._database = store.database
        self._knowledge = knowledge
        self._clock = clock

    def send(self, table: str, record_id: str, reason: str, note: str) -> Sent:
        """Keep what somebody says of a record that is there."""
        knowledge, now = self._knowledge(), self._clock()
        note = one_line(note)
        wrong = {"reason": "" if reason in REASONS else "missing", "note": ""}
        danger = None
        if len(note) > LONGEST_NOTE:
            wrong["note"] = "long"
        elif note:
            said = knowledge.understand(note, datetime.fromtimestamp(now, CITY_TIME))
            danger = said.danger
            if danger is None:
                wrong["note"] = finding(note, self._masker, not_names(knowledge.catalog))
        problems = {field: kind for field, kind in wrong.items() if kind}
        if problems:
            return Sent(problems, danger=danger)
        kept = Report(0, table, record_id, reason, "" if danger else note, now)
        added = self._database.write(lambda connection: reports.add(connection, kept))
        return Sent(full=not added, danger=danger)

    @cached_property
    def _masker(self) -> Masker:
        return Masker()


class Desk:
    """The staff's side of the reports. `rows`: of the release in force."""

    def __init__(
        self, store: Store, rows: Callable[[], Rows], clock: Callable[[], float] = time.time
    ) -> None:
        self._database = store.database
        self._rows = rows
        self._clock = clock

    def listed(self, done: bool = False) -> list[Waiting]:
        """The reports that wait, or that are done, newest first."""
        found = self._database.read(lambda c: reports.listed(c, done, MOST_LISTED))
        cells = _Cells(self._rows()) if found else None
        return [_waiting(cells, report) for report in found] if cells else []

    def number(self, account: Account) -> int:
        """How many wait for her."""
        return sum(account.may_edit(one.department) for one in self.listed())

    def finish(self, account: Account, id_: int) -> bool:
        """Mark a report as done; False when it is not there or another department's."""
        return self._do(account, id_, "report_done", self._finished)

    def drop(self, account: Account, id_: int) -> bool:
        """Delete a report; False as above."""
        return self._do(account, id_, "report_drop", self._dropped)

    def _finished(self, connection: sqlite3.Connection, account: Account, id_: int) -> None:
        reports.finish(connection, id_, account.name, self._clock())

    def _dropped(self, connection: sqlite3.Connection, account: Account, id_: int) -> None:
        reports.drop(connection, id_)

    def _do(
        self,
        account: Account,
        id_: int,
        what: str,
        deed: Callable[[sqlite3.Connection, Account, int], None],
    ) -> bool:
        report = self._database.read(lambda connection: reports.find(connection, id_))
        if report is None:
            return False
        if not account.may_edit(_waiting(_Cells(self._rows()), report).department):
            return False

        def work(connection: sqlite3.Connection) -> None:
            deed(connection, account, id_)
            audit.record(connection, account.name, what, f"{report.table} {report.record_id}")

        self._database.write(work)
        return True


class _Cells:
    """The cells of records by table and id."""

    def __init__(self, rows: Rows) -> None:
        self._tables = {
            table: {row.cells.get("id", ""): row.cells for row in rows.table(table)}
            for table in TABLES
        }
        self._owners = Owners(rows)

    def get(self, table: str, record_id: str) -> Mapping[str, str] | None:
        return self._tables.get(table, {}).get(record_id)

    def department(self, table: str, record_id: str) -> str:
        """Who answers for a record; "" for nobody."""
        cells = self.get(table, record_id)
        return "" if cells is None else self._owners.of(table, cells)


def answers_for(rows: Rows, table: str, record_id: str) -> str:
    """The id of the department that hears what outsiders say of a record, "" for any."""
    return _Cells(rows).department(table, record_id)


def record_of(catalog: Catalog, table: str, record_id: str) -> Program | Place | Department | None:
    """The record of a page; None for none."""
    if table not in TABLES:
        return None
    return getattr(catalog, table).get(record_id)


def one_line(text: str) -> str:
    """`text` on one line, without characters that nobody sees or no encoder takes."""
    spaced = "".join(" " if c.isspace() else c for c in text)
    seen = (c for c in spaced if c == JOINER or not unicodedata.category(c).startswith("C"))
    return " ".join("".join(seen).split())


def _waiting(cells: _Cells, report: Report) -> Waiting:
    found = cells.get(report.table, report.record_id)
    named = (found or {}).get
    name = named("short_name", "") or named("name", "") or report.record_id
    department = cells.department(report.table, report.record_id)
    return Waiting(report, name, department, found is not None)
