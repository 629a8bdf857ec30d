"""Which tables of the knowledge staff may keep, and what names a record in each."""

from collections.abc import Mapping

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
    "phrases": ("text", "program_ids"),
    "wording": ("key",),
}
LEXICON = "lexicon"  # of its tables each names its records by all columns but the note

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
