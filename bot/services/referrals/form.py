"""What a worker fills in for a card, and what is wrong with it."""

from dataclasses import dataclass

from ...core.catalog import Catalog
from ...core.referral import MOST_ITEMS, Item
from ..masking import Masker
from .contents import is_discreet, phrases, record
from .personal import finding, office_finding

LONGEST_OFFICE = 40
LONGEST_NOTE = 120  # characters; more does not fit on a printed card
MOST_PHRASES = 3


@dataclass(frozen=True)
class Form:
    """office_id: a department; else `office` is what the worker typed."""

    items: tuple[Item, ...] = ()
    office_id: str = ""
    office: str = ""
    phrases: tuple[str, ...] = ()
    note: str = ""
    language: str = "ja"


def problems(form: Form, catalog: Catalog, masker: Masker) -> dict[str, str]:
    """field -> what is wrong with it; {} for a form that makes a card.

    items: none / many / gone / discreet. office: missing / long / phone / mail / line_id /
    address / name. phrases: many. note: long or as office. language: unknown.
    """
    found = {
        "items": _items(form, catalog),
        "office": _office(form, catalog, masker),
        "phrases": "many" if len(form.phrases) > MOST_PHRASES else "",
        "note": _note(form, catalog, masker),
        "language": "" if form.language in catalog.wording else "unknown",
    }
    if set(form.phrases) - set(phrases(catalog)):
        found["phrases"] = "gone"
    return {field: kind for field, kind in found.items() if kind}


def not_names(catalog: Catalog) -> tuple[str, ...]:
    """What a form of address may follow without being a name."""
    return tuple(row["word"] for row in catalog.lexicon.get("not_names", ()))


def _items(form: Form, catalog: Catalog) -> str:
    if not form.items:
        return "none"
    if len(form.items) > MOST_ITEMS:
        return "many"
    if any(is_discreet(catalog, item) for item in form.items):
        return "discreet"
    return "" if all(record(catalog, item) for item in form.items) else "gone"


def _office(form: Form, catalog: Catalog, masker: Masker) -> str:
    if form.office_id:
        return "" if form.office_id in catalog.departments else "missing"
    if not form.office:
        return "missing"
    if len(form.office) > LONGEST_OFFICE:
        return "long"
    return office_finding(form.office, masker, not_names(catalog))


def _note(form: Form, catalog: Catalog, masker: Masker) -> str:
    if len(form.note) > LONGEST_NOTE:
        return "long"
    return finding(form.note, masker, not_names(catalog)) if form.note else ""
