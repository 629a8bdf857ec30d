"""What may stand on a card, and the phrases that a worker may add."""

from collections.abc import Iterable

from ...core.catalog import Catalog, Place, Program
from ...core.referral import PROGRAM, Item
from ..guide.discreet import discreet_places, discreet_programs

JAPANESE = "ja"


def record(catalog: Catalog, item: Item) -> Program | Place | None:
    """What an item stands for; None when this release does not have it."""
    known = catalog.programs if item.kind == PROGRAM else catalog.places
    return known.get(item.id)


def is_discreet(catalog: Catalog, item: Item) -> bool:
    """It is about violence at home: a card could be found by the one she fears."""
    program = item.kind == PROGRAM
    hidden = discreet_programs(catalog) if program else discreet_places(catalog)
    return item.id in hidden


def shareable(catalog: Catalog, items: Iterable[Item]) -> tuple[Item, ...]:
    """Those that exist and may stand on a card."""
    return tuple(i for i in items if record(catalog, i) and not is_discreet(catalog, i))


def phrases(catalog: Catalog) -> dict[str, str]:
    """The fixed phrases for a note: id -> Japanese."""
    return {row["id"]: row[JAPANESE] for row in catalog.lexicon.get("refer_notes", ())}


def notes(catalog: Catalog, chosen: Iterable[str], note: str, language: str) -> tuple[str, ...]:
    """The note in the family's language, each phrase with the Japanese beside it."""
    rows = {row["id"]: row for row in catalog.lexicon.get("refer_notes", ())}
    found = (_both(rows[id_], language) for id_ in chosen if id_ in rows)
    return (*found, *([note] if note else []))


def _both(row: dict[str, str], language: str) -> str:
    theirs = row.get(language, "")
    return f"{theirs}\n{row[JAPANESE]}" if theirs and language != JAPANESE else row[JAPANESE]
