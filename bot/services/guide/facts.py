"""What is known of a record that a filter may ask for: yes, no, or None where nobody knows."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from ...core.catalog import Catalog, Contact, Place, Program

WRITTEN = ("line", "form")
CLOSED = "off"
ALWAYS = "24/7"  # who is written to is there at any hour


@dataclass(frozen=True)
class Facts:
    """Of one record, whatever is asked. hours: of everybody who can be reached there; "" for one
    whose hours nobody knows."""

    free: bool | None
    no_call: bool | None
    at_home: bool | None
    hours: tuple[str, ...]


class Fees:
    """Reads a fee in words by the patterns of lexicon/free, the first that matches."""

    def __init__(self, catalog: Catalog) -> None:
        rows = catalog.lexicon.get("free", ())
        self._rules = [(re.compile(row["pattern"]), row["means"]) for row in rows]

    def free(self, fee: str) -> bool | None:
        """None also for what is free for some only."""
        means = next((means for pattern, means in self._rules if pattern.search(fee)), "")
        return {"yes": True, "no": False}.get(means) if fee else None


def program_facts(catalog: Catalog, program: Program, fees: Fees) -> Facts:
    places = catalog.places_of.get(program.id, ())
    office = catalog.departments.get(program.contact_department)
    own = (*program.contacts, *(office.contacts if office else ()))
    hours = (
        [CLOSED]
        if program.closed_notice
        else [*_hours(own), *(h for place in places for h in _place_hours(place))]
    )
    # How to apply, or a number, is known and no way without a call is: then there is none here.
    told = bool(program.contacts or program.how_to_apply)
    stays = bool(program.where or places)
    return Facts(
        free=fees.free(program.fee),
        no_call=_stated("no_call" in program.ways or _written(program.contacts), told),
        at_home=_stated("at_home" in program.ways, stays),
        hours=tuple(dict.fromkeys(hours)),
    )


def place_facts(catalog: Catalog, place: Place, fees: Fees) -> Facts:
    programs = [catalog.programs[i] for i in place.program_ids if i in catalog.programs]
    return Facts(
        free=fees.free(place.fee),
        no_call=_stated(
            _written(place.contacts) or any("no_call" in p.ways for p in programs),
            place.kind == "hotline",
        ),
        at_home=_stated(any("at_home" in p.ways for p in programs), bool(programs)),
        hours=tuple(dict.fromkeys(_place_hours(place))),
    )


def _stated(yes: bool, known: bool) -> bool | None:
    return True if yes else (False if known else None)


def _written(contacts: Iterable[Contact]) -> bool:
    return any(contact.kind in WRITTEN for contact in contacts)


def _hours(contacts: Iterable[Contact]) -> list[str]:
    return [contact.hours or (ALWAYS if contact.kind in WRITTEN else "") for contact in contacts]


def _place_hours(place: Place) -> list[str]:
    return [place.hours] if place.hours else [c.hours for c in place.contacts if c.hours] or [""]
