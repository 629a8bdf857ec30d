"""Write a table as a sheet that can be edited and read back."""

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font, NamedStyle, PatternFill
from openpyxl.worksheet.datavalidation import DataValidation

from .convert import shown
from .fields import Field, fields
from .grid import MAX_ROWS, letter
from .neutral import neutral
from .words import table_label, word

Record = Mapping[str, str]

LEXICON = "lexicon/"
MAX_LIST = 255  # letters of a list of choices within a cell's rule
WIDTHS = {"long": 48, "text": 24, "parts": 32, "url": 32, "urls": 32, "hours": 32, "phone": 28}
NARROW = 14
BOM = "\ufeff"

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_HEAD = PatternFill("solid", fgColor="DDE6F0")


def columns_of(table: str, records: Sequence[Record]) -> tuple[Field, ...]:
    """The columns a sheet of `table` has: all of its fields, of a lexicon's those it uses."""
    if table.startswith(LEXICON):
        return fields(table, dict.fromkeys(c for record in records for c in record))
    return fields(table)


def write_csv(table: str, records: Iterable[Record]) -> bytes:
    """`records` as CSV with a mark, which Excel opens by a double click; a row of labels first."""
    records = list(records)
    columns = columns_of(table, records)
    out = io.StringIO(newline="")
    out.write(BOM)
    writer = csv.writer(out)
    writer.writerow(field.label for field in columns)
    writer.writerows([_safe(field, record) for field in columns] for record in records)
    return out.getvalue().encode("utf-8")


def write_workbook(table: str, records: Iterable[Record]) -> bytes:
    """`records` as .xlsx. Row 1, hidden, has the names of the columns: sorting and filtering from
    row 2, which has the labels, leave it where it is, and a moved column takes its name along."""
    records = list(records)
    columns = columns_of(table, records)
    book = Workbook(write_only=True)
    text = NamedStyle(
        "text", number_format="@", alignment=Alignment(wrap_text=True, vertical="top")
    )
    book.add_named_style(text)
    sheet = book.create_sheet(table_label(table).replace("/", " ")[:31])
    sheet.freeze_panes = "B3"
    sheet.auto_filter.ref = f"A2:{letter(len(columns) - 1)}{len(records) + 2}"
    sheet.row_dimensions[1].hidden = True
    for index, field in enumerate(columns):
        _set_column(sheet, letter(index), field)
    sheet.append([field.column for field in columns])
    sheet.append([_head(sheet, field.label) for field in columns])
    for record in records:
        sheet.append([_cell(sheet, _safe(field, record)) for field in columns])
    _guide(book, columns)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _safe(field: Field, record: Record) -> str:
    text = _CONTROL.sub("", record.get(field.column, ""))
    return neutral(shown(field, text.replace("\r\n", "\n").replace("\r", "\n")))


def _cell(sheet, text: str):
    """A cell that stays text whatever is typed into it; None for an empty one, which the column's
    own format covers."""
    if not text:
        return None
    cell = WriteOnlyCell(sheet, text)
    cell.data_type = "s"
    cell.style = "text"
    return cell


def _head(sheet, text: str):
    cell = WriteOnlyCell(sheet, text)
    cell.font = Font(bold=True)
    cell.fill = _HEAD
    cell.alignment = Alignment(vertical="center", wrap_text=True)
    return cell


def _set_column(sheet, at: str, field: Field) -> None:
    sheet.column_dimensions[at].width = WIDTHS.get(field.kind, NARROW)
    sheet.column_dimensions[at].number_format = "@"
    names = ",".join(label for _, label in field.choices)
    if field.kind in ("choice", "yes") and len(names) <= MAX_LIST:
        rule = DataValidation("list", formula1=f'"{names}"', allow_blank=True)
        rule.showErrorMessage = True
        rule.error = word("pick")
        rule.add(f"{at}3:{at}{MAX_ROWS}")
        sheet.data_validations.append(rule)


def _guide(book: Workbook, columns: Iterable[Field]) -> None:
    """A second sheet that says what belongs into each column."""
    sheet = book.create_sheet(word("guide"))
    for at, width in zip("ABCD", (22, 90, 12, 40), strict=True):
        sheet.column_dimensions[at].width = width
    for key in ("how_rows", "how_head", "how_formula"):
        sheet.append([word(key)])
    sheet.append([_head(sheet, word(key)) for key in ("column", "help", "required", "values")])
    for field in columns:
        values = " / ".join(label for _, label in field.choices)
        sheet.append([field.label, field.help, word("must") if field.required else "", values])
