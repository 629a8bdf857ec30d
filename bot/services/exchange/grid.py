"""A sheet as it was read: texts with their places, before anybody asks what they mean."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import NamedTuple

from openpyxl.utils import get_column_letter

from .errors import SheetError

MAX_ROWS = 100_000
MAX_COLUMNS = 300
MAX_CELLS = 4_000_000
MAX_CELL = 32_767  # letters, Excel's own limit

NOTHING: Mapping[int, str] = MappingProxyType({})


class SheetRow(NamedTuple):
    """number: as Excel counts, from 1. values: texts from column A, empty ones at the end cut off.

    typed: index -> what the cell was, when it was no text: "number", "date", "time", "bool",
    "error" (#N/A), "formula" (one whose value was never worked out).
    """

    number: int
    values: tuple[str, ...]
    typed: Mapping[int, str] = NOTHING


@dataclass(frozen=True)
class Sheet:
    """Rows that hold something, in order. hidden: the workbook does not show the sheet."""

    name: str
    rows: tuple[SheetRow, ...]
    hidden: bool = False


class Measure:
    """Refuses a file that grows beyond the limits, while it is read."""

    def __init__(self) -> None:
        self._rows = 0
        self._cells = 0

    def row(self, sheet: str, row: SheetRow) -> None:
        """Count a row. SheetError: too_many_rows, too_many_columns, cell_too_long."""
        self._rows += 1
        self._cells += len(row.values)
        if self._rows > MAX_ROWS or self._cells > MAX_CELLS:
            raise SheetError("too_many_rows", limit=MAX_ROWS)
        if len(row.values) > MAX_COLUMNS:
            raise SheetError("too_many_columns", sheet=sheet, row=row.number, limit=MAX_COLUMNS)
        for index, value in enumerate(row.values):
            if len(value) > MAX_CELL:
                at = {"sheet": sheet, "row": row.number, "column": letter(index)}
                raise SheetError("cell_too_long", limit=MAX_CELL, **at)


def letter(index: int) -> str:
    """The letter of the column at `index`, 0 is A."""
    return get_column_letter(index + 1)
