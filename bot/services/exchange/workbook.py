"""Read an Excel workbook that guard.py has looked at."""

import io
import re
import warnings
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from defusedxml.common import DefusedXmlException
from openpyxl import load_workbook
from openpyxl.styles.numbers import BUILTIN_FORMATS, BUILTIN_FORMATS_MAX_SIZE
from openpyxl.worksheet._reader import FORMULA_TAG, VALUE_TAG, WorkSheetParser

from .errors import SheetError
from .grid import MAX_COLUMNS, Measure, Sheet, SheetRow
from .neutral import restored

MAX_NUMBER = 10**15  # beyond it Excel itself has lost digits
_RETURN = re.compile("_x000[dD]_")  # how Excel writes a carriage return into a cell


class _Parser(WorkSheetParser):
    """Cells as they stand. Unlike a worksheet's rows it neither believes the dimension that the
    file states nor fills the gaps in front of a lone cell far to the right or below."""

    def parse_cell(self, element: Any) -> dict:
        cell = super().parse_cell(element)
        if cell["value"] is None and element.find(FORMULA_TAG) is not None:
            cell["data_type"] = "" if element.find(VALUE_TAG) is not None else "f"
        return cell


def read_workbook(data: bytes) -> list[Sheet]:
    """Every worksheet, formulas as the values Excel last gave them. SheetError."""
    measure = Measure()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
            return [
                Sheet(sheet.title, tuple(_rows(book, sheet, measure)), _hidden(sheet))
                for sheet in book.worksheets
            ]
    except SheetError:
        raise
    except DefusedXmlException as error:
        raise SheetError("entities") from error
    except Exception as error:
        # A library at work on a file from outside: whatever it trips over, the file is broken.
        raise SheetError("broken_file") from error


def _hidden(sheet: Any) -> bool:
    return sheet.sheet_state != "visible"


def _rows(book: Any, sheet: Any, measure: Measure) -> Iterator[SheetRow]:
    formats = _Formats(book)
    with sheet._get_source() as source:
        parser = _Parser(
            source,
            sheet._shared_strings,
            data_only=True,
            epoch=book.epoch,
            date_formats=book._date_formats,
            timedelta_formats=book._timedelta_formats,
        )
        for number, cells in parser.parse():
            row = _row(number, cells, formats, sheet.title)
            if row.values or row.typed:
                measure.row(sheet.title, row)
                yield row


def _row(number: int, cells: list[dict], formats: "_Formats", sheet: str) -> SheetRow:
    texts: dict[int, str] = {}
    typed: dict[int, str] = {}
    for cell in cells:
        text, kind = _text(cell, formats)
        if not text and not kind:
            continue
        index = cell["column"] - 1
        if index >= MAX_COLUMNS:
            raise SheetError("too_many_columns", sheet=sheet, row=number, limit=MAX_COLUMNS)
        texts[index] = text
        if kind:
            typed[index] = kind
    return SheetRow(
        number, tuple(texts.get(i, "") for i in range(max(texts, default=-1) + 1)), typed
    )


def _text(cell: dict, formats: "_Formats") -> tuple[str, str]:
    """(text, what it was when no text)."""
    value, kind = cell["value"], cell["data_type"]
    if kind == "f":
        return "", "formula"
    if value is None:
        return "", ""
    if kind == "e":
        return str(value), "error"
    if isinstance(value, bool):
        return ("TRUE" if value else "FALSE"), "bool"
    if isinstance(value, int | float):
        return formats.number(value, cell["style_id"])
    if isinstance(value, date | time | timedelta):
        return _moment(value)
    return restored(_RETURN.sub("", str(value)).replace("\r\n", "\n").replace("\r", "\n")), ""


def _moment(value: date | time | timedelta) -> tuple[str, str]:
    if isinstance(value, timedelta):
        minutes = int(value.total_seconds()) // 60
        return f"{minutes // 60}:{minutes % 60:02}", "time"
    if isinstance(value, time):
        return f"{value:%H:%M}", "time"
    if isinstance(value, datetime) and value.time() != time():
        return f"{value:%Y-%m-%d %H:%M}", "date"
    return f"{value:%Y-%m-%d}", "date"


class _Formats:
    """How the numbers of a workbook are shown."""

    def __init__(self, book: Any) -> None:
        self._styles = book._cell_styles
        self._own = book._number_formats
        self._known: dict[int, str] = {}

    def number(self, value: float, style: int) -> tuple[str, str]:
        """A number as Excel shows it, in plain digits."""
        shown = self._known.get(style)
        if shown is None:
            shown = self._known[style] = self._format(style)
        if "%" in shown:
            return _plain(value * 100) + "%", "number"
        if re.fullmatch("00+", shown) and value >= 0:
            return _plain(value).zfill(len(shown)), ""  # leading zeros, put back
        return _plain(value), "number"

    def _format(self, style: int) -> str:
        number = self._styles[style].numFmtId
        if number < BUILTIN_FORMATS_MAX_SIZE:
            return BUILTIN_FORMATS.get(number, "General")
        return self._own[number - BUILTIN_FORMATS_MAX_SIZE]


def _plain(value: float) -> str:
    """3.0 -> 3, 1e-05 -> 0.00001."""
    if isinstance(value, int) or (value.is_integer() and abs(value) < MAX_NUMBER):
        return str(int(value))
    return format(Decimal(f"{value:.15g}"), "f")
