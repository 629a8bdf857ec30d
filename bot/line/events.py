"""LINE's webhook events, read into what the bot knows of them. Nothing that comes raises here.

Unknown kinds of message become `unsupported`, which is answered; unknown kinds of event are
passed over in silence, as is what people in a group say to each other.
"""

import math
from collections.abc import Callable
from dataclasses import asdict
from urllib.parse import parse_qsl

from ..core.events import Event
from ..store.inbox import Delivery

LONGEST_ID = 200
LONGEST_TEXT = 5_000
LONGEST_DATA = 300  # LINE's own limit for postback data
MOST_FIELDS = 20
UNREADABLE = ("sticker", "image", "video", "audio", "file")


def read(raw: object) -> Delivery | None:
    """One element of a webhook's `events`; None when it asks for nothing."""
    given = _dict(raw)
    event_id, source = _id(given.get("webhookEventId")), _dict(given.get("source"))
    event = to_event(given)
    if not event_id or not event or given.get("mode") == "standby":
        return None
    return Delivery(
        event_id,
        _id(source.get("userId")),
        _id(source.get("groupId")) or _id(source.get("roomId")),
        _id(given.get("replyToken")),
        asdict(event),
        _dict(given.get("deliveryContext")).get("isRedelivery") is True,
    )


def to_event(given: dict) -> Event | None:
    """The Event of a webhook event object, None for one that asks for nothing."""
    group = _dict(given.get("source")).get("type") in ("group", "room")
    kind = given.get("type")
    read_kind = _KINDS.get(kind) if isinstance(kind, str) else None
    return read_kind(given, group) if read_kind else None


def _message(given: dict, group: bool) -> Event | None:
    message = _dict(given.get("message"))
    called = group and _is_called(message)
    if group and not called:
        return None
    kind = message.get("type")
    values = _values(message) if isinstance(kind, str) else None
    if values is None:
        kind, values = "unsupported", {}
    return Event(str(kind), message_id=_id(message.get("id")), group=group, called=called, **values)


def _values(message: dict) -> dict | None:
    """What an Event of this kind of message holds; None for one that cannot be read."""
    kind = message["type"]
    if kind == "text" and isinstance(message.get("text"), str):
        return {"text": _spoken(message)}
    if kind == "location":
        lat, lon = _degrees(message.get("latitude"), 90), _degrees(message.get("longitude"), 180)
        return None if lat is None or lon is None else {"lat": lat, "lon": lon}
    return {} if kind in UNREADABLE else None


def _postback(given: dict, group: bool) -> Event:
    data = _text(_dict(given.get("postback")).get("data"))[:LONGEST_DATA]
    try:
        fields = dict(parse_qsl(data, keep_blank_values=True, max_num_fields=MOST_FIELDS))
    except ValueError:
        fields = {}
    return Event("postback", data=fields, group=group)


def _unsend(given: dict, group: bool) -> Event:
    message_id = _id(_dict(given.get("unsend")).get("messageId"))
    return Event("unsend", message_id=message_id, group=group)


_KINDS: dict[str, Callable[[dict, bool], Event | None]] = {
    "message": _message,
    "postback": _postback,
    "follow": lambda given, group: Event("follow"),
    "unfollow": lambda given, group: Event("unfollow"),
    "unsend": _unsend,
}


def _mentionees(message: dict) -> list[dict]:
    listed = _dict(message.get("mention")).get("mentionees")
    return [_dict(one) for one in listed] if isinstance(listed, list) else []


def _is_called(message: dict) -> bool:
    return any(one.get("isSelf") is True for one in _mentionees(message))


def _spoken(message: dict) -> str:
    """The text without "@name": the bot's is no part of the question, another's is a name."""
    units = message["text"].encode("utf-16-le", "surrogatepass")
    spans = [(one.get("index"), one.get("length")) for one in _mentionees(message)]
    whole = [(i, n) for i, n in spans if type(i) is int and type(n) is int and i >= 0 and n > 0]
    for index, length in sorted(whole, reverse=True):
        units = units[: 2 * index] + units[2 * (index + length) :]
    return _text(units.decode("utf-16-le", "surrogatepass"))[:LONGEST_TEXT].strip()


def _dict(value: object) -> dict:
    return value if isinstance(value, dict) else {}


def _text(value: object) -> str:
    """A string that any encoder takes: lone surrogates become U+FFFD, NUL goes."""
    if not isinstance(value, str):
        return ""
    units = value.encode("utf-16-le", "surrogatepass")
    return units.decode("utf-16-le", "replace").replace("\0", "")


def _id(value: object) -> str:
    text = _text(value)
    return text if len(text) <= LONGEST_ID else ""


def _degrees(value: object, most: int) -> float | None:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return float(value) if abs(value) <= most and math.isfinite(value) else None
