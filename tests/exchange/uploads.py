"""What a person does with a sheet, without Excel."""

import csv
import io
from collections.abc import Sequence

from openpyxl import Workbook

from bot.services.exchange.mapping import Incoming, find_header, guess, incoming
from bot.services.exchange.sheets import Sheet, read_sheets

from .hostile import saved


def as_csv(rows: Sequence[Sequence[str]], encoding: str = "utf-8") -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out).writerows(rows)
    return out.getvalue().encode(encoding)


def as_xlsx(rows: Sequence[Sequence[object]], title: str = "一覧") -> bytes:
    book = Workbook()
    book.active.title = title
    for row in rows:
        book.active.append(row)
    return saved(book)


def sheet_of(data: bytes, name: str = "a.xlsx") -> Sheet:
    return read_sheets(data, name)[0]


def taken_in(table: str, sheet: Sheet) -> list[Incoming]:
    """The rows of `sheet` by the columns that are guessed."""
    header = find_header(sheet, table)
    return incoming(sheet, header, guess(table, header.texts))
