"""What a printed card says of each programme and place, so that it helps without a phone."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from ...core.catalog import Contact, Place, Program
from ...core.dialogue import contacts
from ...core.dialogue.turn import Talk
from ...core.referral import Item
from .contents import record

MOST_PHONES = 2
ALWAYS = "24/7"
_ORDER = (contacts.OWN, contacts.PLACE, contacts.OFFICE, contacts.KIND, contacts.CITY)


@dataclass(frozen=True)
class Phone:
    """hours: as its source words them, "" when nobody knows. always: day and night."""

    name: str
    number: str
    ask_for: str
    hours: str
    always: bool


@dataclass(frozen=True)
class Entry:
    """One record in print. where: an address, or in words. checked, published: None if unknown.

    doubtful: unconfirmed or past its date.
    """

    item: Item
    name: str
    plain: str
    where: str
    hours: str
    phones: tuple[Phone, ...]
    checked: date | None
    published: date | None
    doubtful: bool


def entries(talk: Talk, items: Iterable[Item]) -> list[Entry]:
    """Those of `items` that this release has, in their order."""
    return [
        _program(talk, item, found) if isinstance(found, Program) else _place(talk, item, found)
        for item in items
        if (found := record(talk.catalog, item))
    ]


def _program(talk: Talk, item: Item, program: Program) -> Entry:
    ways = sorted(contacts.ways(talk, program), key=lambda way: _ORDER.index(way.whose))
    visits = [way.contact.value for way in ways if way.contact.kind == "visit"]
    phones = (
        _phone(way.contact, way.name if way.name != program.short_name else "")
        for way in ways
        if way.is_call
    )
    where = program.where if contacts.has_network(talk, program) else "".join(visits[:1])
    return _entry(talk, item, program, (where, ""), phones)


def _place(talk: Talk, item: Item, place: Place) -> Entry:
    phones = [
        _phone(contact, contact.label, place) for contact in place.contacts if _called(contact)
    ]
    if not phones:
        main = contacts.main_number(talk, place.short_name or place.name)
        phones = [_phone(main.contact, main.name)]
    hours = "" if place.hours == ALWAYS else place.hours_text
    return _entry(talk, item, place, (place.address, hours), phones)


def _entry(
    talk: Talk,
    item: Item,
    found: Program | Place,
    there: tuple[str, str],
    phones: Iterable[Phone],
) -> Entry:
    source = found.source
    return Entry(
        item,
        found.short_name or found.name,
        found.closed_notice or (found.plain if isinstance(found, Program) else ""),
        *there,
        tuple(_each_once(phones))[:MOST_PHONES],
        source.checked,
        source.published,
        bool(contacts.doubt(talk, source)),
    )


def _called(contact: Contact) -> bool:
    return contact.kind in contacts.CALLED


def _phone(contact: Contact, name: str, place: Place | None = None) -> Phone:
    hours = contact.hours or (place.hours if place else "")
    told = contact.hours_text or (place.hours_text if place else "")
    return Phone(name, contact.value, contact.ask_for, told, hours == ALWAYS)


def _each_once(phones: Iterable[Phone]) -> Iterator[Phone]:
    seen: set[str] = set()
    for phone in phones:
        if phone.number not in seen:
            seen.add(phone.number)
            yield phone
