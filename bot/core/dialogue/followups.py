"""What is asked on about the last answer: the price, the number, a nearer place, another day."""

from collections.abc import Callable
from dataclasses import replace

from ..answer import Answer, Card, Line
from ..catalog import Program
from ..understanding.result import Understood
from . import answers, choices, contacts, detail, places, smalltalk
from .programs import is_unlikely
from .turn import Note, Talk, Turn
from .when import say_ages

SLOT = "slot"  # only an age, a place or a day was written


def respond(talk: Talk, said: Understood) -> Turn | None:
    """Go on from the last answer, or ask what it is about; None when it does neither."""
    asks = said.follow_up or (SLOT if _only_slots(said) else "")
    program = talk.focus
    if program:
        return _HANDLERS[asks](talk, said, program) if asks in _HANDLERS else None
    return ask_what(talk, said) if asks == SLOT or (asks in _HANDLERS and said.bare) else None


def _only_slots(said: Understood) -> bool:
    """An age, a pregnancy, a place or a day, and no word besides."""
    found = said.ages or said.pregnant or said.area or said.open_at
    return bool(found) and not said.missed


def ask_what(talk: Talk, said: Understood) -> Turn:
    """Nothing was said before: take it up and ask kindly what she needs."""
    going = bool(said.area or said.open_at)
    offered = choices.kinds(talk) if going else ()
    question = talk.tell("ask_which_kind" if offered else "ask_what")
    text = "\n".join(part for part in [answers.taken(talk), question] if part)
    cards = (choices.choice_card(talk, offered, "kinds_title"),) if offered else ()
    answer = Answer((text,), cards, choices=choices.examples(talk))
    return Turn(answer, talk.state, Note("smalltalk"))


def _slot(talk: Talk, said: Understood, program: Program) -> Turn:
    """The same programmes again, now for this age, town or day."""
    others = [other for other in talk.programs if other.id != program.id]
    fitting = [p for p in [program, *others] if not is_unlikely(talk, p)]
    if fitting:
        return answers.show(talk, fitting, said, warm="again")
    unknown = smalltalk.unknown(talk, "none_fits_age", age=_age)
    return Turn(unknown, talk.state, Note("unknown"))


def _age(talk: Talk) -> str:
    return say_ages(talk, talk.ages) if talk.ages else ""


def slot(talk: Talk) -> Turn:
    """An age or a place was tapped: go on from the last answer, or ask what she needs."""
    said = Understood("unknown", area=talk.area, ages=talk.ages, pregnant=talk.state.pregnant)
    program = talk.focus
    return _slot(talk, said, program) if program else ask_what(talk, said)


def _nearer(talk: Talk, said: Understood, program: Program) -> Turn:
    """Those that were passed over for others that are open when she can go, if they are nearer.

    Nearer than the nearest is not known, unless she says better where she is.
    """
    known = talk.catalog.places_of.get(program.id)
    if not known and not program.where:
        return about(talk, program, "no_places", [])
    if not known or not talk.here:
        return near_places(talk, program)
    near = places.nearer(talk, program, talk.state.shown_places)
    if not near.seen:
        return more_places(talk, program, "no_nearer", places.FIRST)
    buttons = choices.after_places(talk, program, near.total)
    answer = Answer((talk.tell("nearer_places"),), near.cards, choices=buttons)
    return Turn(
        answer, replace(talk.state, focus=program.id), Note("answer", (program.id,), near.seen)
    )


def _more(talk: Talk, said: Understood, program: Program) -> Turn:
    if talk.state.shown_places:
        return more_places(talk, program)
    others = [other for other in talk.programs if other.id != program.id]
    if others:
        return answers.show(talk, [*others, program], said, warm="again")
    return Turn(smalltalk.unknown(talk, "no_more"), talk.state, Note("unknown"))


def more_places(
    talk: Talk, program: Program, key: str = "more_places_lead", most: int = places.MOST
) -> Turn:
    """The next places after those shown: `most` of them, and none after the tenth."""
    start = talk.state.shown_places
    near = places.shown(talk, program, start, most)
    if not near.seen:
        return _no_more(talk, program)
    shown = start + len(near.seen)
    buttons = choices.after_places(talk, program, near.total - shown)
    answer = Answer((talk.tell(key, name=program.short_name),), near.cards, choices=buttons)
    state = replace(talk.state, focus=program.id, shown_places=shown)
    return Turn(answer, state, Note("answer", (program.id,), near.seen))


def _no_more(talk: Talk, program: Program) -> Turn:
    cards = tuple(card for card in [places.rest(talk, program)] if card)
    buttons = choices.after_places(talk, program, left=0)
    answer = Answer((talk.tell("no_more_places"),), cards, choices=buttons)
    return Turn(answer, talk.state, Note("answer", (program.id,)))


def near_places(talk: Talk, program: Program) -> Turn:
    """The two nearest places; without a town or a position, the question where she is."""
    near = places.shown(talk, program)
    if not near.seen:
        return about(talk, program, "where_of", detail.in_lines(talk, program.where))
    if not talk.here and not talk.state.open_at and contacts.has_network(talk, program):
        return ask_where(talk, program)
    name = program.short_name or program.name
    texts = (talk.tell("places_lead", name=name), *near.texts)
    buttons = choices.after_places(talk, program, near.total - len(near.seen))
    ids = talk.state.program_ids
    state = replace(
        talk.state,
        program_ids=ids if program.id in ids else (program.id, *ids),
        focus=program.id,
        shown_places=len(near.seen),
    )
    note = Note("answer", (program.id,), near.seen)
    return Turn(Answer(texts, near.cards, choices=buttons), state, note)


def ask_where(talk: Talk, program: Program | None) -> Turn:
    """Which part of the city, to tap or to write."""
    answer = Answer((talk.tell("ask_where"),), choices=choices.areas(talk, program))
    state = replace(talk.state, focus=program.id) if program else talk.state
    return Turn(answer, state, Note("postback", (program.id,) if program else ()))


def _where(talk: Talk, said: Understood, program: Program) -> Turn:
    return near_places(talk, program)


def _fee(talk: Talk, said: Understood, program: Program) -> Turn:
    return about(talk, program, "fee_of", detail.in_lines(talk, program.fee))


def _apply(talk: Talk, said: Understood, program: Program) -> Turn:
    return about(talk, program, "how_of", detail.how(talk, program))


def _hours(talk: Talk, said: Understood, program: Program) -> Turn:
    if contacts.has_network(talk, program):
        return near_places(talk, program)
    return phone(talk, program)


def _who(talk: Talk, said: Understood, program: Program) -> Turn:
    return about(talk, program, "who_of", detail.who_for(talk, program))


def _phone(talk: Talk, said: Understood, program: Program) -> Turn:
    return phone(talk, program)


def phone(talk: Talk, program: Program) -> Turn:
    """Whom to contact, and what to say."""
    words = detail.what_to_say(talk, program, contacts.ways(talk, program))
    return about(talk, program, "phone_of", words)


def about(talk: Talk, program: Program, key: str, known: list[Line]) -> Turn:
    """One question about one programme: what is known, and whom to ask when it is not enough."""
    found = contacts.ways(talk, program)
    name = program.short_name or program.name
    card = Card(
        name,
        (
            *(known or [Line(talk.say("not_known_here"))]),
            Line(talk.say("title_contacts"), "label"),
            *contacts.lines(talk, found),
        ),
        more=(talk.tap("more_about", "detail", program=program.id),),
        program_id=program.id,
    )
    buttons = choices.after_programs(talk, program, [], more_places=False)
    state = replace(talk.state, focus=program.id)
    rest = places.rest(talk, program) if key in ("where_of", "no_places") else None
    cards = (card, rest) if rest else (card,)
    answer = Answer((talk.tell(key, name=name),), cards, choices=buttons)
    return Turn(answer, state, Note("answer", (program.id,)))


_HANDLERS: dict[str, Callable[[Talk, Understood, Program], Turn]] = {
    SLOT: _slot,
    "fee": _fee,
    "who": _who,
    "phone": _phone,
    "nearer": _nearer,
    "more": _more,
    "apply": _apply,
    "where": _where,
    "hours": _hours,
}
