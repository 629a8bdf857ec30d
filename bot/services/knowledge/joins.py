"""What one file says about the records of another."""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace

from ...core.catalog import City, Contact, Department, Place, PlanRow, Program
from .cells import Cells

Fill = Callable[[Cells, str], str]

_BLANK = re.compile(r"\{(main_phone|phone:([\w-]+))\}")


def with_programs(places: Mapping[str, Place], programs: Mapping[str, Program]) -> dict[str, Place]:
    """Places that lead only to programmes that were not left out."""
    return {
        place.id: replace(place, program_ids=tuple(i for i in place.program_ids if i in programs))
        for place in places.values()
    }


def city_with(
    city: City, programs: Mapping[str, Program], departments: Mapping[str, Department]
) -> City:
    """A city that falls back only on records that were not left out."""
    left = {c: d for c, d in city.fallback_departments.items() if d in departments}
    windows = tuple(program_id for program_id in city.windows if program_id in programs)
    return replace(city, fallback_departments=left, windows=windows)


def joined(
    programs: Mapping[str, Program],
    places: Mapping[str, Place],
    departments: Mapping[str, Department],
    plan: list[PlanRow],
) -> dict[str, Program]:
    """Programmes with the plan's directions, and with their places' hours for the same numbers."""
    latest = max((row.period for row in plan), default="")
    directions: dict[str, list[str]] = {}
    for row in plan:
        if row.period == latest and row.direction:
            directions.setdefault(row.program_id, []).append(row.direction)
    numbers = {
        (program_id, contact.value): contact
        for place in places.values()
        for program_id in place.program_ids
        for contact in place.contacts
    }
    return {
        program.id: replace(
            program,
            contact_department=_there(program.contact_department, departments),
            directions=tuple(sorted(directions.get(program.id, ()))),
            contacts=tuple(
                _with_hours(contact, numbers.get((program.id, contact.value)))
                for contact in program.contacts
            ),
        )
        for program in programs.values()
    }


def _there(department_id: str, departments: Mapping[str, Department]) -> str:
    return department_id if department_id in departments else ""


def _with_hours(contact: Contact, same: Contact | None) -> Contact:
    """A number that is written again for one of the programme's places is described there: its
    hours, how far it may be trusted and since when."""
    if same is None or contact.hours:
        return contact
    return replace(
        contact,
        hours=same.hours,
        hours_text=same.hours_text,
        level=same.level,
        published=same.published,
    )


def filler(main: Contact, owners: Mapping[str, Place | Department]) -> Fill:
    """Put {main_phone} and {phone:b-ls-001} into sentences: a number stands in one row only."""
    numbers = {
        owner_id: next((contact.value for contact in owner.contacts), "")
        for owner_id, owner in owners.items()
    }

    def fill(cells: Cells, text: str) -> str:
        def number(blank: re.Match[str]) -> str:
            found = main.value if blank[2] is None else numbers.get(blank[2], "")
            if not found:
                cells.fault("unknown_contact", value=blank[2] or "")
            return found

        return _BLANK.sub(number, text)

    return fill
