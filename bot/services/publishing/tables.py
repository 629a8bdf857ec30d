"""Which tables of the knowledge staff may keep, and what names a record in each."""

import re
from collections.abc import Mapping

from ..knowledge.rows import Rows

# A table, or the folder of several ("phrases" for phrases/w1): the columns that name a record.
KEYS: dict[str, tuple[str, ...]] = {
    "programs": ("id",),
    "places": ("id",),
    "hotlines": ("id",),
    "departments": ("id",),
    "areas": ("name", "kind"),
    "offices": ("id",),
    "coverage": ("kind",),
    "plan": ("program_id", "period", "direction"),
    "gaps": ("id",),
    "stages": ("id",),
    "phrases": ("text", "program_ids"),
    "wording": ("key",),
}
LEXICON = "lexicon"  # of its tables each names its records by all columns but the note
FOLDERS = frozenset({"phrases", "wording", LEXICON})

SEPARATOR = "\x1f"  # between the parts of a key, where no cell has it


def key_of(table: str, cells: Mapping[str, str]) -> str:
    """What names the record `cells` of `table` ("programs", "phrases/w1"). KeyError: no table."""
    return SEPARATOR.join(cells.get(column, "") for column in columns_of(table, cells))


def columns_of(table: str, cells: Mapping[str, str]) -> tuple[str, ...]:
    """The columns that name a record of `table`."""
    folder = table.partition("/")[0]
    if folder == LEXICON:
        return tuple(column for column in cells if column != "note")
    return KEYS[folder]


def is_table(table: str) -> bool:
    """Whether staff may keep a table of that name; "phrases/new" need not be there yet."""
    folder, _, stem = table.partition("/")
    known = folder in KEYS or folder == LEXICON
    return known and bool(re.fullmatch(r"[\w-]{1,40}", stem)) == (folder in FOLDERS)


def tables_of(rows: Rows) -> tuple[str, ...]:
    """The tables of `rows` that staff may keep, in the order in which they are used."""
    order = [*KEYS, LEXICON]
    found = [name for name in rows.tables if is_table(name)]
    return tuple(sorted(found, key=lambda name: (order.index(name.partition("/")[0]), _by(name))))


def department_of(cells: Mapping[str, str] | None) -> str:
    """The id of the department that owns a record, "" when anybody may keep it."""
    return (cells or {}).get("owner_department", "")


def name_of(cells: Mapping[str, str] | None, key: str = "") -> str:
    """What a person calls a record."""
    named = (cells or {}).get
    shown = next(filter(None, (named(c, "") for c in ("short_name", "name", "text"))), "")
    return shown or " ".join(key.split(SEPARATOR))


def _by(name: str) -> list[tuple[int, str]]:
    """w2 before w10."""
    return [(int(part or 0), text) for text, part in re.findall(r"(\D+)(\d*)", name)]
