"""The buttons below an answer: what she is likely to want next, thirteen at most."""

from collections.abc import Sequence

from ..answer import Action, Card, Line
from ..catalog import Area, Program
from . import contacts
from .detail import share
from .programs import goes_there
from .turn import Talk, data

MOST = 13
EXAMPLES = 6
MOST_LEFT = 3
AGE_CHOICES = ((0, 3), (4, 11), (12, 23), (24, 35), (36, 71), (72, 155), (156, 215))


def examples(talk: Talk) -> tuple[Action, ...]:
    """Questions that one may ask, typed for her by a tap."""
    texts = [talk.say(f"example_{n}") for n in range(1, EXAMPLES + 1)]
    return tuple(Action("say", text, text) for text in texts)


def after_programs(
    talk: Talk, first: Program, left: Sequence[Program], more_places: bool
) -> tuple[Action, ...]:
    """Below programme cards. `left`: others that may be right and have no card."""
    made: list[Action] = []
    if more_places:
        made.append(_of(talk, "more_places", "more_places", first))
    if contacts.has_network(talk, first):
        made.append(locate(talk))
        made += [] if talk.area else [talk.tap("choose_area", "ask_area")]
    if not talk.ages and (first.age_min is not None or first.age_max is not None):
        made.append(talk.tap("choose_age", "ask_age"))
    made += [program_choice(talk, program) for program in left[:MOST_LEFT]]
    return (*made, none_of_these(talk), share(talk, first))


def after_places(talk: Talk, program: Program, left: int) -> tuple[Action, ...]:
    """Below places of `program`, of which `left` more are known."""
    more = [_of(talk, "more_places", "more_places", program)] if left > 0 else []
    area = talk.tap("choose_area", "ask_area")
    about = _of(talk, "more_about", "detail", program)
    return (*more, locate(talk), area, about, none_of_these(talk), share(talk, program))


def _of(talk: Talk, key: str, do: str, program: Program) -> Action:
    return talk.tap(key, do, program=program.id)


def program_choice(talk: Talk, program: Program) -> Action:
    name = program.short_name or program.name
    return Action("send", name, data("program", program=program.id))


def choice_card(talk: Talk, programs: Sequence[Program], title: str = "choose_title") -> Card:
    """Each programme with its plain line and a button, in one card that also shows on a PC."""
    lines = [Line(p.plain, actions=(program_choice(talk, p),)) for p in programs]
    return Card(talk.say(title), tuple(lines))


def none_of_these(talk: Talk) -> Action:
    return talk.tap("none_of_these", "none_of_these")


def locate(talk: Talk) -> Action:
    return Action("locate", talk.say("locate"))


def areas(talk: Talk, program: Program | None) -> tuple[Action, ...]:
    """Districts to choose from, those with places of the programme first."""
    places = talk.catalog.places_of.get(program.id, ()) if program else ()
    towns = {place.town for place in places}
    with_places = {a.district for a in talk.catalog.areas if a.name in towns and a.district}
    districts = [a for a in talk.catalog.areas if a.kind == "district"]
    districts.sort(key=lambda area: area.name not in with_places)
    return (locate(talk), *(_area(area) for area in districts[: MOST - 1]))


def _area(area: Area) -> Action:
    return Action("send", area.name, data("area", area=area.name))


def ages(talk: Talk) -> tuple[Action, ...]:
    """Ages to choose from, pregnancy first."""
    made = [Action("send", talk.say("age_choice_pregnant"), data("age", pregnant=1))]
    for low, high in AGE_CHOICES:
        label = talk.say(f"age_choice_{low}")
        made.append(Action("send", label, data("age", min=low, max=high)))
    return tuple(made)


def kinds(talk: Talk) -> tuple[Program, ...]:
    """Programmes that one uses by going to a place, those with most places first."""
    known = talk.catalog.places_of
    visited = [p for p in talk.catalog.programs.values() if goes_there(talk, p)]
    return tuple(sorted(visited, key=lambda p: -len(known[p.id]))[:6])


def start(talk: Talk) -> tuple[Action, ...]:
    """Where nothing was asked yet: examples, what is near, urgent numbers, another language."""
    urgent = talk.tap("urgent", "urgent")
    return (*examples(talk), talk.tap("near", "near"), urgent, talk.tap("language", "ask_language"))
