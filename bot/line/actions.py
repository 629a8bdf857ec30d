"""Something to tap -> LINE action objects. What cannot be lawful becomes None and is left out."""

from collections.abc import Callable

from bot.core.answer import Action

from . import limits

ASK_POSITION = "do=near"  # Flex has no location action: the tap asks for the quick reply instead


def flex_action(action: Action) -> dict | None:
    """The action of a button inside a Flex bubble."""
    if action.kind == "locate":
        action = Action("send", action.label, ASK_POSITION)
    return _build(action, limits.FLEX_LABEL)


def quick_action(action: Action) -> dict | None:
    """The action of a quick reply."""
    return _build(action, limits.QUICK_LABEL)


def _build(action: Action, clusters: int) -> dict | None:
    label = limits.shorten_label(action.label, clusters)
    builder = _BUILDERS.get(action.kind)
    return builder(label, action.value) if label and builder else None


def _uri(address: Callable[[str], str]) -> Callable[[str, str], dict | None]:
    def build(label: str, value: str) -> dict | None:
        uri = address(value)
        return {"type": "uri", "label": label, "uri": uri} if uri else None

    return build


def _postback(label: str, value: str) -> dict | None:
    data = limits.clean(value)
    if not data or limits.utf16(data) > limits.DATA:  # cut data would mean something else
        return None
    return {"type": "postback", "label": label, "data": data, "displayText": label}


def _message(label: str, value: str) -> dict | None:
    text = limits.shorten_label(value, limits.SAID_TEXT)
    return {"type": "message", "label": label, "text": text} if text else None


def _location(label: str, value: str) -> dict | None:
    return {"type": "location", "label": label}


_BUILDERS: dict[str, Callable[[str, str], dict | None]] = {
    "call": _uri(limits.telephone),
    "open": _uri(limits.web_address),
    "share": _uri(limits.share_address),
    "send": _postback,
    "say": _message,
    "locate": _location,
}
