"""Read a CSV file as Japanese offices write them."""

import csv
import io
from collections.abc import Iterator

from .errors import SheetError
from .grid import MAX_CELL, Measure, Sheet, SheetRow
from .neutral import restored

_NOT_CP932 = frozenset(
    "\x80\uf8f0\uf8f1\uf8f2\uf8f3"
)  # what Python makes of bytes it has no letter for


def read_text(data: bytes, name: str) -> list[Sheet]:
    """The one sheet of a CSV: UTF-8 with or without mark, UTF-16 with one, or CP932. SheetError."""
    text = _decoded(data)
    if "\0" in text:
        raise SheetError("nul")
    return [Sheet(name, tuple(_rows(text, name)))]


def _decoded(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings: tuple[str, ...] = ("utf-16",)
    else:
        encodings = ("utf-8-sig", "cp932")
    for encoding in encodings:
        text = _as(data, encoding)
        if text is not None:
            # CP932 takes nearly everything: what it gives for EUC-JP would be nobody's words.
            if encoding == "cp932" and (_NOT_CP932 & set(text) or _as(data, "euc_jp")):
                break
            return text
    raise SheetError("encoding")


def _as(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _rows(text: str, name: str) -> Iterator[SheetRow]:
    measure = Measure()
    first = text[: text.find("\n")] if "\n" in text else text
    delimiter = "\t" if first.count("\t") > first.count(",") else ","
    number = 0
    # Strict: otherwise an open quotation mark would swallow the rows after it without a word.
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        for number, values in enumerate(reader, start=1):
            row = SheetRow(number, tuple(_trimmed(values)))
            if row.values:
                measure.row(name, row)
                yield row
    except csv.Error as error:
        kind = "cell_too_long" if "field limit" in str(error) else "broken_csv"
        raise SheetError(kind, sheet=name, row=number + 1, column="", limit=MAX_CELL) from error


def _trimmed(values: list[str]) -> list[str]:
    while values and not values[-1].strip():
        values.pop()
    return [restored(value.replace("\r\n", "\n").replace("\r", "\n")) for value in values]
