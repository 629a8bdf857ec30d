"""The places of a programme: the nearest that are open when she can go, two at a time."""

from dataclasses import dataclass

from ..answer import Action, Card, Line
from ..catalog import Coverage, Place, Program
from ..geo import distance_m
from . import contacts
from .turn import SeenPlace, Talk
from .when import NOW, hours_when_asked, open_when_asked, reach

FIRST, MOST = 2, 10
MOST_ASKED = 2
SIMILAR_M = 1_000  # within the same kilometre an open place goes before a closed one
SAME_TOWN_M = 150  # between town centres this says only "the same town"


@dataclass(frozen=True)
class Found:
    """One place with what decides its rank."""

    place: Place
    metres: int | None
    open: bool | None  # now
    asked: bool | None  # at the time she asked for; None also when she asked for none
    old: bool = False  # nobody has checked it for too long


@dataclass(frozen=True)
class Shown:
    """Cards of places, the sentences before them, and how many there are in all."""

    texts: tuple[str, ...]
    cards: tuple[Card, ...]
    seen: tuple[SeenPlace, ...]
    total: int


NOTHING = Shown((), (), (), 0)


def places_of(talk: Talk, program: Program) -> list[Found]:
    """All places of the programme, best first."""
    found = [_look_at(talk, place) for place in talk.catalog.places_of.get(program.id, ())]
    return sorted(found, key=_rank)


def shown(talk: Talk, program: Program, start: int = 0, count: int = FIRST) -> Shown:
    """`count` places from `start` on, with what must be said about the list."""
    kept = _kept(talk, program)
    part = kept[start : min(start + count, MOST)]
    more = rest(talk, program)
    cards = [card(talk, program, f) for f in part] + ([more] if more else [])
    return Shown(
        tuple(_texts(talk, kept, partial=more is not None)) if part else (),
        tuple(cards),
        tuple(SeenPlace(f.place.id, f.metres, f.open) for f in part),
        min(len(kept), MOST),
    )


def nearer(talk: Talk, program: Program, start: int) -> Shown:
    """Places that are nearer than the first `start`, and went behind them for another reason.

    A day that she asked for does not keep them out: a place that is closed then is said to be.
    """
    seen = _kept(talk, program)[:start]
    least = min((f.metres for f in seen if f.metres is not None), default=0)
    rest = [f for f in places_of(talk, program) if f.metres is not None and f.metres < least]
    part = sorted(rest, key=lambda f: f.metres or 0)[:FIRST]
    cards = tuple(card(talk, program, f) for f in part)
    closer = tuple(SeenPlace(f.place.id, f.metres, f.open) for f in part)
    return Shown((), cards, closer, len(rest) - len(part))


def _kept(talk: Talk, program: Program) -> list[Found]:
    """The places that may be open when she asked for; all when none may."""
    found = places_of(talk, program)
    return [f for f in found if f.asked is not False] or found


def _look_at(talk: Talk, place: Place) -> Found:
    metres = None
    if talk.here and place.lat is not None and place.lon is not None:
        metres = distance_m(talk.here, (place.lat, place.lon))
    open_now = {0: True, 1: None, 2: False}[reach(talk, place.hours).soon]
    asked = talk.state.open_at
    at_asked = open_when_asked(place.hours, asked, talk.now) if asked else None
    old = place.source.is_overdue(talk.now.date())
    return Found(place, metres, open_now, at_asked, old)


def _rank(found: Found) -> tuple:
    asked = {True: 0, None: 1, False: 2}
    far = found.metres if found.metres is not None else 10**9
    return (asked[found.asked], far // SIMILAR_M, found.old, asked[found.open], far)


def _texts(talk: Talk, found: list[Found], partial: bool) -> list[str]:
    made = []
    if talk.here and found[0].metres is not None:
        area = talk.area.name if talk.area else ""
        where = "here" if talk.position else "area"
        made.append(talk.tell(f"{'known' if partial else 'near'}_{where}", area=area))
    if talk.state.open_at:
        day = f"day_{talk.state.open_at}"
        sure = found[0].asked is True
        key = "places_open_asked" if sure else "places_none_asked"
        made.append(talk.tell(key, day=lambda t: t.say(day)))
    return made


def one(talk: Talk, place: Place) -> Card:
    """The card of one place, shown for its own sake."""
    programs = (talk.catalog.programs.get(i) for i in place.program_ids)
    return card(talk, next((p for p in programs if p), None), _look_at(talk, place))


def card(talk: Talk, program: Program | None, found: Found) -> Card:
    """A place: how far, whether open, what to bring, a map and a call."""
    place = found.place
    lines = [*_distance(talk, found), *_open(talk, found)]
    lines += [Line(place.address, "quiet")] if place.address else []
    if place.reservation:
        lines.append(Line(talk.say("bring", text=place.reservation)))
    lines += [Line(talk.say("bullet", text=text), "quiet") for text in place.good_to_know[:2]]
    lines += contacts.doubt(talk, place.source)
    buttons = _buttons(talk, program, place)
    return Card(
        title=place.short_name or place.name,
        lines=tuple(lines),
        button=buttons[0] if buttons else None,
        more=tuple(buttons[1:]),
        program_id=program.id if program else "",
        place_id=place.id,
    )


def _distance(talk: Talk, found: Found) -> list[Line]:
    if found.metres is None:
        return []
    about = found.place.approximate or talk.position is None
    return [Line(say_distance(talk, found.metres, about), "good")]


def say_distance(talk: Talk, metres: int, about: bool) -> str:
    """約1.2km / 約300m / 同じ町; `about`: one of the positions is a town's centre."""
    if about and metres < SAME_TOWN_M:
        return talk.say("distance_same_town")
    if metres >= 950:
        text = talk.say("distance_km", km=f"{metres / 1000:.1f}")
    else:
        text = talk.say("distance_m", metres=max(50, round(metres / 50) * 50))
    return talk.say("distance_about", distance=text) if about else text


def _open(talk: Talk, found: Found) -> list[Line]:
    place = found.place
    if place.closed_notice:
        return [Line(place.closed_notice, "warn")]
    now = reach(talk, place.hours, place.hours_text, place=True)
    asked = hours_when_asked(talk, place.hours) if found.asked else ""
    return [Line(asked or now.text, "good" if asked or now.soon == NOW else "plain")]


def _buttons(talk: Talk, program: Program | None, place: Place) -> list[Action]:
    """A map and a call; where there is neither number nor address, whom to ask instead."""
    made = []
    if place.address:
        made.append(contacts.map_action(talk, f"{place.address} {place.name}"))
    taps = [contacts.tap(talk, c) for c in place.contacts[:2] if c.kind != "visit"]
    made += [tap for tap in taps if tap]
    if place.contacts or program is None:
        return made
    return [*made, talk.tap("ask_place", "phone", program=program.id)]


def _partial(talk: Talk, program: Program) -> Coverage | None:
    """The coverage of the programme's kind of place, where more exist than are known here."""
    kinds = [place.kind for place in talk.catalog.places_of.get(program.id, ())]
    for kind in (program.id, *kinds):
        coverage = talk.catalog.coverage.get(kind)
        if coverage and not (coverage.complete and coverage.exist):
            return coverage
    return None


def rest(talk: Talk, program: Program) -> Card | None:
    """That more places exist than are known here, and who knows them; None when all are known."""
    coverage = _partial(talk, program)
    if coverage is None:
        return None
    ways = contacts.department_ways(talk, coverage.ask)
    contact_lines = contacts.lines(talk, ways[:MOST_ASKED])
    return Card(talk.say("rest_title"), (Line(coverage.text), *contact_lines))
