"""Names of areas in Latin letters: Ushioe, Harimaya-bashi, ga Kochi."""

import re
from collections.abc import Iterable, Mapping

from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

from ..catalog import Area
from .area_cues import BARE, HOME, LOOSE, NEAR, NEARBY, NEVER, PLACE, SURE, Stopwords
from .area_names import Folder, romaji_key, romaji_spellings

_SPELLED = re.compile(r"[a-zà-ỹ' -]+")
_WORD = re.compile(r"[a-zāīūēōâîûêôà-ỹ'-]+")
_LONGEST = 4  # words in one name: aeon mall kochi station
_FUZZY = 6  # letters that a name needs before a slip is forgiven
_HOME = re.compile(
    r"\b(?:live(?:s|d)? (?:in|near|around)|living (?:in|near)|moved (?:to|in)|we'?re in|i'?m in"
    r"|home is"
    r"|nakatira (?:po )?(?:kami|ako|kmi)? ?(?:po )?(?:sa|dito sa)|taga|lumipat (?:po )?(?:kami )?sa"
    r"|sống ở|nhà (?:mình|tôi|em)? ?ở|song o|chuyển (?:đến|về)|住在|我家在)[ -]$"
)
_BEFORE = re.compile(
    r"(?:\b(?:in|near|at|around|from|to|of|by|close to|next to|sa|ng|malapit sa|ở|gần|gan|khu|tại"
    r"|từ|đến|quanh"
    r"|trong|phường|o)|[\u3041-\u30ff\u4e00-\u9fff가-힣(])[ ]?$"
)
_AFTER = re.compile(
    r" ?(?:near|station|area|district|town|city|side|park|eki|ni |de |no |desu|kara|ku\b|po\b|area"
    r"|[ぁ-ん가-힣]|附近|的)"
)
_ALONE_BEFORE = re.compile(r"(?:^|[、。,.!?()])\s*$")
_ALONE_AFTER = re.compile(r"\s*(?:$|[、。,.!?()])")


class LatinNames:
    """Spellings of the areas in Latin letters, found word by word."""

    def __init__(
        self,
        areas: Iterable[Area],
        spelled: Iterable[Mapping[str, str]],
        stopwords: Stopwords,
        folder: Folder,
    ) -> None:
        """`spelled`: the rows of lexicon/area_spellings."""
        self._areas: dict[str, Area] = {}
        by_name: dict[str, Area] = {}
        for area in areas:
            by_name.setdefault(area.name, area)
            for key in romaji_spellings(area, folder):
                self._areas.setdefault(key, area)
        for row in spelled:
            key = romaji_key(row["spelling"])
            if row["area"] in by_name and _SPELLED.fullmatch(row["spelling"]):
                self._areas[key] = by_name[row["area"]]
        self._needs = {key: stopwords.romaji_needs(key, _usual_needs(key)) for key in self._areas}
        self._long = [key for key in self._areas if len(key) >= _FUZZY]

    def find(self, text: str) -> list[tuple[Area, int, int, int]]:
        """(area, strength, letters, start) of every name in `text`."""
        words = [(found.start(), found.end()) for found in _WORD.finditer(text)]
        hits, position = [], 0
        while position < len(words):
            size = next(
                (n for n in range(_LONGEST, 0, -1) if self._at(text, words, position, n)), 0
            )
            if size:
                start, end = words[position][0], words[position + size - 1][1]
                hits += self._judged(romaji_key(text[start:end]), text, start, end)
            position += size or 1
        return hits or self._misspelt(text, words)

    def _at(self, text: str, words: list[tuple[int, int]], position: int, size: int) -> bool:
        if position + size > len(words):
            return False
        start, end = words[position][0], words[position + size - 1][1]
        return end - start < 40 and romaji_key(text[start:end]) in self._areas

    def _judged(
        self, key: str, text: str, start: int, end: int
    ) -> list[tuple[Area, int, int, int]]:
        found = _cue(text, start, end)
        needed = {SURE: BARE, PLACE: LOOSE, NEAR: NEARBY, NEVER: HOME + 1}[self._needs[key]]
        return [(self._areas[key], found, len(key), start)] if found >= needed else []

    def _misspelt(
        self, text: str, words: list[tuple[int, int]]
    ) -> list[tuple[Area, int, int, int]]:
        """One slip in a name that stands where a place stands, two in a long one."""
        for start, end in words:
            key = romaji_key(text[start:end])
            if len(key) < _FUZZY or _cue(text, start, end) < NEARBY:
                continue
            slips = 1 if len(key) < 10 else 2
            best = process.extractOne(
                key, self._long, scorer=Levenshtein.distance, score_cutoff=slips
            )
            if best and best[0][0] == key[0] and self._needs[best[0]] == SURE:
                return [(self._areas[best[0]], BARE, len(key), start)]
        return []


def _usual_needs(key: str) -> int:
    return PLACE if len(key) <= 4 else SURE


def _cue(text: str, start: int, end: int) -> int:
    before = text[max(0, start - 24) : start]
    if _HOME.search(before):
        return HOME
    if _BEFORE.search(before) or _AFTER.match(text, end):
        return NEARBY
    alone = _ALONE_BEFORE.search(before) and _ALONE_AFTER.match(text, end)
    return LOOSE if alone else BARE
