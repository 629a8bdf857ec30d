"""What a search asks for: a text and filters, read from the fields of a form or an address."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from ...core.catalog import Catalog
from ...core.understanding.result import Ages
from .texts import folded

LONGEST_TEXT = 200
MOST_KM = 50
MOST_PAGES = 999
ELSEWHERE = ("other_city",)
OLDEST = 20 * 12  # months
PREGNANT = "pregnant"
PROGRAMS, PLACES = "programs", "places"
TIMES = ("now", "today", "tomorrow", "saturday", "sunday", "weekend", "holiday", "evening")
FLAGS = ("free", "no_call", "at_home")
# What the form offers; any other range of months may stand in an address.
AGES = ("0-2", "3-5", "6-11", "12-23", "24-35", "36-71", "72-155", "156-215")
DISTANCES = ("1", "2", "5", "10")
_AGES = re.compile(r"(\d{1,3})(?:-(\d{1,3}))?")


@dataclass(frozen=True)
class Asked:
    """The empty one asks for everything. metres: 0 for any distance. what: programs / places / "".

    given: the good fields as they came, for links. bad: names of fields that say nothing known.
    """

    text: str = ""
    area: str = ""
    metres: int = 0
    ages: Ages | None = None
    pregnant: bool = False
    open_at: str = ""
    category: str = ""
    kind: str = ""
    flags: frozenset[str] = frozenset()
    what: str = ""
    page: int = 1
    given: Mapping[str, str] = field(default_factory=dict)
    bad: tuple[str, ...] = ()

    @property
    def filters(self) -> int:
        """How many filters are set."""
        return len(set(self.given) - {"q", "what", "page"})


def read_asked(fields: Mapping[str, str], catalog: Catalog) -> Asked:
    """Read what is known of `fields`; empty ones and those of others are passed over."""
    asked, given, bad = Asked(), {}, []
    for name, read in _READERS.items():
        value = " ".join(fields.get(name, "").replace("\0", " ").split())
        if not value:
            continue
        try:
            asked = replace(asked, **read(value, catalog))
            given[name] = asked.area if name == "area" else value
        except ValueError:
            bad.append(name)
    return replace(asked, given=given, bad=tuple(bad))


def _number(value: str, most: int) -> int:
    if not (value.isascii() and value.isdecimal() and 1 <= int(value[:6]) <= most):
        raise ValueError("a number is expected")
    return int(value)


def _one_of(value: str, known: object) -> str:
    if value not in known:  # type: ignore[operator]
        raise ValueError("a known value is expected")
    return value


def _ages(value: str, catalog: Catalog) -> dict:
    if value == PREGNANT:
        return {"pregnant": True}
    found = _AGES.fullmatch(value)
    if not (found and value.isascii()):
        raise ValueError("months or a range of months is expected")
    low, high = int(found[1]), int(found[2] or found[1])
    if not low <= high <= OLDEST:
        raise ValueError("the lower number of months comes first")
    return {"ages": Ages(low, high)}


def _text(value: str, catalog: Catalog) -> dict:
    return {"text": value[:LONGEST_TEXT]}


def _area(value: str, catalog: Catalog) -> dict:
    here = [area for area in catalog.areas if area.kind not in ELSEWHERE]
    if any(area.name == value for area in here):
        return {"area": value}
    wanted = folded(value)
    for area in here:
        if any(folded(name) == wanted for name in (area.kana, *area.names)):
            return {"area": area.name}
    raise ValueError("an area of the city is expected")


def _category(value: str, catalog: Catalog) -> dict:
    return {"category": _one_of(value, {p.category for p in catalog.programs.values()})}


def _kind(value: str, catalog: Catalog) -> dict:
    return {"kind": _one_of(value, {place.kind for place in catalog.places.values()})}


def _flags(value: str, catalog: Catalog) -> dict:
    return {"flags": frozenset(_one_of(one, FLAGS) for one in value.split(","))}


_READERS = {
    "q": _text,
    "area": _area,
    "km": lambda value, _: {"metres": _number(value, MOST_KM) * 1000},
    "age": _ages,
    "open": lambda value, _: {"open_at": _one_of(value, TIMES)},
    "category": _category,
    "kind": _kind,
    "with": _flags,
    "what": lambda value, _: {"what": _one_of(value, (PROGRAMS, PLACES))},
    "page": lambda value, _: {"page": _number(value, MOST_PAGES)},
}
