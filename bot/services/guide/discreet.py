"""Records on violence at home: not collected by search engines, not put on cards."""

from ...core.catalog import Catalog
from .search import Found

KINDS = ("dv", "child_harm")  # of danger


def discreet_programs(catalog: Catalog) -> frozenset[str]:
    """Ids of the programmes that lexicon/discreet names."""
    return _named(catalog, "program") & frozenset(catalog.programs)


def discreet_places(catalog: Catalog) -> frozenset[str]:
    """Ids of the places of a kind, for a line or of a programme that lexicon/discreet names."""
    kinds, lines = _named(catalog, "place_kind"), _named(catalog, "serves")
    programs = discreet_programs(catalog)
    hotlines = {h.id for h in catalog.hotlines.values() if h.serves & lines}
    return frozenset(
        place.id
        for place in catalog.places.values()
        if place.kind in kinds or place.id in hotlines or programs.intersection(place.program_ids)
    )


def is_discreet(found: Found) -> bool:
    """The text is about violence at home, by its words or by the record that fits it best; the
    address of such a search stays in no history."""
    if found.said is None:
        return False
    if found.said.danger and found.said.danger.kind in KINDS:
        return True
    catalog = found.talk.catalog
    hidden = discreet_programs(catalog) | discreet_places(catalog)
    return any(
        group.all[0].record.id in hidden for group in (found.programs, found.places) if group.all
    )


def _named(catalog: Catalog, what: str) -> frozenset[str]:
    rows = catalog.lexicon.get("discreet", ())
    return frozenset(row["value"] for row in rows if row["what"] == what)
