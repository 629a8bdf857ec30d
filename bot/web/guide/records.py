"""A page for each programme, place and department: all that is known of it, and since when."""

from flask import Blueprint, request
from werkzeug.wrappers import Response

from ...core.catalog import UNCONFIRMED, Catalog, Department, Place, Program
from ...core.dialogue import contacts, detail, places
from ...core.dialogue.turn import Talk
from ...core.dialogue.when import reach, say_age_range
from ...core.state import State
from ...services.guide import structured
from ...services.guide.discreet import discreet_places, discreet_programs
from ...services.guide.districts import area_named, districts, kind_names
from ...services.guide.related import related
from ...services.guide.stages import stages_of
from ...services.guide.week import week
from ..auth import public
from .heads import head, missing, shown
from .page import talk_of
from .services import GuideServices

MOST_WEEKS = 2


def add(guide: Blueprint, services: GuideServices) -> None:
    """Add `/guide/p/…`, `/guide/place/…` and `/guide/dept/…`."""

    @guide.get("/guide/p/<program_id>")
    @public
    def program(program_id: str) -> Response:
        talk = _talk(services)
        found = talk.catalog.programs.get(program_id)
        return _program(services, talk, found) if found else missing(program_id)

    @guide.get("/guide/place/<place_id>")
    @public
    def place(place_id: str) -> Response:
        talk = _talk(services)
        found = talk.catalog.places.get(place_id)
        return _place(services, talk, found) if found else missing(place_id)

    @guide.get("/guide/dept/<department_id>")
    @public
    def department(department_id: str) -> Response:
        talk = _talk(services)
        found = talk.catalog.departments.get(department_id)
        return _department(services, talk, found) if found else missing(department_id)


def _talk(services: GuideServices) -> Talk:
    """With the area that `?area=` names, from which distances are counted."""
    catalog = services.catalog()
    area = area_named(catalog, request.args.get("area", ""))
    return talk_of(services, catalog, State(area=area.name if area else ""))


def _program(services: GuideServices, talk: Talk, program: Program) -> Response:
    catalog = talk.catalog
    ways = contacts.ways(talk, program)
    hidden = program.id in discreet_programs(catalog)
    found = places.places_of(talk, program)
    return shown(
        "guide/program.html",
        head(services, hidden, program.short_name, program.plain),
        data=structured.of_program(catalog, program, services.public_url + request.path),
        program=program,
        expired=contacts.is_expired(talk, program.source),
        overdue=contacts.overdue(talk, program.source),
        contact_lines=contacts.lines(talk, ways),
        says=detail.what_to_say(talk, program, ways),
        ages=say_age_range(talk, program.age_min, program.age_max),
        weeks=_weeks(talk, ways),
        places=[(one.place, _far(talk, one), _status(talk, one.place)) for one in found],
        partial=places.rest(talk, program),
        area=talk.area,
        districts=districts(catalog),
        office=catalog.departments.get(program.contact_department),
        related=related(catalog, program),
        stages=stages_of(catalog, program),
    )


def _place(services: GuideServices, talk: Talk, place: Place) -> Response:
    catalog = talk.catalog
    ways = list(contacts.place_ways(talk, place))
    if all(way.shaky for way in ways):  # also when there is none
        ways.append(contacts.main_number(talk, place.short_name))
    days = week(place.hours, talk.now)
    kind = kind_names(catalog).get(place.kind, "")
    unsure = place.source.level == UNCONFIRMED or contacts.is_expired(talk, place.source)
    return shown(
        "guide/place.html",
        head(
            services,
            place.id in discreet_places(catalog),
            place.short_name,
            talk.say("list_mark").join(part for part in (kind, place.address) if part),
        ),
        data=structured.of_place(place, services.public_url + request.path, () if unsure else days),
        place=place,
        kind=kind,
        expired=contacts.is_expired(talk, place.source),
        overdue=contacts.overdue(talk, place.source),
        contact_lines=contacts.lines(talk, ways),
        days=days,
        status=_status(talk, place),
        map=contacts.map_action(talk, f"{place.address} {place.name}") if place.address else None,
        programs=[catalog.programs[program_id] for program_id in place.program_ids],
    )


def _department(services: GuideServices, talk: Talk, department: Department) -> Response:
    catalog = talk.catalog
    ways = contacts.department_ways(talk, department.id)
    expired = contacts.is_expired(talk, department.source)
    if department.contacts and (expired or department.source.level == UNCONFIRMED):
        ways.append(contacts.main_number(talk, department.name))
    return shown(
        "guide/department.html",
        head(services, False, department.name, department.handles),
        data=structured.of_department(catalog, department, services.public_url + request.path),
        department=department,
        expired=expired,
        overdue=contacts.overdue(talk, department.source),
        contact_lines=contacts.lines(talk, ways),
        weeks=_weeks(talk, ways),
        programs=_called_here(catalog, department),
        planned=_planned(catalog, department),
    )


def _called_here(catalog: Catalog, department: Department) -> list[Program]:
    programs = catalog.programs.values()
    return [program for program in programs if program.contact_department == department.id]


def _planned(catalog: Catalog, department: Department) -> list[Program]:
    """Programmes beside which the city's plan names it, each once."""
    ids = dict.fromkeys(row.program_id for row in catalog.plan if department.id in row.departments)
    return [catalog.programs[program_id] for program_id in ids]


def _weeks(talk: Talk, ways: list[contacts.Way]) -> list[tuple[str, tuple]]:
    """(whose, days) of the first ways whose hours are known, each timetable once."""
    named: dict[str, str] = {}
    for way in ways:
        if way.contact.hours and not way.shaky:
            named.setdefault(way.contact.hours, way.name)
    made = [(name, week(hours, talk.now)) for hours, name in named.items()]
    return [(name, days) for name, days in made if days][:MOST_WEEKS]


def _far(talk: Talk, found: places.Found) -> str:
    """How far it is from the area that was asked for; "" when nothing is known of that."""
    if found.metres is None:
        return ""
    return places.say_distance(talk, found.metres, about=True)


def _status(talk: Talk, place: Place) -> object:
    return reach(talk, place.hours, place.hours_text, place=True)
