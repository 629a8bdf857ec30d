"""Several needs of one family: the fewest programmes that serve most, and what is left."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from ...core.catalog import Gap
from .asked import LONGEST_TEXT, Asked
from .checks import Item
from .matching import BY_WORD
from .search import Found, Search

MOST = 8  # needs
MOST_EACH = 4  # programmes shown for one need
_APART = re.compile(r"[\n\r、;；]+")


@dataclass(frozen=True)
class Need:
    """One need with what may serve it, best first. found: of its own search."""

    text: str
    found: Found
    items: tuple[Item, ...]

    @property
    def gaps(self) -> tuple[Gap, ...]:
        return self.found.gaps


@dataclass(frozen=True)
class Chosen:
    """A programme of the combination, and the needs that it may serve (their numbers from 1)."""

    item: Item
    needs: tuple[int, ...]


@dataclass(frozen=True)
class Plan:
    """left: needs that no programme serves, or that no record here is made for. What is dangerous
    is neither: lines to call answer it."""

    needs: tuple[Need, ...]
    chosen: tuple[Chosen, ...]
    left: tuple[Need, ...]

    @property
    def covered(self) -> int:
        """How many needs the chosen programmes serve."""
        return len({number for one in self.chosen for number in one.needs})

    @property
    def calm(self) -> int:
        """How many needs can wait for a programme."""
        return sum(not need.found.danger for need in self.needs)

    @property
    def gaps(self) -> tuple[Gap, ...]:
        """Every gap that was met, once."""
        return tuple({gap.id: gap for need in self.needs for gap in need.gaps}.values())


def read_needs(texts: Iterable[str]) -> tuple[str, ...]:
    """One need a line or between marks, each once; what is too much is left out."""
    parts = (part for text in texts for part in _APART.split(text.replace("\0", " ")))
    kept = (" ".join(part.split())[:LONGEST_TEXT] for part in parts)
    return tuple(dict.fromkeys(part for part in kept if part))[:MOST]


def plan(search: Search, texts: Iterable[str], now: datetime, language: str = "ja") -> Plan:
    """Search each need by itself, then choose."""
    needs = tuple(_need(search, text, now, language) for text in texts)
    chosen = _choose(needs)
    served = {number for one in chosen for number in one.needs}
    left = tuple(
        need
        for number, need in enumerate(needs, 1)
        if number not in served and not need.found.danger
    )
    return Plan(needs, chosen, left)


def _need(search: Search, text: str, now: datetime, language: str) -> Need:
    """Only what was understood or named serves a need; a shared word proves nothing."""
    found = search.find(Asked(text=text), now, language)
    items = [i for i in found.programs.all if i.reason.rank < BY_WORD and not i.unlikely]
    return Need(text, found, tuple(items[:MOST_EACH]))


def _choose(needs: tuple[Need, ...]) -> tuple[Chosen, ...]:
    """Greedy: again and again the programme that serves most of what is left, the surest first.

    A need of which is known that no record is made for it counts as left, whoever stands in.
    """
    serving: dict[str, dict[int, Item]] = {}
    for number, need in enumerate(needs, 1):
        for item in () if need.gaps or need.found.danger else need.items:
            serving.setdefault(item.record.id, {})[number] = item
    open_, chosen = {n for found in serving.values() for n in found}, []
    while open_:
        best = max(serving.values(), key=lambda found: _worth(found, open_))
        numbers = tuple(sorted(best))
        chosen.append(Chosen(best[numbers[0]], numbers))
        open_ -= best.keys()
    return tuple(chosen)


def _worth(found: dict[int, Item], open_: set[int]) -> tuple[int, float]:
    served = [number for number in found if number in open_]
    return len(served), sum(_sureness(found[number]) for number in served)


def _sureness(item: Item) -> float:
    return min(1.0, item.reason.score)
