"""One message, prepared once for everything that reads it."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ..text import Dialect, Words, all_katakana, hiragana, normalise

Lexicon = Mapping[str, Iterable[Mapping[str, str]]]

_LATIN = re.compile(r"^[\x21-\x7e\u00c0-\u024f\u1e00-\u1eff ]+$")
_NOT_WORD = re.compile(r"[^\w']+")
_SPLIT = re.compile(r"[|\s]+")


@dataclass(frozen=True)
class Message:
    """raw: as typed; text: normalised; standard: dialect and padding taken out; reading: hiragana."""

    raw: str
    text: str
    standard: str
    words: tuple[str, ...]
    reading: str
    concepts: tuple[str, ...]


class Needles:
    """Literal strings that stand for a value; those in Latin letters match from a word's start.

    Indexed by their first two letters, so that a message is walked once, not once a needle.
    """

    def __init__(self, pairs: Iterable[tuple[str, str]]) -> None:
        self._index: dict[str, list[tuple[int, str, str]]] = {}
        for order, (needle, value) in enumerate(pairs):
            needle = normalise(needle)
            needle = " " + needle if _LATIN.match(needle) else hiragana(needle)
            if len(needle) > 1:
                self._index.setdefault(needle[:2], []).append((order, needle, value))

    def find(self, *views: str) -> list[str]:
        """Values whose needle stands in one of the views, each once, in table order."""
        hits: dict[int, str] = {}
        for view in views:
            view = hiragana(view)
            if re.search(r"[a-z]{2}", view):
                view = " " + _NOT_WORD.sub(" ", view)
            for start in range(len(view) - 1):
                for order, needle, value in self._index.get(view[start : start + 2], ()):
                    if view.startswith(needle, start):
                        hits[order] = value
        return list(dict.fromkeys(hits[order] for order in sorted(hits)))


class Reader:
    """Prepares messages with lexicon/dialect, padding, concepts and gloss."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.words = Words()
        self._dialect = Dialect(lexicon.get("dialect", ()))
        self._padding = [re.compile(row["pattern"]) for row in lexicon.get("padding", ())]
        self._concepts = Needles(
            (variant, row["concept"])
            for row in lexicon.get("concepts", ())
            for variant in row["variants"].split()
        )
        self._gloss = Needles(
            (variant.replace("_", " "), row["japanese"])
            for row in lexicon.get("gloss", ())
            for language, variants in row.items()
            if language != "japanese" and variants
            for variant in variants.split("|")
        )

    def prepare(self, raw: str) -> Message:
        text = normalise(raw)
        standard = hiragana(text) if all_katakana(text) else text
        standard = self._dialect.standard(standard)
        for pattern in self._padding:
            standard = pattern.sub(" ", standard)
        standard = " ".join(standard.split())
        tokens = self.words.tokens(standard)
        words = self.words.content(tokens)
        reading = self.words.reading(tokens)
        words += [word for word in self._gloss.find(text) if word]
        concepts = self._concepts.find(standard + " " + " ".join(words), reading)
        return Message(raw, text, standard, tuple(words), reading, tuple(concepts))
