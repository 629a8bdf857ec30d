"""Programmes asked for by name: official and short names, their readings, and typos in them."""

from rapidfuzz import fuzz, process

from ..catalog import Catalog
from ..text import hiragana
from .message import Message

SHORTEST = 4  # letters; shorter names stand inside other words
LIKE = 92.0  # partial ratio from which a misspelt name counts
FUZZY_FROM = 7  # letters; below it a typo makes another word


class NameFinder:
    """Finds the programmes whose own name is in a message."""

    def __init__(self, catalog: Catalog) -> None:
        names: dict[str, set[str]] = {}
        for program in catalog.programs.values():
            for name in (program.name, program.short_name, program.kana):
                if len(name) >= SHORTEST:
                    names.setdefault(hiragana(name.lower()), set()).add(program.id)
        self._names = {name: next(iter(ids)) for name, ids in names.items() if len(ids) == 1}
        self._long = [name for name in self._names if len(name) >= FUZZY_FROM]

    def find(self, message: Message) -> frozenset[str]:
        """Ids of the programmes named in `message`."""
        written, reading = hiragana(message.text), message.reading
        found = {
            program_id
            for name, program_id in self._names.items()
            if name in written or name in reading
        }
        if not found and len(reading) >= FUZZY_FROM:
            best = process.extractOne(
                reading, self._long, scorer=fuzz.partial_ratio, score_cutoff=LIKE
            )
            if best:
                found.add(self._names[best[0]])
        return frozenset(found)
