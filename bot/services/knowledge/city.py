"""knowledge/city.toml: whose bot it is, and the number under every empty answer."""

import tomllib
from collections.abc import Iterable

from ...core.catalog import City, Contact
from .areas import Bounds
from .cells import Cells
from .desk import Desk
from .records import contacts, source
from .rows import Row

FILE = "city.toml"
NOBODY = City("", "", False, Contact("switchboard", ""), {}, "", "", ())


def read_city(desk: Desk) -> tuple[City, Bounds | None]:
    """The city and the part of the map it lies in; (NOBODY, None) when the file cannot be used."""
    try:
        settings = tomllib.loads(desk.rows.documents.get(FILE, ""))
        return _city(desk, settings), Bounds(**settings["bounds"])
    except (KeyError, TypeError, tomllib.TOMLDecodeError) as error:
        desk.note("city_broken", FILE, reason=error)
    return NOBODY, None


def _city(desk: Desk, settings: dict) -> City:
    cells = Cells(Row(FILE, 0, dict(settings["main_phone"])), {}, "")
    ways = contacts(cells, source(cells))
    if not ways:
        cells.required("phone")
    desk.problems += cells.faults
    fallback = settings.get("fallback", {})
    _check(desk, "department", "fallback", fallback.values())
    windows = settings.get("windows", ())
    _check(desk, "program", "windows", windows)
    return City(
        name=settings["name"],
        bot_name=settings["bot_name"],
        official=settings["official"],
        main_phone=ways[0] if ways else NOBODY.main_phone,
        fallback_departments=dict(fallback),
        operator=settings.get("operator", ""),
        error_contact=settings.get("error_contact", ""),
        credits=tuple(settings.get("credits", ())),
        windows=tuple(windows),
    )


def _check(desk: Desk, kind: str, key: str, ids: Iterable[str]) -> None:
    for record_id in ids:
        if not desk.knows(kind, record_id):
            desk.note(f"unknown_{kind}", FILE, 0, key, column=key, value=record_id)
