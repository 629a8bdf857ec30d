"""knowledge/city.toml: whose bot it is, and the number under every empty answer."""

import tomllib

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
    fallback = dict(settings.get("fallback", {}))
    for category, department in list(fallback.items()):
        if not desk.knows("department", department):
            desk.note("unknown_department", FILE, 0, category, column="fallback", value=department)
            del fallback[category]
    return City(
        name=settings["name"],
        bot_name=settings["bot_name"],
        official=settings["official"],
        main_phone=ways[0] if ways else NOBODY.main_phone,
        fallback_departments=fallback,
        operator=settings.get("operator", ""),
        error_contact=settings.get("error_contact", ""),
        credits=tuple(settings.get("credits", ())),
    )
