"""What is wrong with a field, and what was understood: said while she types."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import NamedTuple

from ...core.catalog import Area
from ...services.exchange.fields import Field, fields
from ...services.knowledge.rows import Rows
from ..words import say
from .records_inputs import NO_PROGRAM, columns_of, options_of
from .records_week import Week, city_today, days_ahead, week_of
from .town import town_in

_ID = re.compile(r"[a-z0-9][a-z0-9_-]*")


class Hint(NamedTuple):
    """What was understood. week: the table of opening hours. point: latitude, longitude."""

    text: str = ""
    week: Week | None = None
    point: tuple[float, float] | None = None


def wrong(
    rows: Rows, table: str, cells: Mapping[str, str], faults: Mapping[str, str], is_new: bool
) -> dict[str, str]:
    """column -> sentence, for each field that is wrong. faults: kinds found while reading."""
    found = {}
    for field in fields(table, columns_of(rows, table)):
        value = cells.get(field.column, "")
        if field.column == "id" and is_new and not value:
            continue  # one is made
        if sentence := _wrong(rows, field, value, faults.get(field.column, "")):
            found[field.column] = sentence
    if is_new and cells.get("id"):
        taken = any(row["id"] == cells["id"] for row in rows.table(table))
        sentence = "" if _ID.fullmatch(cells["id"]) else say("records.id_form")
        if sentence or taken:
            found["id"] = sentence or say("records.id_taken")
    return found


def hints(areas: tuple[Area, ...], cells: Mapping[str, str], today: date) -> dict[str, Hint]:
    """column -> what was understood of it."""
    found = {}
    for column, hint in _HINTS.items():
        if cells.get(column) and (made := hint(cells[column], today)):
            found[column] = made
    if "town" in cells and "address" in cells:
        found["address"] = _where(areas, cells)
    return found


def with_town(areas: tuple[Area, ...], cells: dict[str, str]) -> dict[str, str]:
    """`cells` with the town that the address names, where none was chosen."""
    if cells.get("town", "x") or not (town := town_in(areas, cells.get("address", ""))):
        return cells
    return {**cells, "town": town.name}


def _wrong(rows: Rows, field: Field, value: str, fault: str) -> str:
    if field.required and not value:
        return say("records.missing_cell", label=field.label)
    if fault:
        names = " / ".join(label for _, label in field.choices)
        return say(f"exchange.{fault}", choices=names)
    if value and field.kind == "hours" and days_ahead(value, city_today()) is None:
        return say("records.bad_hours")
    if value and field.kind in ("reference", "references"):
        known = {option for option, _ in options_of(rows, field.reference)} | set(NO_PROGRAM)
        unknown = [part for part in value.split(";") if part.strip() not in known]
        return say("records.unknown_reference", found=" / ".join(unknown)) if unknown else ""
    return ""


def _date(value: str, today: date) -> Hint | None:
    try:
        day = date.fromisoformat(value)
    except ValueError:
        return None
    return Hint(say("records.date_shown", day=value, weekday=_weekday(day)))


def _until(value: str, today: date) -> Hint | None:
    hint = _date(value, today)
    if hint and value < today.isoformat():
        day = date.fromisoformat(value)
        return Hint(say("records.date_past", day=value, weekday=_weekday(day)))
    return hint


def _hours(value: str, today: date) -> Hint | None:
    week = week_of(value, today)
    return Hint(week=week) if week else None


def _phone(value: str, today: date) -> Hint:
    return Hint(say("records.phone_shown", numbers=value))


def _where(areas: tuple[Area, ...], cells: Mapping[str, str]) -> Hint:
    lat, lon = cells.get("lat", ""), cells.get("lon", "")
    try:
        if lat and lon:
            return Hint(say("records.position_own"), point=(float(lat), float(lon)))
    except ValueError:
        return Hint()
    chosen = next((a for a in areas if a.name == cells["town"] and a.kind == "town"), None)
    town = chosen or town_in(areas, cells["address"])
    if town is None:
        return Hint(say("records.town_unknown"))
    point = None if town.lat is None or town.lon is None else (town.lat, town.lon)
    sentence = "town_found" if chosen else "town_filled"
    return Hint(say(f"records.{sentence}", town=town.name), point=point)


def _weekday(day: date) -> str:
    return say("records.weekdays")[day.weekday()]


_HINTS: dict[str, Callable[[str, date], Hint | None]] = {
    "phone": _phone,
    "hours": _hours,
    "expires_on": _until,
    "check_by": _until,
    "visible_until": _until,
    "visible_from": _date,
    "source_date": _date,
    "checked_on": _date,
}
