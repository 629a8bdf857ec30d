"""Answer -> LINE message objects, one to five of them, lawful whatever the answer holds."""

from bot.core.answer import Action, Answer, Card

from . import limits
from .actions import quick_action
from .flex import bubble


def render(answer: Answer) -> list[dict]:
    """Messages as plain dicts, ready for JSON; none for a silent or an empty answer."""
    if answer.silent:
        return []
    before, cards, after = _texts(answer.texts), _flex(answer), _texts(answer.closing)
    messages = _at_most(before, cards, after)
    items = _quick_replies(answer.choices)
    if messages and items:
        messages[-1]["quickReply"] = {"items": items}
    return messages


def _texts(texts: tuple[str, ...]) -> list[str]:
    return [text for text in map(limits.clean, texts) if text]


def _at_most(before: list[str], cards: list[dict], after: list[str]) -> list[dict]:
    """Join texts into one bubble where there would be too many."""
    for group in (after, before):
        if len(before) + len(cards) + len(after) > limits.MESSAGES:
            group[:] = ["\n\n".join(group)] if group else []
    return [*map(_text, before), *cards, *map(_text, after)]


def _text(text: str) -> dict:
    return {"type": "text", "text": limits.shorten(text, limits.TEXT)}


def _flex(answer: Answer) -> list[dict]:
    cards = answer.cards[: limits.BUBBLES]
    bubbles = [made for card in cards if (made := bubble(card, limits.BUBBLE_BYTES))]
    if len(bubbles) > 1 and limits.size(_carousel(bubbles)) > limits.CAROUSEL_BYTES:
        room = limits.CAROUSEL_BYTES // len(bubbles) - 100
        bubbles = [made for card in cards if (made := bubble(card, room))]
    if not bubbles:
        return []
    contents = bubbles[0] if len(bubbles) == 1 else _carousel(bubbles)
    return [{"type": "flex", "altText": _alt_text(answer), "contents": contents}]


def _carousel(bubbles: list[dict]) -> dict:
    return {"type": "carousel", "contents": bubbles}


def _alt_text(answer: Answer) -> str:
    """What a lock screen shows and a screen reader says: the cards in words."""
    said = limits.clean(answer.summary) or "\n".join(map(_in_words, answer.cards))
    return limits.shorten(said, limits.ALT_TEXT) or limits.ELLIPSIS


def _in_words(card: Card) -> str:
    parts = [card.need, card.title, *(line.text for line in card.lines)]
    actions = [*(action for line in card.lines for action in line.actions), *card.more]
    parts += [action.label for action in actions if action.kind == "call"]
    if card.button:
        parts.append(card.button.label)
    return " / ".join(part for part in map(limits.clean, parts) if part)


def _quick_replies(choices: tuple[Action, ...]) -> list[dict]:
    made = [action for action in map(quick_action, choices) if action]
    return [{"type": "action", "action": action} for action in made[: limits.QUICK_REPLIES]]
