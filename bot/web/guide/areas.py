"""Pages by place: what a part of the city has, side by side, and what nobody has listed yet."""

from flask import Blueprint
from werkzeug.wrappers import Response

from ...core.catalog import Area
from ...core.dialogue import contacts
from ...core.dialogue.places import say_distance
from ...core.dialogue.turn import Talk
from ...core.dialogue.when import reach
from ...core.state import State
from ...services.guide.districts import Near, Shelf, area_named, districts, shelves, towns_of
from ..auth import public
from .heads import head, missing, shown
from .page import talk_of
from .services import GuideServices


def add(guide: Blueprint, services: GuideServices) -> None:
    """Add `/guide/areas` and `/guide/areas/…`."""

    @guide.get("/guide/areas")
    @public
    def areas() -> Response:
        catalog = services.catalog()
        talk = talk_of(services, catalog)
        return shown(
            "guide/areas.html",
            head(services, False, talk.say("guide_areas"), ""),
            districts=[(area, towns_of(catalog, area)) for area in districts(catalog)],
        )

    @guide.get("/guide/areas/<name>")
    @public
    def area(name: str) -> Response:
        catalog = services.catalog()
        found = area_named(catalog, name)
        return _area(services, found) if found else missing(name)


def _area(services: GuideServices, area: Area) -> Response:
    catalog = services.catalog()
    talk = talk_of(services, catalog, State(area=area.name))
    return shown(
        "guide/area.html",
        head(services, False, area.name, ""),
        area=area,
        towns=towns_of(catalog, area) if area.kind == "district" else [],
        shelves=[
            (shelf, _shown(talk, shelf), _asked(talk, shelf)) for shelf in shelves(catalog, area)
        ],
    )


def _shown(talk: Talk, shelf: Shelf) -> list[tuple[Near, str, object]]:
    """Each place with its distance and whether it is open, in words."""
    return [
        (
            near,
            say_distance(talk, near.metres, about=True) if near.metres is not None else "",
            reach(talk, near.place.hours, near.place.hours_text, place=True),
        )
        for near in shelf.places
    ]


def _asked(talk: Talk, shelf: Shelf) -> contacts.Way:
    """Who knows of the rest: the office that the coverage names, else the main number."""
    office = shelf.coverage.ask if shelf.coverage else ""
    if office:
        return contacts.department_ways(talk, office)[0]
    return contacts.main_number(talk, talk.say("ask_about", name=shelf.name))
