"""Read and write the sheets that staff edit in Excel."""

from pathlib import PurePath

from .errors import SheetError
from .grid import Sheet, SheetRow
from .guard import checked
from .text_file import read_text
from .workbook import read_workbook
from .writing import write_csv, write_workbook

__all__ = ["Sheet", "SheetError", "SheetRow", "read_sheets", "write_csv", "write_workbook"]


def read_sheets(data: bytes, filename: str) -> list[Sheet]:
    """The sheets of an uploaded .xlsx or .csv that hold something. SheetError when it is refused.

    Formulas come as their last values, dates as 2026-11-23, numbers without `.0`.
    """
    if checked(data, filename) == "csv":
        sheets = read_text(data, PurePath(filename).stem)
    else:
        sheets = read_workbook(data)
    found = [sheet for sheet in sheets if sheet.rows]
    if not found:
        raise SheetError("empty_file")
    return found
