"""Short ways to talk to the dialogue in a test, and to look at what it says."""

from datetime import datetime

from bot.core.answer import Action, Answer, Card
from bot.core.dialogue import Knowledge, Turn, respond
from bot.core.events import Event
from bot.core.state import State

from ..build import DAY


def write(knowledge: Knowledge, state: State = State(), now: datetime = DAY) -> Turn:  # noqa: B008
    """Write a message; `knowledge` says what it means."""
    return respond(Event("text", text="伏せた文"), state, knowledge, now)


def tap(knowledge: Knowledge, state: State = State(), now: datetime = DAY, **data: str) -> Turn:  # noqa: B008
    return respond(Event("postback", data=data), state, knowledge, now)


def remembered(*program_ids: str, **values: object) -> State:
    """A state of a minute ago in which these programmes were shown."""
    at = values.pop("at", DAY.isoformat())
    focus = program_ids[0] if program_ids else ""
    return State(program_ids=program_ids, focus=focus, at=str(at), **values)  # type: ignore[arg-type]


def on_card(card: Card) -> str:
    """All words of a card."""
    return "\n".join([card.need, card.title, *(line.text for line in card.lines)])


def words(answer: Answer) -> str:
    """All words of an answer, its buttons left out."""
    return "\n".join([*answer.texts, *map(on_card, answer.cards), *answer.closing])


def actions(answer: Answer) -> list[Action]:
    """Everything that can be tapped, in order."""
    found = []
    for card in answer.cards:
        found += [action for line in card.lines for action in line.actions]
        found += [card.button] if card.button else []
        found += card.more
    return [*found, *answer.choices]


def values(answer: Answer, kind: str) -> list[str]:
    return [action.value for action in actions(answer) if action.kind == kind]
