"""Furigana: which letters of a text are read how. Names by their own reading, others by Sudachi."""

import re
from collections.abc import Iterator

from ...core.catalog import Catalog, Place, Program
from ...core.text import Words, hiragana

HAND_WRITTEN = "furigana"  # lexicon: pattern without groups, reading; "" for none

Part = tuple[str, str]  # letters, and their reading or ""

_RUNS = re.compile(r"[一-鿿々〆ヶ]+|[^一-鿿々〆ヶ]+")
_KANJI = re.compile(r"[一-鿿々〆]")
_SILENT = re.compile(r"[\s・、。「」『』()（）〜～\-]+")  # letters that a reading leaves out
_LONGEST = 2_000  # letters read at once


class Readings:
    """The readings of one release. Safe among threads."""

    def __init__(self, catalog: Catalog) -> None:
        self._words = Words()
        self._names: dict[str, list[tuple[str, list[Part]]]] = {}
        for name, kana in sorted(set(_names(catalog)), key=lambda pair: -len(pair[0])):
            parts = aligned(name, kana)
            if parts and len(name) > 1:
                self._names.setdefault(name[0], []).append((name, parts))
        rows = catalog.lexicon.get(HAND_WRITTEN, ())
        self._hand = [row["reading"] for row in rows]
        self._hand_written = re.compile("|".join(f"({row['pattern']})" for row in rows) or "(?!)")

    def of(self, text: str) -> list[Part]:
        """`text` in parts; those with kanji have their reading. Joined they are `text` again."""
        found: list[Part] = []
        at = 0
        for match in self._hand_written.finditer(text):
            found += self._named(text[at : match.start()])
            found.append((match[0], self._hand[(match.lastindex or 1) - 1]))
            at = match.end()
        return found + self._named(text[at:])

    def _named(self, text: str) -> list[Part]:
        found: list[Part] = []
        start = at = 0
        while at < len(text):
            name, parts = self._name_at(text, at)
            if not name:
                at += 1
                continue
            found += [*self._read(text[start:at]), *parts]
            start = at = at + len(name)
        return found + self._read(text[start:])

    def _name_at(self, text: str, at: int) -> tuple[str, list[Part]]:
        for name, parts in self._names.get(text[at], ()):
            if text.startswith(name, at):
                return name, parts
        return "", []

    def _read(self, text: str) -> list[Part]:
        found: list[Part] = []
        for start in range(0, len(text), _LONGEST):
            for token in self._words.tokens(text[start : start + _LONGEST]):
                surface, reading = token.surface(), hiragana(token.reading_form())
                if not _KANJI.search(surface) or reading == "きごう":
                    found.append((surface, ""))
                else:
                    found += aligned(surface, reading) or [(surface, reading)]
        return found


def aligned(text: str, reading: str) -> list[Part]:
    """The reading put over each run of kanji; [] when the two do not go together.

    >>> aligned("子育て支援", "こそだてしえん")
    [('子育', 'こそだ'), ('て', ''), ('支援', 'しえん')]
    """
    runs = _RUNS.findall(text)
    if not reading or not any(map(_KANJI.search, runs)):
        return []
    match = re.fullmatch("".join(map(_pattern, runs)), reading)
    if not match:
        return []
    heard = iter(match.groups())
    return [(run, next(heard) if _is_kanji(run) else "") for run in runs]


def _pattern(run: str) -> str:
    return "(.+?)" if _is_kanji(run) else re.escape(hiragana(_SILENT.sub("", run)))


def _is_kanji(run: str) -> bool:
    return bool(_KANJI.match(run))


def _names(catalog: Catalog) -> Iterator[tuple[str, str]]:
    """Every name with the reading that somebody wrote for it."""
    named: tuple[Program | Place, ...] = (*catalog.programs.values(), *catalog.places.values())
    for record in named:
        yield from ((name, record.kana) for name in (record.name, record.short_name))
    yield from ((department.name, department.kana) for department in catalog.departments.values())
    yield from ((area.name, area.kana) for area in catalog.areas)
