"""What the bot says, before any channel: texts, cards, choices."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Action:
    """Something to tap.

    kind: call (value: phone) / open (value: web address) / send (value: event data, shown as
    `label`) / say (value: text typed for her) / locate (asks for her position) / share (value: the
    text to forward).
    """

    kind: str
    label: str
    value: str = ""


@dataclass(frozen=True)
class Line:
    """A line on a card. tone: plain / good / quiet / warn / label."""

    text: str
    tone: str = "plain"
    actions: tuple[Action, ...] = ()


@dataclass(frozen=True)
class Card:
    """One programme, place or hotline. `button` is the one thing to do now."""

    title: str
    lines: tuple[Line, ...] = ()
    button: Action | None = None
    more: tuple[Action, ...] = ()
    need: str = ""  # which need it serves, shown when there are two
    tone: str = "plain"  # plain / danger / detail
    program_id: str = ""
    place_id: str = ""


@dataclass(frozen=True)
class Answer:
    """texts, then cards, then closing; choices are the buttons below the last of them.

    `summary` is what a lock screen and a screen reader get in place of the cards; for violence at
    home it reveals nothing.
    """

    texts: tuple[str, ...] = ()
    cards: tuple[Card, ...] = ()
    closing: tuple[str, ...] = ()
    choices: tuple[Action, ...] = ()
    summary: str = ""
    silent: bool = field(default=False)  # nothing is sent at all
