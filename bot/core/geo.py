"""Distances on the ground. Positions are degrees; a person's own is used and never kept."""

from collections.abc import Iterable
from math import asin, cos, radians, sin, sqrt

from .catalog import Area

EARTH_RADIUS_M = 6_371_000
CITY_REACH_M = 15_000  # farther than this from every town is another place than the city

Position = tuple[float, float]  # latitude, longitude


def distance_m(one: Position, other: Position) -> int:
    """Metres between two positions, as the crow flies."""
    lat_1, lon_1, lat_2, lon_2 = map(radians, (*one, *other))
    a = sin((lat_2 - lat_1) / 2) ** 2 + cos(lat_1) * cos(lat_2) * sin((lon_2 - lon_1) / 2) ** 2
    return round(2 * EARTH_RADIUS_M * asin(sqrt(min(1.0, a))))


def position_of(area: Area | None) -> Position | None:
    """The centre of an area, None when it is not known."""
    if area is None or area.lat is None or area.lon is None:
        return None
    return (area.lat, area.lon)


def nearest_town(areas: Iterable[Area], at: Position) -> Area | None:
    """The town of the city nearest to `at`; None when `at` lies outside the city."""
    towns = [
        (distance_m(at, centre), area)
        for area in areas
        if area.kind == "town" and (centre := position_of(area))
    ]
    if not towns:
        return None
    metres, town = min(towns, key=lambda found: found[0])
    return town if metres <= CITY_REACH_M else None
