"""respond(event, state, knowledge, now): what the bot says, and what it remembers. Pure.

One file for each meaning: messages and taps say what was asked, answers and followups what is
shown, programs, detail, places, contacts and danger how it looks on a card. referral is about the
card that a support worker handed over.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from ..answer import Answer
from ..events import Event
from ..geo import Position, nearest_town
from ..state import State
from ..understanding.result import Understood
from . import danger, messages, referral, smalltalk, taps
from .turn import Knowledge, Note, SeenPlace, Talk, Turn

__all__ = [
    "Knowledge",
    "Note",
    "SeenPlace",
    "Turn",
    "paused",
    "respond",
    "with_notice",
]

with_notice = danger.with_notice
SILENT = Answer(silent=True)
ALWAYS_SILENT = ("unfollow", "unsend", "silent")


def respond(event: Event, state: State, knowledge: Knowledge, now: datetime) -> Turn:
    """Answer one event. `state` is what was said before; `now` is aware, in the city's time."""
    if event.kind in ALWAYS_SILENT or (event.group and not _is_for_the_bot(event)):
        return Turn(SILENT, state, Note("silent"))
    late, state = state.late, replace(state.fresh(now), late=False)
    talk = Talk(
        knowledge.catalog,
        now,
        state,
        state.language or "ja",
        _position(event),
        f"{event.site}/policy" if event.site else knowledge.policy_url,
        event.data,
        referral=event.referral,
    )
    turn = _KINDS.get(event.kind, _unreadable)(talk, event, knowledge)
    turn = referral.with_question(talk, turn)
    answer = _after_late(talk, turn) if late else turn.answer
    return Turn(answer, replace(turn.state, at=now.isoformat()), turn.note)


def paused(knowledge: Knowledge, now: datetime, language: str = "ja") -> Answer:
    """What is said while the bot does not answer: a sentence and the numbers for emergencies."""
    return danger.paused(Talk(knowledge.catalog, now, State(), language))


def _is_for_the_bot(event: Event) -> bool:
    return event.called or event.kind == "postback"


def _position(event: Event) -> Position | None:
    return None if event.lat is None or event.lon is None else (event.lat, event.lon)


def _after_late(talk: Talk, turn: Turn) -> Answer:
    """The earlier reply came too late: said first, but not before help in danger."""
    return danger.with_notice(turn.answer, talk.tell("late"))


def _text(talk: Talk, event: Event, knowledge: Knowledge) -> Turn:
    said = knowledge.understand(event.text, talk.now)
    # Of a message in danger nothing is remembered, not even the age or the town it names.
    state = talk.state if said.danger else _taken_up(talk.state, said)
    language = talk.state.language or said.language
    return messages.respond(replace(talk, state=state, language=language), said, event.text)


def _taken_up(state: State, said: Understood) -> State:
    """What the message says of her child, her town and the day; the rest stays as it was.

    The day stays only while she asks on: a new question is about any day.
    """
    if said.ages:
        state = replace(state, age_min=said.ages.min, age_max=said.ages.max)
    elif said.pregnant:
        state = replace(state, age_min=None, age_max=None)
    return replace(
        state,
        area=said.area.name if said.area else state.area,
        pregnant=said.pregnant or (state.pregnant and not said.ages),
        open_at=said.open_at or (state.open_at if said.bare or said.follow_up else ""),
    )


def _location(talk: Talk, event: Event, knowledge: Knowledge) -> Turn:
    """Her position serves this answer; only the town nearest to it is remembered."""
    if talk.position is None:
        return _unreadable(talk, event, knowledge)
    town = nearest_town(talk.catalog.areas, talk.position)
    if town is None:
        answer = smalltalk.home(talk, "outside_city", city=talk.catalog.city.name)
        return Turn(answer, talk.state, Note("location"))
    return taps.follow_area(replace(talk, state=replace(talk.state, area=town.name)))


def _postback(talk: Talk, event: Event, knowledge: Knowledge) -> Turn:
    return taps.respond(talk)


def _referral(talk: Talk, event: Event, knowledge: Knowledge) -> Turn:
    return referral.greet(talk)


def _follow(talk: Talk, event: Event, knowledge: Knowledge) -> Turn:
    return Turn(smalltalk.follow(talk), talk.state, Note("follow"))


def _unreadable(talk: Talk, event: Event, knowledge: Knowledge) -> Turn:
    kind = event.kind if event.kind in smalltalk.UNREADABLE else "unsupported"
    return Turn(smalltalk.unreadable(talk, kind), talk.state, Note(event.kind))


_KINDS: dict[str, Callable[[Talk, Event, Knowledge], Turn]] = {
    "text": _text,
    "location": _location,
    "postback": _postback,
    "follow": _follow,
    "referral": _referral,
    **dict.fromkeys(smalltalk.UNREADABLE, _unreadable),
}
