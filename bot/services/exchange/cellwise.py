"""Read the rows of an upload cell by cell, against the record that is published."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

import jaconv

from ..knowledge.problems import Problem
from ..knowledge.rows import Row
from ..publishing.tables import columns_of, key_of
from .convert import entered, shown
from .fields import Field, fields
from .mapping import Incoming

# Tables whose ids may be made from name and address, when a city's own sheet has none.
MADE_IDS = {"programs": "pr", "places": "pl", "hotlines": "hl", "departments": "dp"}


@dataclass(frozen=True)
class SheetProblem:
    """What is wrong, and where. sheet "" and row 0: elsewhere, because of the upload.

    column: its letter ("" for the whole row), label: its name for staff. kind and values: for the
    sentence that says what is expected; text: that sentence, where the knowledge itself objects.
    """

    sheet: str
    row: int
    column: str
    label: str
    kind: str
    found: str
    values: Mapping[str, object]
    text: str = ""


class Reader:
    """Turns rows of an upload into cells; keeps what is wrong with them in `problems`.

    published: key -> row as published.
    """

    def __init__(self, table: str, published: Mapping[str, Row]) -> None:
        self.table = table
        self.problems: list[SheetProblem] = []
        self._published = published
        columns = dict.fromkeys(c for row in published.values() for c in row.cells)
        described = (*fields(table), *(fields(table, columns) if columns else ()))
        self._fields = {field.column: field for field in described}
        self._columns = tuple(columns)
        self._names: dict[str, list[str]] = {}
        self._letters: dict[str, str] = {}
        for key, row in published.items():
            self._names.setdefault(row["name"], []).append(key)

    def label(self, column: str) -> str:
        return self._field(column).label

    def key_columns(self, given: set[str]) -> tuple[str, ...]:
        """The columns an upload with the columns `given` must have."""
        if self.table in MADE_IDS and "id" not in given:
            return ("name",)
        return columns_of(self.table, dict.fromkeys(self._columns or given, ""))

    def name(self, cells: Mapping[str, str]) -> str:
        """What a person calls the record."""
        named = (cells.get(column, "") for column in ("short_name", "name", "text", "key"))
        return next(filter(None, named), "") or " ".join(filter(None, list(cells.values())[:2]))

    def read(self, line: Incoming) -> tuple[dict[str, str], dict[str, str] | None]:
        """(the record as it will be, as it is published or None)."""
        self._letters = dict(line.letters)
        plain = {column: self._entered(line, column)[0] for column in line.cells}
        base = self._base(plain)
        known = base or {}
        cells = dict(known)
        for column in plain:
            before = known.get(column, "")
            if base is not None and self._untouched(line, column, before):
                continue
            value, fault = self._entered(line, column)
            if fault:
                self.note(line, column, fault, found=value)
            if value or column in known:
                cells[column] = value
        if "id" not in plain and self.table in MADE_IDS and base is None:
            cells = {"id": self._made_id(cells)} | cells
        self._require(line, cells, base)
        if line.beyond:
            self.note(line, "", "beyond_header", found=line.beyond)
        return self._ordered(cells), base

    def has_key(self, cells: Mapping[str, str]) -> bool:
        """Whether the record can be told from others."""
        key = columns_of(self.table, cells)
        return all(cells.get(c) for c in key if self._field(c).required or c == "id")

    def note(self, line: Incoming, column: str, kind: str, found: str, **values: object) -> None:
        letter, label = line.letters.get(column, ""), self.label(column) if column else ""
        field = self._field(column)
        values |= {"choices": " / ".join(name for _, name in field.choices)}
        self.problems.append(SheetProblem(line.sheet, line.row, letter, label, kind, found, values))

    def located(self, sheet: str, problem: Problem) -> SheetProblem:
        """A problem of the knowledge, at its place in the upload; sheet "": elsewhere."""
        column = problem.column
        label = self.label(column) if column else ""
        return SheetProblem(
            sheet=sheet,
            row=problem.line if sheet else 0,
            column=self._letters.get(column, "") if sheet else "",
            label=label,
            kind=problem.kind,
            found=problem.record_id,
            values={"file": problem.file if not sheet else ""},
            text=problem.text.replace(f"「{column}」", f"「{label}」"),
        )

    def _field(self, column: str) -> Field:
        return self._fields.get(column) or Field(column, column, "")

    def _entered(self, line: Incoming, column: str) -> tuple[str, str]:
        field = self._field(column)
        value, fault = entered(field, line.cells[column], line.typed.get(column, ""))
        return (jaconv.kata2hira(value) if column == "kana" else value), fault

    def _untouched(self, line: Incoming, column: str, before: str) -> bool:
        """A cell that still shows what was downloaded stays as it is, whatever its form."""
        typed = line.typed.get(column, "")
        return (
            not typed and line.cells[column].strip() == shown(self._field(column), before).strip()
        )

    def _base(self, plain: Mapping[str, str]) -> dict[str, str] | None:
        if "id" not in plain and self.table in MADE_IDS:
            keys = self._names.get(plain.get("name", ""), [])
            made = self._made_id(plain)
            key = made if made in self._published else keys[0] if len(keys) == 1 else ""
        else:
            key = key_of(self.table, {**dict.fromkeys(self._columns, ""), **plain})
        row = self._published.get(key)
        return dict(row.cells) if row else None

    def _made_id(self, cells: Mapping[str, str]) -> str:
        """The same name at the same address has the same id each time it is uploaded."""
        what = f"{cells.get('name', '')}\x1f{cells.get('address', '')}"
        return f"{MADE_IDS[self.table]}-{hashlib.sha256(what.encode()).hexdigest()[:8]}"

    def _require(
        self, line: Incoming, cells: Mapping[str, str], base: Mapping[str, str] | None
    ) -> None:
        """Note what must be there and is not. What was missing before is not the upload's fault."""
        for column, field in self._fields.items():
            used = column in self._columns or column in line.cells
            missing = field.required and used and not cells.get(column)
            if missing and (base is None or base.get(column)):
                self.note(line, column, "missing_cell", found="")

    def _ordered(self, cells: dict[str, str]) -> dict[str, str]:
        """In the order of the published columns, every one of them there."""
        return {column: cells.get(column, "") for column in self._columns} | cells
