"""Find out which column of a sheet is which of ours, and take its rows in."""

import csv
import hashlib
import re
import unicodedata
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

from ...store import mappings
from ...store.database import Database
from .errors import SheetError
from .fields import fields
from .grid import Sheet, letter

LOOKED_AT = 20  # rows from the top among which a heading is looked for

_FILE = Path(__file__).with_name("synonyms.csv")
_NOISE = re.compile(r"[\s_・()\[\]「」【】*※:：]|\(?(?:必須|任意)\)?")


class Header(NamedTuple):
    """The heading of a sheet. last: index of its last row in sheet.rows. texts: one a column."""

    last: int
    texts: tuple[str, ...]


class Incoming(NamedTuple):
    """A row of an upload by our columns. cells: as typed; letters: column -> its letter there;
    typed: column -> what the cell was, when no text; beyond: a text right of the last heading."""

    sheet: str
    row: int
    cells: Mapping[str, str]
    letters: Mapping[str, str]
    typed: Mapping[str, str]
    beyond: str = ""


def find_header(sheet: Sheet, table: str, extra: Sequence[str] = ()) -> Header:
    """The row of `sheet` that most of all looks like a heading of `table`. A row of names over a
    row of labels is one heading. extra: further words that headings may have. SheetError: none."""
    rows = sheet.rows[:LOOKED_AT]
    scores = [_score(table, row.values, extra) for row in rows]
    if not rows:
        raise SheetError("empty_file")
    best = max(range(len(rows)), key=scores.__getitem__)
    if scores[best] == 0:
        best = next((i for i, row in enumerate(rows) if sum(map(bool, row.values)) > 1), 0)
    last, texts = best, list(rows[best].values)
    if best + 1 < len(rows) and _is_labels(table, rows[best].values, rows[best + 1].values):
        last = best + 1
        below = rows[last].values
        width = max(len(texts), len(below))
        padded = [row + ("",) * (width - len(row)) for row in (tuple(texts), below)]
        texts = [name or label for name, label in zip(*padded, strict=True)]
    return Header(last, tuple(text.strip() for text in texts))


def guess(table: str, texts: Sequence[str]) -> tuple[str, ...]:
    """Our column for each heading of `texts`, "" where none fits; each column once."""
    taken: set[str] = set()
    found = []
    for text in texts:
        column = _known(table).get(plain(text), "")
        found.append("" if column in taken else column)
        taken.add(column)
    return tuple(found)


def signature(texts: Sequence[str]) -> str:
    """What a heading is remembered by; spaces and widths do not matter."""
    return hashlib.sha256("\x1f".join(map(plain, texts)).encode()).hexdigest()[:32]


def incoming(sheet: Sheet, header: Header, columns: Sequence[str]) -> list[Incoming]:
    """The rows below the heading. columns: ours, one for each heading, "" is not read."""
    read = [(index, column) for index, column in enumerate(columns) if column]
    letters = {column: letter(index) for index, column in read}
    width = len(header.texts)
    found = []
    for row in sheet.rows[header.last + 1 :]:
        values = row.values
        found.append(
            Incoming(
                sheet.name,
                row.number,
                {column: values[i] if i < len(values) else "" for i, column in read},
                letters,
                {column: row.typed[i] for i, column in read if i in row.typed},
                next((value for value in values[width:] if value), ""),
            )
        )
    return found


class Mappings:
    """What people said about headings, kept in the database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def columns(self, table: str, texts: Sequence[str]) -> tuple[tuple[str, ...], bool]:
        """(our columns for a heading, whether a person chose them before)."""
        name, key = _folder(table), signature(texts)
        kept = self._database.read(lambda c: mappings.recall(c, name, key))
        if kept and len(kept) == len(texts):
            return kept, True
        return guess(table, texts), False

    def remember(
        self, table: str, texts: Sequence[str], columns: Sequence[str], who: str, at: float
    ) -> None:
        """Keep what the person `who` chose. at: Unix seconds."""
        name, key = _folder(table), signature(texts)
        self._database.write(lambda c: mappings.remember(c, name, key, tuple(columns), who, at))


def _folder(table: str) -> str:
    return table.partition("/")[0]


def _score(table: str, values: Sequence[str], extra: Sequence[str]) -> int:
    words = {plain(word) for word in extra}
    found = [value for value in values if value]
    known = sum(plain(value) in _known(table) or plain(value) in words for value in found)
    return known if known >= min(2, len(found)) else 0


def _is_labels(table: str, names: Sequence[str], below: Sequence[str]) -> bool:
    """Whether `below` has the labels of the columns that `names` names."""
    labels = {field.column: field.label for field in fields(table)}
    pairs = [(labels.get(name, name), text) for name, text in zip(names, below, strict=False)]
    same = sum(bool(text) and label == text for label, text in pairs)
    return same > 0 and same * 2 >= len([text for text in below if text])


@cache
def _known(table: str) -> dict[str, str]:
    """Every heading we know -> the column of `table`: names and labels before synonyms."""
    described = fields(table)
    words = {plain(field.column): field.column for field in described}
    words |= {plain(field.label): field.column for field in described}
    for column, others in _synonyms(_folder(table)):
        for other in others:
            words.setdefault(plain(other), column)
    return words


def _synonyms(folder: str) -> list[tuple[str, list[str]]]:
    with _FILE.open(encoding="utf-8", newline="") as file:
        return [
            (row["column"], row["synonyms"].split(";"))
            for row in csv.DictReader(file)
            if folder in row["tables"].split(";")
        ]


def plain(text: str) -> str:
    """A heading without what people write it with or without."""
    return _NOISE.sub("", unicodedata.normalize("NFKC", text).lower())
