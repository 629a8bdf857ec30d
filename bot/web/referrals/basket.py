"""What a card is collected from: the query of the address, nothing else."""

from collections.abc import Iterable
from urllib.parse import urlencode

from werkzeug.datastructures import MultiDict

from ...core.referral import PLACE, PROGRAM, Item

ADDRESS = "/refer"
EMPTY = "new"  # a card on which nothing is yet
LONGEST_ID = 80
MOST_READ = 20  # of an address that somebody made by hand


def items_of(fields: MultiDict[str, str]) -> tuple[Item, ...]:
    """The items of ?p=…&s=…, each once, in the order in which they came within their kind."""
    found = [
        Item(kind, value.strip())
        for kind in (PROGRAM, PLACE)
        for value in fields.getlist(kind)[:MOST_READ]
        if value.strip() and len(value) <= LONGEST_ID
    ]
    return tuple(dict.fromkeys(found))


def link(items: Iterable[Item], **more: str) -> str:
    """The page with these items on the card."""
    pairs = [(item.kind, item.id) for item in items]
    pairs += [(name, value) for name, value in more.items() if value]
    return f"{ADDRESS}?{urlencode(pairs)}" if pairs else ADDRESS


def along(items: Iterable[Item]) -> str:
    """The items as one field of any other page's address."""
    return ",".join(f"{item.kind}:{item.id}" for item in items) or EMPTY


def read_along(text: str) -> tuple[Item, ...]:
    """What along() wrote; what is nothing known is passed over."""
    parts = (part.partition(":") for part in text.split(",")[:MOST_READ])
    found = [Item(kind, id_) for kind, _, id_ in parts if kind in (PROGRAM, PLACE)]
    return tuple(dict.fromkeys(item for item in found if 0 < len(item.id) <= LONGEST_ID))
