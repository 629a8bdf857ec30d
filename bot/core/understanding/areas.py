"""Which part of the city, landmark or other city a message names."""

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from ..catalog import Area
from .area_cues import BARE, HOME, NEAR, NEVER, Name, Stopwords, left, strength
from .area_latin import LatinNames
from .area_names import Folder, half_kana, spellings
from .area_typos import nearest_kana

Lexicon = Mapping[str, Iterable[Mapping[str, str]]]

_RANK = {"district": 0, "town": 1, "landmark": 2, "other_city": 3}
_LATIN = re.compile(r"[a-z]{3}")
_FROM = re.compile(r"(?:の?(?:駅|ほう|方|へん))?から")
_TO = re.compile(r"(?:の?(?:駅|ほう|方|へん))?(?:まで|へ(?!ん)|に(?:行|い[くけこっ]|着|通))")
_LONG_KANA = re.compile("[ぁ-ゖー]{4,}")


class Hit(NamedTuple):
    """An area found: how strongly the text speaks of it, the length typed, where, and if left."""

    area: Area
    strength: int
    length: int
    start: int
    left: bool = False


class AreaFinder:
    """Finds the area in a message by its spellings and the words around them."""

    def __init__(self, areas: Iterable[Area], lexicon: Lexicon) -> None:
        """`lexicon`: the tables area_stopwords, area_spellings and kanji_variants."""
        self._folder = Folder(lexicon.get("kanji_variants", ()))
        stopwords = Stopwords(lexicon.get("area_stopwords", ()), self._folder)
        spelled = tuple(lexicon.get("area_spellings", ()))
        # the first owner of a spelling keeps it: a district before the town of the same name
        ordered = sorted(areas, key=lambda area: _RANK[area.kind])
        self._names: dict[str, Name] = {}
        for text, area, implied in self._spellings(ordered, spelled):
            if text and not _LATIN.search(text):
                self._names.setdefault(text, stopwords.name(text, area, implied))
        for area in ordered:
            if stopwords.name(self._folder.fold(area.name), area, False).needs != NEVER:
                for text in half_kana(area, self._folder):
                    self._names.setdefault(text, Name(text, area, NEAR))
        self._index: dict[str, list[Name]] = {}
        for name in sorted(self._names.values(), key=lambda name: -len(name.text)):
            self._index.setdefault(name.text[:2], []).append(name)
        self._kana = [text for text in self._names if _LONG_KANA.fullmatch(text)]
        self._latin = LatinNames(ordered, spelled, stopwords, self._folder)

    def _spellings(
        self, areas: list[Area], spelled: Iterable[Mapping[str, str]]
    ) -> Iterable[tuple[str, Area, bool]]:
        """Spelling, area, implied: what is written down comes before what is only implied."""
        known = [
            (text, area, implied)
            for area in areas
            for text, implied in spellings(area, self._folder)
        ]
        yield from (row for row in known if not row[2])
        by_name = {area.name: area for area in reversed(areas)}
        for row in spelled:
            if row["area"] in by_name:
                yield self._folder.fold(row["spelling"]), by_name[row["area"]], False
        yield from (row for row in known if row[2])

    def find(self, message_text: str, reading: str = "") -> tuple[Area | None, str]:
        """The most telling area of the city and the name of another city, of a normalised text.

        `reading`, the text in hiragana, serves a name that was typed half in kana.
        """
        text = self._folder.fold(message_text)
        hits = self._scan(text)
        if _LATIN.search(text):
            hits += [Hit(*found) for found in self._latin.find(text)]
        if not hits:
            hits = self._guess(text, reading)
        own = [hit for hit in hits if hit.area.kind != "other_city"]
        other = [hit for hit in hits if hit.area.kind == "other_city"]
        best = max(_arriving(own, text), key=_telling, default=None)
        if best:
            # of 春野 and 弘岡, a town of it, the town says more
            name = best.area.name
            inside = [hit for hit in own if name in hit.area.district.split(";")]
            best = max((hit for hit in inside if hit.area.name != name), key=_telling, default=best)
        city = max(other, key=_telling, default=None)
        return (best.area if best else None), (city.area.name if city else "")

    def _scan(self, text: str) -> list[Hit]:
        hits, position = [], 0
        while position < len(text):
            name = self._longest(text, position)
            if name is None:
                position += 1
                continue
            found = strength(name, text, position)
            end = position + len(name.text)
            if found is not None:
                hits.append(Hit(name.area, found, len(name.text), position, left(text, end)))
            # what means no place hides none either: there is no 土佐山 in 土佐山田
            position = end
        return hits

    def _longest(self, text: str, position: int) -> Name | None:
        for key in (text[position : position + 2], text[position]):
            for name in self._index.get(key, ()):
                if text.startswith(name.text, position):
                    return name
        return None

    def _guess(self, text: str, reading: str) -> list[Hit]:
        """A name with a slip of the finger, or typed half in kana."""
        slip = nearest_kana(text, self._kana)
        if slip:
            return [Hit(self._names[slip].area, BARE, len(slip), 0)]
        if reading and reading != text:
            read = self._scan(self._folder.fold(reading))
            return [hit for hit in read if hit.strength == HOME and hit.length >= 4]
        return []


def _arriving(hits: list[Hit], text: str) -> list[Hit]:
    """Without the place where a way begins: of 桟橋から朝倉まで only 朝倉."""
    ends = [hit for hit in hits if _TO.match(text, hit.start + hit.length)]
    starts = [hit for hit in hits if _FROM.match(text, hit.start + hit.length)]
    return [hit for hit in hits if hit not in starts] if ends and starts else hits


def _telling(hit: Hit) -> tuple[bool, int, int, int, int]:
    landmark = hit.area.kind == "landmark"
    return (not hit.left, hit.strength, not landmark, hit.length, -hit.start)
