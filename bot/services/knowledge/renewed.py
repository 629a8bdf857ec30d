"""A release whose facts were looked at again: the same words, later dates."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any, TypeVar

from ...core.catalog import CHECKED_FOR, Catalog, Source

Checks = Mapping[tuple[str, str], date]  # (table, key) -> the last day somebody said it is true

# Where the records of a table stand in the Catalog; a hotline is also one of its places.
STAND_IN = {
    "programs": ("programs",),
    "places": ("places",),
    "hotlines": ("hotlines", "places"),
    "departments": ("departments",),
}

Record = TypeVar("Record", bound=Any)


def renewed(catalog: Catalog, checks: Checks) -> Catalog:
    """`catalog` with the days of `checks`; itself when none of them says anything new."""
    parts: dict[str, Any] = {}
    for part, key, day in _stands(checks):
        records = parts.get(part) or getattr(catalog, part)
        if key not in records:
            continue
        after = renewed_source(records[key].source, day)
        if after is not records[key].source:
            parts[part] = {**records, key: replace(records[key], source=after)}
    return replace(catalog, **parts) if parts else catalog


def renewed_source(source: Source, day: date) -> Source:
    """`source` as checked on `day`, unless it was checked later; to be checked again no earlier
    than it says itself."""
    if source.checked and source.checked >= day:
        return source
    check_by = source.check_by and max(source.check_by, day + CHECKED_FOR)
    return replace(source, checked=day, check_by=check_by)


def _stands(checks: Checks) -> Iterator[tuple[str, str, date]]:
    for (table, key), day in checks.items():
        for part in STAND_IN.get(table, ()):
            yield part, key, day
