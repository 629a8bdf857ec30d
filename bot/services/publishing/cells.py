"""Bring the cells of a form or a sheet into the shape of their table."""

import secrets
import unicodedata
from collections.abc import Mapping

from ..exchange.fields import fields
from ..knowledge.rows import Rows
from .drafts import Cells
from .errors import PublishError
from .merge import columns_of
from .tables import columns_of as key_columns
from .tables import key_of

LONGEST = 10_000  # characters in one cell
ID_STARTS = {"programs": "pr", "places": "pl", "hotlines": "hl", "departments": "dp"}


def tidy(rows: Rows, table: str, cells: Mapping[str, str]) -> Cells:
    """The cells in the order of the table, every column there. Raises PublishError.

    A new record without an id is given one.
    """
    columns = columns_of(rows, table)
    known = {*columns, *(field.column for field in fields(table))}
    tidied = {column: _clean(cells.get(column, "")) for column in columns}
    for column, text in cells.items():
        if column in tidied or not (text := _clean(text)):
            continue
        if column not in known:
            raise PublishError("no_column", subject=column)
        tidied[column] = text
    if table in ID_STARTS and not tidied.get("id"):
        tidied["id"] = f"{ID_STARTS[table]}-{secrets.token_hex(4)}"
    return tidied


def named(table: str, cells: Cells) -> str:
    """The key of a record. Raises PublishError key_missing."""
    first = next(iter(key_columns(table, cells)), "")
    if not cells.get(first) and table != "plan" and not _any(table, cells):
        raise PublishError("key_missing", subject=first)
    return key_of(table, cells)


def _any(table: str, cells: Cells) -> bool:
    """Tables of the lexicon may have empty cells, only not all of them."""
    return table.startswith("lexicon/") and any(cells.values())


def _clean(text: str) -> str:
    """Plain text: no control characters, no blanks around it."""
    if len(text) > LONGEST:
        raise PublishError("too_long")
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(c for c in text if c == "\n" or unicodedata.category(c) != "Cc").strip()
