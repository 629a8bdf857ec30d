"""Whom to contact about a programme: in the order of who can be reached now, with a floor below.

The programme's own contact, else the office in charge, else the office for its kind, else the
city's main number with the name to ask for.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby
from urllib.parse import urlencode

from ..answer import Action, Line
from ..catalog import UNCONFIRMED, Contact, Place, Program, Source
from .turn import Talk
from .when import NOW, PERHAPS, Reach, offices_work, reach

CALLED = ("direct", "switchboard")
WRITTEN = ("line", "form")
OWN, PLACE, OFFICE, KIND, CITY = "own", "place", "office", "kind", "city"
NETWORK = 2  # so many places with a position make one choose by nearness


@dataclass(frozen=True)
class Way:
    """One way to reach somebody. whose: own / place / office / kind / city."""

    contact: Contact
    whose: str
    name: str
    reach: Reach
    shaky: bool = False  # unconfirmed, or past its date: something firmer stands beside it

    @property
    def is_call(self) -> bool:
        return self.contact.kind in CALLED


def ways(talk: Talk, program: Program) -> list[Way]:
    """Every way, those that work now first; never empty."""
    found = list(_own(talk, program))
    if all(way.shaky or way.contact.kind == "visit" for way in found):
        found += _floor(talk, program)
    unique = {(way.contact.kind, way.contact.value): way for way in reversed(found)}
    kept = [way for way in found if unique[way.contact.kind, way.contact.value] is way]
    return sorted(kept, key=lambda way: way.reach.soon)


def has_network(talk: Talk, program: Program) -> bool:
    """Several places one can go to: the nearest matters, and none is "the" contact."""
    places = talk.catalog.places_of.get(program.id, ())
    return sum(place.lat is not None for place in places) >= NETWORK


def is_expired(talk: Talk, source: Source) -> bool:
    return source.expires is not None and source.expires < talk.now.date()


def doubt(talk: Talk, source: Source) -> list[Line]:
    """What must be said of a fact that is not surely so; [] of one that is checked and in date."""
    if source.level == UNCONFIRMED or is_expired(talk, source):
        return [Line(talk.say("facts_unconfirmed"), "warn")]
    return overdue(talk, source)


def overdue(talk: Talk, source: Source) -> list[Line]:
    """That nobody has looked at it for too long, and when somebody did; [] while that is fine."""
    if not source.is_overdue(talk.now.date()):
        return []
    day = source.checked
    if day is None:
        return [Line(talk.say("facts_unconfirmed"), "warn")]
    when = talk.say("date", year=day.year, month=day.month, day=day.day)
    return [Line(talk.say("facts_overdue", date=when), "warn")]


def _own(talk: Talk, program: Program) -> Iterator[Way]:
    for contact in program.contacts:
        # The label of a programme's own number says whose it is; that of a place, what differs.
        whose, told = contact.label or program.short_name, replace(contact, label="")
        told = _with_hours(talk, told)
        yield _way(talk, told, OWN, whose, is_expired(talk, program.source))
    if has_network(talk, program):
        return
    for place in talk.catalog.places_of.get(program.id, ()):
        yield from place_ways(talk, place)


def place_ways(talk: Talk, place: Place) -> Iterator[Way]:
    """How to reach a place itself; nothing when no way is known."""
    old = is_expired(talk, place.source) or place.source.level == UNCONFIRMED
    for contact in place.contacts:
        hours = contact.hours or place.hours
        told = replace(contact, hours=hours, hours_text=contact.hours_text or place.hours_text)
        yield _way(talk, told, PLACE, place.short_name or place.name, old)


def _with_hours(talk: Talk, contact: Contact) -> Contact:
    """A direct number without hours has those of the places with the same number."""
    if contact.kind != "direct" or contact.hours or contact.hours_text:
        return contact
    known = {
        (same.hours or place.hours, same.hours_text or place.hours_text)
        for place in talk.catalog.places.values()
        for same in place.contacts
        if same.value == contact.value and (same.hours or place.hours)
    }
    if len(known) != 1:  # none, or places that differ
        return contact
    hours, told = known.pop()
    return replace(contact, hours=hours, hours_text=told)


def _floor(talk: Talk, program: Program) -> Iterator[Way]:
    departments = talk.catalog.departments
    office = departments.get(program.contact_department)
    kind = departments.get(talk.catalog.city.fallback_departments.get(program.category, ""))
    for department, whose in ((office, OFFICE), (kind, KIND)):
        if department and department.contacts:
            old = is_expired(talk, department.source) or department.source.level == UNCONFIRMED
            for contact in department.contacts:
                yield _way(talk, contact, whose, department.name, old)
            if not old:
                return
    asked = office.name if office else talk.say("ask_about", name=program.short_name)
    yield main_number(talk, asked)


def main_number(talk: Talk, subject: str = "") -> Way:
    """The city's switchboard, the floor under every answer."""
    main = talk.catalog.city.main_phone
    contact = replace(main, ask_for=subject or main.ask_for, label="")
    return _way(talk, contact, CITY, main.label or talk.say("main_number"))


def department_ways(talk: Talk, department_id: str) -> list[Way]:
    """How to reach an office; the city's main number with its name when no number is known."""
    department = talk.catalog.departments.get(department_id)
    if department and department.contacts:
        return [_way(talk, contact, OFFICE, department.name) for contact in department.contacts]
    return [main_number(talk, department.name if department else "")]


def _way(talk: Talk, contact: Contact, whose: str, name: str, old: bool = False) -> Way:
    found = reach(talk, contact.hours, contact.hours_text, place=contact.kind == "visit")
    if contact.kind in WRITTEN and not contact.hours:
        found = Reach(NOW, talk.say(f"reach_{contact.kind}"))
    return Way(contact, whose, name, found, old or contact.level == UNCONFIRMED)


def lines(talk: Talk, found: Iterable[Way]) -> list[Line]:
    """Each office as lines with its buttons: whose it is, what to say first, when, its numbers."""
    made = []
    for _, group in groupby(found, key=_same_office):
        same = list(group)
        way = same[0]
        made.append(Line(title(talk, way), "plain"))
        if way.contact.ask_for:
            made.append(Line(talk.say("ask_for", name=way.contact.ask_for), "quiet"))
        if way.shaky:
            made.append(Line(talk.say("number_unconfirmed"), "warn"))
        taps = tuple(made_ for each in same if (made_ := act(talk, each)))
        made.append(Line(way.reach.text, way.reach.tone, taps))
    return made


def _same_office(way: Way) -> tuple:
    contact = way.contact
    return (way.name, way.whose, contact.kind, contact.ask_for, way.reach.text, way.shaky)


def title(talk: Talk, way: Way) -> str:
    """Whose it is and of which kind: 母子保健課（直通の電話）."""
    key = "contact_kind_only" if way.whose == KIND else "contact_title"
    return talk.say(key, whose=way.name, kind=talk.say(f"kind_{way.contact.kind}"))


def act(talk: Talk, way: Way, short: bool = False) -> Action | None:
    """The tap that reaches somebody; `short`: the number may be left out, if it is her own one."""
    return tap(talk, way.contact, short and way.whose == OWN)


def tap(talk: Talk, contact: Contact, short: bool = False) -> Action | None:
    """Call, open or look at the map. Beside a number stands what distinguishes it, if anything."""
    if contact.kind in CALLED:
        key = "call" if short else "call_labelled" if contact.label else "call_number"
        label = talk.say(key, number=contact.value, label=contact.label)
        return Action("call", label, contact.value)
    if contact.kind in WRITTEN:
        return Action("open", talk.say(f"open_{contact.kind}"), contact.value)
    return map_action(talk, contact.value) if contact.value else None


def map_action(talk: Talk, address: str) -> Action:
    query = urlencode({"api": 1, "query": address})
    return Action("open", talk.say("open_map"), f"https://www.google.com/maps/search/?{query}")


def best_now(talk: Talk, found: list[Way]) -> Way | None:
    """The way that her one tap should take now; None when nobody is likely to answer.

    Of one office's numbers an ordinary one goes before one with #: iPhones do not dial that.
    """
    likely = {NOW, PERHAPS} if offices_work(talk.now) else {NOW}
    works = [way for way in found if way.reach.soon in likely and way.contact.kind != "visit"]
    if not works:
        return None
    same = [way for way in works if way.name == works[0].name and way.is_call == works[0].is_call]
    return min(same, key=lambda way: "#" in way.contact.value)


def phone_in_words(talk: Talk, found: list[Way]) -> str:
    """The first number with its owner, to forward or to write down; "" when there is none."""
    for way in found:
        if way.is_call:
            return talk.say("phone_in_words", name=way.name, number=way.contact.value)
    return ""
