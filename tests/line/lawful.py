"""LINE's rules for the messages this bot sends, from LINE's reference and not from our code.

`problems(messages)` names every breach. Unknown properties, types and values are breaches too.
"""

import json
import re
import unicodedata
from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

Check = Callable[[object], str]  # "" when lawful, else what is wrong

KEYWORDS = "none|xs|sm|md|lg|xl|xxl"
FONT_SIZES = "xxs|xs|sm|md|lg|xl|xxl|3xl|4xl|5xl"


def matching(pattern: str) -> Check:
    """Check that a value is a string of this shape."""
    shape = re.compile(pattern)
    return lambda v: "" if isinstance(v, str) and shape.fullmatch(v) else f"must be {pattern}"


def whole(value: object) -> str:
    return "" if type(value) is int and value >= 0 else "must be a whole number"


def yes_or_no(value: object) -> str:
    return "" if isinstance(value, bool) else "must be true or false"


def anything(value: object) -> str:
    return ""


def units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def clusters_at_least(text: str) -> int:
    """A lower bound of the grapheme clusters: marks and joined or coloured emoji count nothing."""
    text = re.sub("\u200d.|[\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f\uff9e\uff9f]", "", text)
    kept = [character for character in text if unicodedata.category(character)[0] != "M"]
    return len(kept) - sum("\U0001f1e6" <= c <= "\U0001f1ff" for c in kept) // 2


def text_of(most: int, count: Callable[[str], int] = units) -> Check:
    """Check a text: not empty, no lone surrogate, at most `most` by `count`."""

    def check(value: object) -> str:
        if not isinstance(value, str) or not value.strip():
            return "must be a text that is not empty"
        if re.search("[\ud800-\udfff]", value):
            return "holds a lone surrogate"
        return "" if count(value) <= most else f"is longer than {most}"

    return check


def address(value: object) -> str:
    if not isinstance(value, str) or not 0 < len(value) <= 1000:
        return "must have 1 to 1000 characters"
    if not re.fullmatch(r"[!-~]+", value) or re.search(r"%(?![0-9A-Fa-f]{2})", value):
        return "must be percent-encoded"
    scheme, rest = urlsplit(value).scheme, value.partition(":")[2]
    if scheme not in ("http", "https", "line", "tel"):
        return f"has the scheme {scheme!r}"
    if scheme == "tel":
        return "" if re.fullmatch(r"\+?([0-9*]|%23)+", rest) else "must hold a number"
    return "" if scheme == "line" or urlsplit(value).hostname else "has no host"


SPACE = matching(rf"{KEYWORDS}|\d+(\.\d+)?px")
PADDING = matching(rf"{KEYWORDS}|\d+(\.\d+)?(px|%)")
COLOUR = matching("#[0-9A-Fa-f]{6}([0-9A-Fa-f]{2})?")
LAYOUT = {"flex": whole, "margin": SPACE}

# type -> property -> check; a leading ! marks what LINE requires.
COMPONENTS: dict[str, dict[str, Check]] = {
    "box": {
        **LAYOUT,
        "!layout": matching("vertical|horizontal|baseline"),
        "!contents": anything,
        "spacing": SPACE,
        "paddingAll": PADDING,
        "backgroundColor": COLOUR,
        "cornerRadius": SPACE,
        "action": anything,
        "justifyContent": matching("center|flex-start|flex-end|space-(between|around|evenly)"),
        "alignItems": matching("center|flex-start|flex-end"),
    },
    "text": {
        **LAYOUT,
        "!text": text_of(30_000),
        "size": matching(rf"{FONT_SIZES}|\d+px"),
        "color": COLOUR,
        "weight": matching("regular|bold"),
        "wrap": yes_or_no,
        "scaling": yes_or_no,
        "align": matching("start|end|center"),
        "lineSpacing": matching(r"\d+px"),
        "maxLines": whole,
        "action": anything,
    },
    "button": {
        **LAYOUT,
        "!action": anything,
        "style": matching("primary|secondary|link"),
        "height": matching("sm|md"),
        "color": COLOUR,
        "scaling": yes_or_no,
        "adjustMode": matching("shrink-to-fit"),
    },
    "separator": {"margin": SPACE, "color": COLOUR},
}
ACTIONS: dict[str, dict[str, Check]] = {
    "uri": {"!uri": address},
    "postback": {
        "!data": text_of(300),
        "displayText": text_of(300, clusters_at_least),
        "inputOption": matching("closeRichMenu|openRichMenu|openKeyboard|openVoice"),
    },
    "message": {"!text": text_of(300, clusters_at_least)},
    "location": {},
}


def problems(messages: object) -> list[str]:
    """Every breach in a reply's `messages`, each as "where: what"."""
    if not isinstance(messages, list) or not 1 <= len(messages) <= 5:
        return ["messages: must be a list of 1 to 5"]
    found = []
    for number, message in enumerate(messages):
        where = f"messages[{number}]"
        found += _message(where, message)
        if "quickReply" in message and number < len(messages) - 1:
            found.append(f"{where}.quickReply: only the last message's is shown")
    if len(json.dumps(messages)) > 2_000_000:
        found.append("messages: above 2 MB")
    return found


def _message(where: str, message: dict) -> Iterator[str]:
    kinds: dict[str, dict[str, Check]] = {
        "text": {"!text": text_of(5000), "quickReply": anything},
        "flex": {"!altText": text_of(1500), "!contents": anything, "quickReply": anything},
    }
    yield from _properties(where, message, kinds)
    if "quickReply" in message:
        yield from _quick_reply(f"{where}.quickReply", message["quickReply"])
    if message.get("type") == "flex":
        yield from _container(f"{where}.contents", message.get("contents"))


def _properties(where: str, value: object, kinds: dict[str, dict[str, Check]]) -> Iterator[str]:
    """Type, required and unknown properties, and each property's own check."""
    if not isinstance(value, dict) or value.get("type") not in kinds:
        yield f"{where}: unknown type"
        return
    table = kinds[value["type"]]
    checks = {name.lstrip("!"): check for name, check in table.items()}
    yield from (f"{where}.{n[1:]}: missing" for n in table if n[0] == "!" and n[1:] not in value)
    for name, content in value.items():
        if name != "type" and name not in checks:
            yield f"{where}.{name}: unknown property"
        elif name != "type" and (wrong := checks[name](content)):
            yield f"{where}.{name}: {wrong}"


def _quick_reply(where: str, value: object) -> Iterator[str]:
    items = value.get("items") if isinstance(value, dict) and set(value) == {"items"} else None
    if not isinstance(items, list) or not 1 <= len(items) <= 13:
        yield f"{where}: must hold 1 to 13 items"
        return
    for number, item in enumerate(items):
        if not isinstance(item, dict) or not {"type", "action"} <= set(item) <= {
            "type",
            "action",
            "imageUrl",
        }:
            yield f"{where}[{number}]: needs type and action, and nothing else"
        else:
            yield from _action(f"{where}[{number}].action", item["action"], 20, set(ACTIONS))


def _action(where: str, action: object, label: int, allowed: set[str]) -> Iterator[str]:
    kinds: dict[str, dict[str, Check]] = {
        kind: {"!label": text_of(label, clusters_at_least), **ACTIONS[kind]} for kind in allowed
    }
    yield from _properties(where, action, kinds)


def _container(where: str, contents: object) -> Iterator[str]:
    if not isinstance(contents, dict) or contents.get("type") not in ("bubble", "carousel"):
        yield f"{where}: must be a bubble or a carousel"
        return
    if contents["type"] == "bubble":
        yield from _bubble(where, contents)
        return
    bubbles = contents.get("contents")
    if set(contents) != {"type", "contents"} or not isinstance(bubbles, list):
        yield f"{where}: a carousel holds contents and nothing else"
        return
    if not 1 <= len(bubbles) <= 12:
        yield f"{where}: must hold 1 to 12 bubbles"
    if len({b.get("size", "mega") for b in bubbles}) > 1:
        yield f"{where}: bubbles of several sizes"
    if len(json.dumps(contents)) > 50_000:
        yield f"{where}: above 50 KB"
    for number, bubble in enumerate(bubbles):
        yield from _bubble(f"{where}[{number}]", bubble)


def _bubble(where: str, bubble: dict) -> Iterator[str]:
    kinds: dict[str, dict[str, Check]] = {
        "bubble": {
            "size": matching("nano|micro|deca|hecto|kilo|mega|giga"),
            **dict.fromkeys(("header", "body", "footer"), anything),
        }
    }
    yield from _properties(where, bubble, kinds)
    parts = [part for part in ("header", "body", "footer") if part in bubble]
    if not parts:
        yield f"{where}: empty bubble"
    if len(json.dumps(bubble)) > 30_000:
        yield f"{where}: above 30 KB"
    for part in parts:
        if not isinstance(bubble[part], dict) or bubble[part].get("type") != "box":
            yield f"{where}.{part}: must be a box"
        yield from _component(f"{where}.{part}", bubble[part])


def _component(where: str, component: object) -> Iterator[str]:
    yield from _properties(where, component, COMPONENTS)
    if not isinstance(component, dict):
        return
    if "action" in component:
        yield from _action(f"{where}.action", component["action"], 40, set(ACTIONS) - {"location"})
    children = component.get("contents", [])
    if component.get("type") == "box" and not (isinstance(children, list) and children):
        yield f"{where}.contents: must hold something"
        return
    for number, child in enumerate(children):
        if component.get("layout") == "baseline" and child.get("type") != "text":
            yield f"{where}[{number}]: a baseline box holds only text"
        yield from _component(f"{where}[{number}]", child)
