"""What goes along in the addresses of the guide: the language, readings, a card that is filled.

Nothing is kept on a device or here, so that a card can be collected over many pages without an
account, a cookie or a script.
"""

from typing import NamedTuple
from urllib.parse import urlencode

from flask import current_app, request

from ...core.catalog import Catalog
from ...core.dialogue.taps import LANGUAGES
from ...core.referral import MOST_ITEMS, Item
from ...services.referrals.contents import shareable
from ..referrals.basket import along, link, read_along

JAPANESE = "ja"
LANGUAGE = "lang"
FURIGANA = "furigana"  # "1": readings over the kanji
CARD = "card"
LONGEST = 1000  # characters of a field that is repeated in links


class Filling(NamedTuple):
    """The card that a worker fills on her way; `items`: at most as many as it holds."""

    items: tuple[Item, ...]

    @property
    def full(self) -> bool:
        return len(self.items) >= MOST_ITEMS

    @property
    def most(self) -> int:
        return MOST_ITEMS

    @property
    def address(self) -> str:
        """The page on which the card is made."""
        return link(self.items)

    def adding(self, kind: str, record_id: str) -> str:
        """The same with one more on it; what is too much is told there."""
        return link(dict.fromkeys((*self.items, Item(kind, record_id))))

    def has(self, kind: str, record_id: str) -> bool:
        return Item(kind, record_id) in self.items


def can_refer() -> bool:
    """Cards can be made here."""
    return any(view.startswith("referrals.") for view in current_app.view_functions)


def filling(catalog: Catalog) -> Filling | None:
    """The card of this address; None while nobody collects one."""
    text = request.args.get(CARD, "")
    if not (text and can_refer()):
        return None
    return Filling(shareable(catalog, read_along(text))[:MOST_ITEMS])


def carried(catalog: Catalog, language: str) -> dict[str, str]:
    """The fields that every link and every form of a page passes on."""
    fields = {}
    if language != JAPANESE:
        fields[LANGUAGE] = language
    if FURIGANA in request.args:
        fields[FURIGANA] = "1"
    if card := filling(catalog):
        fields[CARD] = along(card.items)
    return fields


def query(fields: dict[str, str]) -> str:
    """`fields` as the end of an address; "" for none."""
    return f"?{urlencode(fields)}" if fields else ""


def here_with(name: str, value: str) -> str:
    """This address with another value of a field; without the field where the value is ""."""
    given = request.args.to_dict(flat=False)
    fields = {n: v for n, v in given.items() if n != name and len("".join(v)) <= LONGEST}
    if value:
        fields[name] = [value]
    return f"{request.path}?{urlencode(fields, doseq=True)}" if fields else request.path


def tongues(catalog: Catalog) -> list[tuple[str, str, str]]:
    """(code, its name in itself, this page in it) for each language that has wording."""
    return [
        (
            code,
            catalog.say(f"language_{code}"),
            here_with(LANGUAGE, "" if code == JAPANESE else code),
        )
        for code in LANGUAGES
        if code in catalog.wording
    ]
