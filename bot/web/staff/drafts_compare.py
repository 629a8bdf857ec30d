"""Two versions of a record side by side, field by field."""

from collections.abc import Mapping
from typing import NamedTuple

from ...services.exchange.fields import Field, fields
from ...services.knowledge.rows import Rows
from .records_inputs import columns_of, options_of
from .services import StaffServices


class Line(NamedTuple):
    """A field that differs: as cells, and in words."""

    column: str
    label: str
    before: str
    after: str
    before_shown: str
    after_shown: str


class Pair(NamedTuple):
    """Two versions of a record of `table`; None for no record."""

    table: str
    before: Mapping[str, str] | None
    after: Mapping[str, str] | None


def compared(services: StaffServices, versions: Pair) -> list[Line]:
    """The fields in which the versions differ, in the order of the form."""
    rows = services.publishing.rows()
    before, after = versions.before or {}, versions.after or {}
    names = dict.fromkeys((*columns_of(rows, versions.table), *before, *after))
    found = []
    for field in fields(versions.table, names):
        old, new = before.get(field.column, ""), after.get(field.column, "")
        if old != new:
            told = _told(rows, field, old), _told(rows, field, new)
            found.append(Line(field.column, field.label, old, new, *told))
    return found


def _told(rows: Rows, field: Field, text: str) -> str:
    """A cell in words: choices by their labels, records by their names."""
    if not text:
        return ""
    names = dict(field.choices)
    if field.reference:
        names = dict(options_of(rows, field.reference))
    if field.kind in ("choice", "yes", "choices", "reference", "references") or names:
        return "、".join(names.get(part.strip(), part.strip()) for part in text.split(";"))
    return text.replace(";", "\n") if field.kind == "parts" else text
