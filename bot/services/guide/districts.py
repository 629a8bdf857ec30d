"""What there is in a part of the city: one shelf for each kind, empty ones too."""

from dataclasses import dataclass

from ...core.catalog import Area, Catalog, Coverage, Place, Program
from ...core.geo import distance_m, position_of

SHELVES = "area_shelves"  # lexicon: kind;kind, programme
NEAREST = 3
OTHER_CITY = "other_city"


@dataclass(frozen=True)
class Near:
    """A place with its distance from the middle of the area, None when it has no position.

    inside: its town belongs to the area.
    """

    place: Place
    metres: int | None
    inside: bool


@dataclass(frozen=True)
class Shelf:
    """A kind of place. places: all inside, else the nearest. lost: those without a position."""

    kind: str
    name: str
    program: Program | None
    places: tuple[Near, ...]
    lost: tuple[Place, ...]
    coverage: Coverage | None

    @property
    def has_inside(self) -> bool:
        return any(near.inside for near in self.places)


def districts(catalog: Catalog) -> list[Area]:
    """The districts whose position is known, by their reading."""
    found = [a for a in catalog.areas if a.kind == "district" and position_of(a)]
    return sorted(found, key=lambda area: area.kana)


def area_named(catalog: Catalog, name: str) -> Area | None:
    """The area of this name in the city, a district before a town; None when it has no position."""
    named = [a for a in catalog.areas if a.name == name and a.kind != OTHER_CITY and position_of(a)]
    return min(named, key=lambda area: area.kind != "district", default=None)


def towns_of(catalog: Catalog, area: Area) -> list[str]:
    """The names of the towns of a district, by their reading; a town's own name."""
    if area.kind != "district":
        return [area.name]
    towns = [a for a in catalog.areas if a.kind == "town" and area.name in a.district.split(";")]
    return [town.name for town in sorted(towns, key=lambda town: town.kana)]


def shelves(catalog: Catalog, area: Area) -> list[Shelf]:
    """The shelves of lexicon/area_shelves for `area`, in their order."""
    towns = frozenset(towns_of(catalog, area))
    rows = catalog.lexicon.get(SHELVES, ())
    return [_shelf(catalog, area, towns, row) for row in rows]


def kind_names(catalog: Catalog) -> dict[str, str]:
    """kind of place -> how people call it."""
    return {row["kind"]: row["name"] for row in catalog.lexicon.get("place_kinds", ())}


def _shelf(catalog: Catalog, area: Area, towns: frozenset[str], row: dict[str, str]) -> Shelf:
    kinds = row["kinds"].split(";")
    of_kind = [place for place in catalog.places.values() if place.kind in kinds]
    placed = [_near(area, towns, place) for place in of_kind]
    known = sorted(
        (near for near in placed if near.metres is not None),
        key=lambda near: (not near.inside, near.metres),
    )
    inside = [near for near in known if near.inside]
    return Shelf(
        kind=kinds[0],
        name=kind_names(catalog).get(kinds[0], kinds[0]),
        program=catalog.programs.get(row["program"]),
        places=tuple(known[: max(len(inside), NEAREST)]),
        lost=tuple(near.place for near in placed if near.metres is None),
        coverage=catalog.coverage.get(kinds[0]),
    )


def _near(area: Area, towns: frozenset[str], place: Place) -> Near:
    centre = position_of(area)
    if centre is None or place.lat is None or place.lon is None:
        return Near(place, None, place.town in towns)
    return Near(place, distance_m(centre, (place.lat, place.lon)), place.town in towns)
