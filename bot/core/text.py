"""Text as people type it, made comparable: widths, kana, long vowels, dialect endings."""

import re
import unicodedata
from collections.abc import Iterable, Mapping

import jaconv
from sudachipy import Dictionary, Morpheme, SplitMode

LONGEST = 2_000  # characters that are looked at; a longer message is cut

_INVISIBLE = re.compile(r"[\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff\ufe0e\ufe0f\ud800-\udfff]")
_WAVES = re.compile(r"[〜～~∼∿〰]+")
_LONG = re.compile(r"([ーｰ])[ー\-‐–—―−ｰ]+")
_REPEATED = re.compile(r"([^\d\s])\1{2,}")
_KATAKANA = re.compile(r"[ァ-ヶ]")
_KANJI = re.compile(r"[一-鿿々]")


def normalise(text: str) -> str:
    """Fold widths, case, long vowels, waves and runs of one character; cut to LONGEST.

    >>> normalise("ホイクエン～　１０ヶ月ーーー")
    'ホイクエンー 10ヶ月ー'
    """
    text = _INVISIBLE.sub("", text[:LONGEST])
    # one letter may unfold into eighteen, and a tokenizer refuses a text that is too long
    text = unicodedata.normalize("NFKC", text).lower()[:LONGEST]
    text = _LONG.sub("ー", _WAVES.sub("ー", text))
    text = _REPEATED.sub(r"\1\1", text).replace("ーー", "ー")
    return " ".join(text.split())


def hiragana(text: str) -> str:
    """Katakana to hiragana, the rest as it is."""
    return jaconv.kata2hira(text)


def all_katakana(text: str) -> bool:
    """True for a sentence typed without hiragana and kanji (half-width keyboards)."""
    return (
        len(_KATAKANA.findall(text)) >= 6
        and not _KANJI.search(text)
        and not re.search("[ぁ-ん]", text)
    )


def kanji_share(text: str) -> float:
    """Share of the characters that are kanji, 0 for an empty text."""
    return len(_KANJI.findall(text)) / len(text) if text else 0.0


class Dialect:
    """Tosa endings put into standard Japanese, by the ordered rows of lexicon/dialect.csv."""

    def __init__(self, rows: Iterable[Mapping[str, str]]) -> None:
        self._rules = [(re.compile(row["pattern"]), row["standard"]) for row in rows]

    def standard(self, text: str) -> str:
        for pattern, replacement in self._rules:
            text = pattern.sub(replacement, text)
        return text


_CONTENT = ("名詞", "動詞", "形容詞", "形状詞", "副詞", "接尾辞", "感動詞", "代名詞", "連体詞")


class Words:
    """SudachiPy mode A: the short words of a text, and its reading."""

    def __init__(self) -> None:
        self._dictionary = Dictionary(dict="small")

    def tokens(self, text: str) -> list[Morpheme]:
        # A tokenizer refuses a second thread, and a lock would make them all wait. A new one
        # takes 2 us.
        return list(self._dictionary.tokenizer().tokenize(text, SplitMode.A))

    @staticmethod
    def content(tokens: list[Morpheme]) -> list[str]:
        """Normalised forms of the words that carry meaning; numerals stay out."""
        return [
            token.normalized_form()
            for token in tokens
            if token.part_of_speech()[0] in _CONTENT and token.part_of_speech()[1] != "数詞"
        ]

    @staticmethod
    def reading(tokens: list[Morpheme]) -> str:
        """The text in hiragana; what is no word keeps its own shape."""
        parts = []
        for token in tokens:
            surface = token.surface()
            if surface.isspace():
                continue
            reading = token.reading_form()
            known = reading and reading != "キゴウ"
            parts.append(reading if known and _KANJI.search(surface) else surface)
        return hiragana("".join(parts))
