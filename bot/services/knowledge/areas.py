"""Towns, districts, landmarks and other cities, each with its place on the map."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from ...core.catalog import Area, Place
from .cells import Cells
from .desk import Desk

KINDS = ("town", "district", "landmark", "other_city")

Position = tuple[float, float]


@dataclass(frozen=True)
class Bounds:
    """The part of the map in which everything lies, in degrees."""

    name: str
    south: float
    north: float
    west: float
    east: float

    def hold(self, lat: float, lon: float) -> bool:
        return self.south <= lat <= self.north and self.west <= lon <= self.east


def check_position(cells: Cells, bounds: Bounds | None) -> None:
    """Note a position that is outside or only half there."""
    lat, lon = cells.degrees("lat"), cells.degrees("lon")
    if (lat is None) != (lon is None):
        cells.required("lat" if lat is None else "lon")
    elif lat is not None and lon is not None and bounds and not bounds.hold(lat, lon):
        cells.fault("bad_position", lat=lat, lon=lon, area=bounds.name)


def read_areas(desk: Desk, bounds: Bounds | None) -> tuple[Area, ...]:
    """Every good row of areas.csv; those without coordinates lie in the middle of their towns."""

    def area(cells: Cells) -> Area:
        check_position(cells, bounds)
        cells.references("position_of", "area")
        return Area(
            name=cells.required("name"),
            kana=cells.text("kana"),
            kind=cells.choice("kind", KINDS) or cells.required("kind"),
            lat=cells.degrees("lat"),
            lon=cells.degrees("lon"),
            names=cells.parts("names"),
            district=cells.text("district"),
        )

    good = desk.each("areas", area, ("name", "kind"))
    of = {(found.name, found.kind): cells.parts("position_of") for cells, found in good}
    areas = [found for _, found in good]
    towns = [town for town in areas if town.kind == "town" and town.lat is not None]
    return tuple(_placed(found, of[found.name, found.kind], towns) for found in areas)


def _placed(area: Area, of: tuple[str, ...], towns: list[Area]) -> Area:
    if area.lat is not None:
        return area
    if of:
        middle = _middle(town for town in towns if town.name in of)
    elif area.kind == "district":
        middle = _middle(town for town in towns if area.name in town.district.split(";"))
    else:
        middle = None
    return replace(area, lat=middle[0], lon=middle[1]) if middle else area


def _middle(towns: Iterable[Area]) -> Position | None:
    points = [(t.lat, t.lon) for t in towns if t.lat is not None and t.lon is not None]
    if not points:
        return None
    lats, lons = zip(*points, strict=True)
    return round(sum(lats) / len(lats), 6), round(sum(lons) / len(lons), 6)


def placed_in_town(place: Place, towns: dict[str, Area]) -> Place:
    """A place without coordinates of its own lies in the middle of its town."""
    town = towns.get(place.town)
    if place.lat is not None or not town or town.lat is None:
        return place
    return replace(place, lat=town.lat, lon=town.lon, approximate=True)
