"""When a record is old, and what a parent would look for in it in vain."""

from collections.abc import Mapping
from datetime import date

from ...core.catalog import Source

KEPT_TRUE = ("programs", "places", "hotlines", "departments")  # with sources and contacts
WAYS = ("phone", "line_url", "form_url", "contact_department", "visit")
NEEDS_HOURS = ("places", "hotlines", "departments")

Cells = Mapping[str, str]


def missing(table: str, cells: Cells) -> tuple[str, ...]:
    """What a parent would look for in vain: phone, hours, source."""
    if table not in KEPT_TRUE:
        return ()
    lacks = []
    if not any(cells.get(way) for way in WAYS):
        lacks.append("phone")
    if table in NEEDS_HOURS and not cells.get("hours"):
        lacks.append("hours")
    if not cells.get("source_url"):
        lacks.append("source")
    return tuple(lacks)


def source_of(cells: Cells) -> Source:
    """The dates of a record as the core weighs them."""
    checked, expires, check_by = (
        day_of(cells.get(column, "")) for column in ("checked_on", "expires_on", "check_by")
    )
    return Source((), None, checked, cells.get("check_level", ""), expires, check_by)


def day_of(text: str) -> date | None:
    """2026-11-26, or 2026/11/26 as Excel writes it; None for anything else."""
    try:
        year, month, day = map(int, text.replace("/", "-").split("-"))
        return date(year, month, day)
    except ValueError:
        return None


def is_stale(table: str, cells: Cells, today: date) -> bool:
    """True when somebody should have looked at it again, or what it says has run out."""
    source = source_of(cells)
    ran_out = source.expires is not None and source.expires < today
    return ran_out or (table in KEPT_TRUE and source.is_overdue(today))


def is_retired(cells: Cells, today: date) -> bool:
    """No parent sees it any more."""
    end = day_of(cells.get("visible_until", ""))
    return end is not None and end < today
