"""An uploaded sheet on its way: what is known of it, and each step's work."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from ...core.account import Account
from ..knowledge.rows import Rows
from ..publishing import Publishing
from ..publishing.drafts import OPEN
from ..publishing.tables import department_of
from .cellwise import SheetProblem
from .grid import Sheet, letter
from .mapping import Header, Incoming, Mappings, find_header, incoming
from .preview import Preview, Progress, Record, preview
from .sheets import SheetError, read_sheets
from .standards import READ, Lost, read_standard

READING, COLUMNS, CHECKING, READY = "reading", "columns", "checking", "ready"
APPLYING, DONE, FAILED = "applying", "done", "failed"
AT_WORK = (READING, CHECKING, APPLYING)
SAMPLES = 3


@dataclass(frozen=True)
class Head:
    """A sheet before its rows are taken in. columns: ours, one for each text; samples: some values
    below each text. remembered: a person chose the columns before."""

    name: str
    hidden: bool
    row: int
    number: int
    texts: tuple[str, ...]
    columns: tuple[str, ...]
    remembered: bool
    samples: tuple[tuple[str, ...], ...]

    @property
    def is_known(self) -> bool:
        """Nothing is left to ask: every heading has its column, each another one."""
        named = [c for c, text in zip(self.columns, self.texts, strict=True) if text]
        return self.remembered or (bool(named) and all(named))


@dataclass
class Upload:
    """One file of one account. what: a table, or a standard of READ. complete: rows that are not in
    it are to go. source: the page a standard's file is from. at: Unix seconds."""

    id: str
    account: Account
    filename: str
    what: str
    complete: bool
    source: str
    path: Path
    at: float
    state: str = READING
    done: int = 0
    number: int = 0
    fault: Exception | None = None
    heads: list[Head] = field(default_factory=list)
    sheet: int = 0
    plan: Preview | None = None
    lost: list[Lost] = field(default_factory=list)
    saved: int = 0

    @property
    def percent(self) -> int:
        return 100 * self.done // self.number if self.number else 0

    @property
    def is_standard(self) -> bool:
        return self.what in READ

    @property
    def head(self) -> Head:
        return self.heads[self.sheet]


class Steps:
    """The work of each step; `progress` is told (rows done, rows in all)."""

    def __init__(self, publishing: Publishing, mappings: Mappings) -> None:
        self._publishing = publishing
        self._mappings = mappings

    def look(self, upload: Upload, progress: Progress) -> None:
        """Find the headings; go on to the preview when nothing has to be asked. SheetError."""
        sheets = read_sheets(upload.path.read_bytes(), upload.filename)
        if upload.is_standard:
            self._check(upload, sheets, progress)
            return
        upload.heads = [self._head(sheet, upload.what) for sheet in sheets]
        upload.sheet = _likeliest(upload.heads)
        if upload.head.is_known:
            self._check(upload, sheets, progress)
        else:
            upload.state = COLUMNS

    def check(self, upload: Upload, progress: Progress) -> None:
        """Compare with what is published, by the columns that were chosen. SheetError."""
        sheets = read_sheets(upload.path.read_bytes(), upload.filename)
        self._check(upload, sheets, progress)

    def choose(self, upload: Upload, sheet: int, columns: Sequence[str]) -> None:
        """Take the columns that a person chose, and remember them."""
        head = upload.heads[sheet]
        upload.sheet = sheet
        upload.heads[sheet] = replace(head, columns=tuple(columns), remembered=True)
        who = upload.account.name
        self._mappings.remember(upload.what, head.texts, columns, who, upload.at)

    def _check(self, upload: Upload, sheets: Sequence[Sheet], progress: Progress) -> None:
        upload.state = CHECKING
        rows = self._publishing.rows()
        table = upload.what
        lines: list[Incoming] = []
        if upload.is_standard:
            table, lines, upload.lost = read_standard(upload.what, sheets, rows, upload.source)
        else:
            header = find_header(sheets[upload.sheet], table)
            lines = incoming(sheets[upload.sheet], header, upload.head.columns)
        plan = preview(rows, table, lines, upload.complete, progress)
        mine = [*plan.problems, *self._in_the_way(upload.account, plan, rows)]
        mine.sort(key=lambda problem: (not problem.sheet, problem.sheet, problem.row))
        upload.plan = replace(plan, problems=tuple(mine))
        upload.state = READY

    def _head(self, sheet: Sheet, table: str) -> Head:
        header = find_header(sheet, table)
        columns, remembered = self._mappings.columns(table, header.texts)
        below = sheet.rows[header.last + 1 :]
        return Head(
            name=sheet.name,
            hidden=sheet.hidden,
            row=sheet.rows[header.last].number,
            number=len(below),
            texts=header.texts,
            columns=columns,
            remembered=remembered,
            samples=_samples(sheet, header),
        )

    def _in_the_way(self, account: Account, plan: Preview, rows: Rows) -> list[SheetProblem]:
        """Records of another department, and those that somebody is writing on."""
        names = {row["id"]: row["name"] for row in rows.table("departments")}
        drafts = {d.key: d for d in self._publishing.drafts(status=OPEN, table=plan.table)}
        found = []
        for record in plan.records:
            owner = department_of(record.base if record.base is not None else record.cells)
            draft = drafts.get(record.key)
            if not account.may_edit(owner):
                name = names.get(owner, owner)
                found.append(_told(record, "other_department", department=name))
            elif draft and draft.cells != record.cells:
                found.append(_told(record, "open_draft", who=draft.author_shown))
        return found


def _told(record: Record, kind: str, **values: object) -> SheetProblem:
    return SheetProblem(record.sheet, record.row, "", "", kind, record.name, values)


def _samples(sheet: Sheet, header: Header) -> tuple[tuple[str, ...], ...]:
    below = sheet.rows[header.last + 1 :]
    found = []
    for index in range(len(header.texts)):
        values = (row.values[index] for row in below[:200] if index < len(row.values))
        found.append(tuple(dict.fromkeys(v for v in values if v))[:SAMPLES])
    return tuple(found)


def _likeliest(heads: Sequence[Head]) -> int:
    """The sheet with the most known headings; one that is hidden only when there is no other."""
    scores = [(not h.hidden, sum(map(bool, h.columns)), -i) for i, h in enumerate(heads)]
    return -max(scores)[2]


def heading(head: Head, index: int) -> str:
    """What a column of a sheet is called, when its heading is empty too."""
    return head.texts[index] or letter(index)


Work = Callable[[Upload, Progress], None]

__all__ = ["AT_WORK", "Head", "SheetError", "Steps", "Upload", "Work", "heading"]
