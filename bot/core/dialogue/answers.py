"""Programmes as an answer: which are shown, in which order, and the sentences around them."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from ..answer import Answer, Card
from ..catalog import Program
from ..understanding.result import Match, Understood
from . import choices, contacts, danger, places, smalltalk
from .programs import face, goes_there, is_unlikely
from .turn import Note, Talk, Turn
from .when import LATER, NOW, is_night, say_ages, start

MOST_CARDS, MOST_EACH = 3, 2  # for one need; for each of two
MOST_NOTED = 5
BY_NAME = 1.0  # the probability of a programme that she asked for by its name
NEARLY_AS_GOOD = 0.7  # of the best probability: at night such a one goes first when it works now
OVERDUE = 0.7  # what nobody has checked for too long counts as so much less likely to be right

Ranked = list[tuple[Program, int]]  # a programme and the number of its need


def programs_answer(talk: Talk, said: Understood) -> Turn:
    """Cards for what she needs; an honest sentence when nothing can fit."""
    ranked = by_need(talk, said)
    if not ranked:
        note = Note("unknown", need_text_to_keep=need_text(said))
        return Turn(smalltalk.unknown(talk, "none_fits"), talk.state, note)
    talk = replace(talk, state=replace(talk.state, need=need_text(said)))
    if len(said.needs) > 1:
        return _two_needs(talk, said, ranked)
    turn = show(talk, _awake_first(talk, said, [program for program, _ in ranked]), said)
    best_first = tuple(program.id for program, _ in ranked)[:MOST_NOTED]
    return turn._replace(note=replace(turn.note, program_ids=best_first))


def _two_needs(talk: Talk, said: Understood, ranked: Ranked) -> Turn:
    """The best of each need, then the second of each; each card says which need it serves. The
    sentence before them speaks of two only when there are two for sure, and asks whether they
    fit where that is not sure."""
    programs = [program for program, _ in ranked]
    taken_by: Counter[int] = Counter()
    cards = []
    for program, number in ranked:
        taken_by[number] += 1
        if taken_by[number] <= MOST_EACH:
            cards.append(face(talk, program, _label(talk, said, number)))
    told = "two_needs" if said.surely_two else _warm(programs[0])
    before = lead(talk, said, "choose" if said.outcome == "choose" else told)
    turn = _turn(talk, said, [before], cards, programs)
    return turn._replace(note=replace(turn.note, outcome=said.outcome))


def show(talk: Talk, programs: Sequence[Program], said: Understood, warm: str = "") -> Turn:
    """Cards of programmes for one need, the nearest places first where one goes there.

    warm: key of the sentence before them, that of the category unless given.
    """
    first = programs[0]
    before = lead(talk, said, warm or _warm(first))
    awake = _listener(talk, said, first)
    faces = [face(talk, program) for program in programs[: MOST_CARDS - len(awake)]]
    if not (contacts.has_network(talk, first) and (talk.here or talk.state.open_at)):
        return _turn(talk, said, [before], [*awake, *faces], programs)
    count = places.FIRST - len(awake)
    near = places.shown(talk, first, count=count)
    cards = [*awake, *near.cards[:count], faces[0]]
    text = "\n".join([before, *near.texts])
    return _turn(talk, said, [text], cards, programs, near)


def _warm(program: Program) -> str:
    """The key of the sentence before an answer that begins with `program`."""
    return "warm_topic" if program.topic_only else f"warm_{program.category}"


def _listener(talk: Talk, said: Understood, first: Program) -> list[Card]:
    """For a weary writer at night who would find all closed: the card of who listens now."""
    if not (said.weary and is_night(talk.now)) or _works_now(contacts.ways(talk, first)):
        return []
    return danger.listener(talk)


def _turn(
    talk: Talk,
    said: Understood,
    texts: Sequence[str],
    cards: Sequence[Card],
    programs: Sequence[Program],
    near: places.Shown = places.NOTHING,
) -> Turn:
    on_cards = {card.program_id for card in cards}
    left = [program for program in programs if program.id not in on_cards]
    answer = Answer(
        tuple(texts),
        tuple(cards),
        _closing(talk, said, [program for program in programs if program.id in on_cards]),
        choices.after_programs(talk, programs[0], left, near.total > len(near.seen)),
    )
    ids = tuple(program.id for program in programs)
    shown = len(near.seen)
    state = replace(talk.state, program_ids=ids, focus=ids[0], shown_places=shown)
    return Turn(answer, state, Note("answer", ids[:MOST_NOTED], near.seen))


def by_need(talk: Talk, said: Understood) -> Ranked:
    """The best of each need first, then the second of each; what cannot fit stays out."""
    columns = [
        [
            (program, number)
            for match in _checked_first(talk, need.matches)
            if (program := _fitting(talk, match))
        ]
        for number, need in enumerate(said.needs)
    ]
    ranked: dict[str, tuple[Program, int]] = {}
    for rank in range(max(map(len, columns), default=0)):
        for column in columns:
            if rank < len(column):
                ranked.setdefault(column[rank][0].id, column[rank])
    return list(ranked.values())


def _checked_first(talk: Talk, matches: Sequence[Match]) -> Sequence[Match]:
    """What is overdue sinks below what is about as right, unless she asked for it by name."""
    today, programs = talk.now.date(), talk.catalog.programs

    def worth(match: Match) -> float:
        program = programs.get(match.program_id)
        old = program is not None and program.source.is_overdue(today)
        return match.probability * (OVERDUE if old and match.probability < BY_NAME else 1)

    if all(worth(match) == match.probability for match in matches):
        return matches
    return sorted(matches, key=worth, reverse=True)


def _fitting(talk: Talk, match: Match) -> Program | None:
    program = talk.catalog.programs.get(match.program_id)
    if program and is_unlikely(talk, program) and match.probability < BY_NAME:
        return None
    return program


def _awake_first(talk: Talk, said: Understood, programs: list[Program]) -> list[Program]:
    """At night, what works now goes before what is about as right and does not."""
    if not is_night(talk.now):
        return programs
    probability = {match.program_id: match.probability for match in said.needs[0].matches}
    least = NEARLY_AS_GOOD * probability[programs[0].id]

    def rank(program: Program) -> int:
        awake = probability[program.id] >= least and _works_now(contacts.ways(talk, program))
        return 0 if awake else 1

    return sorted(programs, key=rank)


def _works_now(found: list[contacts.Way]) -> bool:
    return any(way.reach.soon == NOW for way in found)


def need_text(said: Understood) -> str:
    return " / ".join(need.text for need in said.needs)


def _label(talk: Talk, said: Understood, number: int) -> str:
    """What the need is about, from the category of its best programme."""
    best = talk.catalog.programs.get(said.needs[number].matches[0].program_id)
    return talk.maybe(f"about_{best.category}" if best else "", "about_other")


def lead(talk: Talk, said: Understood, warm: str) -> str:
    """One warm short sentence that shows what was understood, never in her own words."""
    parts = []
    if said.other_city:
        parts.append(talk.tell("other_city", city=talk.catalog.city.name, other=said.other_city))
    parts.append(taken(talk))
    parts.append(talk.tell(warm) if talk.knows(warm) else talk.tell("warm_other"))
    return "\n".join(part for part in parts if part)


def taken(talk: Talk) -> str:
    """The child's age, the pregnancy and the area that the answer goes by."""
    area = talk.area.name if talk.area else ""
    if ages := talk.ages:
        key = "taken_age_area" if area else "taken_age"
        return talk.tell(key, age=lambda t: say_ages(t, ages), area=area)
    if talk.state.pregnant:
        return talk.tell("taken_pregnant_area" if area else "taken_pregnant", area=area)
    return talk.tell("taken_area", area=area) if area else ""


def _closing(talk: Talk, said: Understood, shown: list[Program]) -> tuple[str, ...]:
    """At night, when nobody shown is surely there: who listens now, and when the others open."""
    called = [program for program in shown if not goes_there(talk, program)]
    found = [way for program in called for way in contacts.ways(talk, program)]
    if not is_night(talk.now) or not found or _works_now(found):
        return ()
    listens = f"night_{called[0].category}"
    told = danger.awake(talk, listens) if talk.knows(listens) and not said.weary else ""
    made = [told] if told else []
    opens = [way.reach.opens for way in found if way.reach.opens]
    if opens and all(way.reach.soon == LATER for way in found):
        key = "night_then" if told or said.weary else "night_closed"
        made.append(talk.tell(key, start=lambda t: start(t, min(opens))))
    return tuple(part for part in ["\n".join(made)] if part)
