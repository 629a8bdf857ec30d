"""A card -> a Flex bubble that is read without zoom on a phone 360 px wide."""

from typing import NamedTuple

from bot.core.answer import Action, Card, Line

from . import limits
from .actions import flex_action

# Every colour of the bot's cards; each text keeps 4.5:1 on both backgrounds.
COLOURS = {
    "paper": "#FFFFFF",
    "danger_paper": "#FFF5F3",
    "on_button": "#FFFFFF",  # LINE writes white on a primary button
    "title": "#1F2A30",
    "plain": "#2B3A42",
    "good": "#14694A",
    "quiet": "#5A666E",
    "warn": "#8A4200",
    "label": "#14694A",
    "link": "#0B5CAD",
    "button": "#1B7A55",
    "danger_button": "#B3261E",
    "rule": "#D9E0E3",
}
SIZE = "mega"  # one size for all: LINE refuses a carousel of several


class Room(NamedTuple):
    """How much of a card is shown: UTF-16 units of a text, lines, actions of a line, `more`."""

    units: int
    lines: int
    actions: int
    more: int


_ROOMS = (
    Room(1_200, 60, 3, 5),
    Room(400, 40, 2, 4),
    Room(160, 24, 1, 3),
    Room(100, 8, 1, 2),
    Room(60, 4, 0, 1),
    Room(40, 2, 0, 0),
)


def bubble(card: Card, most_bytes: int) -> dict | None:
    """The bubble of `card`, shortened step by step to `most_bytes`; None when it says nothing."""
    made = None
    for room in _ROOMS:
        made = _bubble(card, room)
        if made is None or limits.size(made) <= most_bytes:
            return made
    return _bubble(Card(limits.shorten(card.title, 40) or limits.ELLIPSIS), _ROOMS[-1])


def _bubble(card: Card, room: Room) -> dict | None:
    body = [*_head(card, room), *_lines(card, room)]
    foot = _foot(card, room)
    if not body and not foot:
        return None
    paper = COLOURS["danger_paper" if card.tone == "danger" else "paper"]
    made: dict = {"type": "bubble", "size": SIZE}
    if body:
        made["body"] = _box(body, paper, "16px")
    if foot:
        made["footer"] = _box(foot, paper, "12px")
    return made


def _box(contents: list[dict], paper: str, padding: str) -> dict:
    return {
        "type": "box",
        "layout": "vertical",
        "spacing": "sm",
        "paddingAll": padding,
        "backgroundColor": paper,
        "contents": contents,
    }


def _head(card: Card, room: Room) -> list[dict]:
    need = _text(card.need, "label", room, size="sm", weight="bold")
    title = _text(card.title, "title", room, size="lg", weight="bold")
    return [part for part in (need, title) if part]


def _lines(card: Card, room: Room) -> list[dict]:
    parts: list[dict] = []
    for number, line in enumerate(card.lines[: room.lines]):
        made = _line(line, card.tone, room)
        if made and line.tone == "label" and number:
            made[0]["margin"] = "lg"
        parts += made
    return parts


def _line(line: Line, tone: str, room: Room) -> list[dict]:
    bold = {"weight": "bold"} if line.tone in ("label", "good") else {}
    size = "sm" if line.tone in ("label", "quiet") else "md"
    text = _text(line.text, line.tone, room, size=size, **bold)
    style = "primary" if tone == "danger" else "link"
    buttons = [_button(action, style, tone) for action in line.actions[: room.actions]]
    return [part for part in (text, *buttons) if part]


def _foot(card: Card, room: Room) -> list[dict]:
    buttons = [_button(card.button, "primary", card.tone)] if card.button else []
    buttons += [_button(action, "link", card.tone) for action in card.more[: room.more]]
    return [button for button in buttons if button]


def _text(text: str, tone: str, room: Room, **style: str) -> dict | None:
    text = limits.shorten(text, room.units)
    if not text:
        return None
    colour = COLOURS.get(tone, COLOURS["plain"])
    return {"type": "text", "text": text, "wrap": True, "color": colour, "scaling": True, **style}


def _button(action: Action, style: str, tone: str) -> dict | None:
    made = flex_action(action)
    if made is None:
        return None
    colour = "link" if style == "link" else "danger_button" if tone == "danger" else "button"
    return {
        "type": "button",
        "style": style,
        "height": "sm",
        "adjustMode": "shrink-to-fit",
        "color": COLOURS[colour],
        "action": made,
    }
