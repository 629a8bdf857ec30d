"""How a place may be spelled: kanji, short forms, kana and romaji, brought to one shape."""

import re
from collections.abc import Iterable, Iterator, Mapping

import jaconv

from ..catalog import Area
from ..text import normalise

KANJI = "一-鿿々"
_NUMBERS = ("一", "二", "三", "四", "五", "六", "七", "八", "九")
_COUNTED = ("いっ", "に", "さん", "よん", "ご", "ろく", "なな", "はっ", "きゅう")
_BLOCK = re.compile(rf"({'|'.join((*_NUMBERS, *_COUNTED))}|[1-9])(?:丁目|ちょうめ)")
_DIGIT = {word: str(n) for words in (_NUMBERS, _COUNTED) for n, word in enumerate(words, 1)}
_SMALL_KE = re.compile(rf"(?<=[{KANJI}])[ゖけ](?=[{KANJI}])")
_KATAKANA = {code: code - 0x60 for code in range(ord("ァ"), ord("ヶ") + 1)}
_ENDING = re.compile(r"(?<=..)(?:町|通|筋|ちょう|まち|どおり|すじ)$")
_CITY_ENDING = re.compile(r"(?:し|ちょう|むら)$")
_ROMAJI_ENDING = re.compile(r"(?<=....)(?:cho|machi|dori|suji)$")
_MACRONS = str.maketrans("āīūēōâîûêô", "aiueoaiueo")


class Folder:
    """Brings a text and a name to the same shape: hiragana, 5丁目, 桟橋通, one form of a kanji."""

    def __init__(self, variants: Iterable[Mapping[str, str]]) -> None:
        """`variants`: rows of lexicon/kanji_variants with variant and standard, a character each."""
        self._table = _KATAKANA | {ord(row["variant"]): row["standard"] for row in variants}

    def fold(self, text: str) -> str:
        """The folded form of a normalised text."""
        text = _SMALL_KE.sub("が", text.translate(self._table))
        text = _BLOCK.sub(lambda found: _DIGIT.get(found[1], found[1]) + "丁目", text)
        return text.replace("通り", "通")


def romaji_key(text: str) -> str:
    """A spelling in Latin letters without what people leave out: long vowels, double consonants.

    >>> romaji_key("Hyakkoku-chō")
    'hyakokucho'
    """
    text = re.sub(r"[^a-z]", "", text.lower().translate(_MACRONS))
    text = re.sub(r"ou|oo|oh(?![aiueo])", "o", text).replace("uu", "u").replace("tch", "ch")
    text = re.sub(r"(?<![a-z])si|(?<=[aiueon])si", "shi", text).replace("zi", "ji")
    text = re.sub(r"tu(?!r)", "tsu", text)
    return re.sub(r"m(?=[bp])", "n", re.sub(r"([b-df-hj-np-tv-z])\1", r"\1", text))


def spellings(area: Area, folder: Folder) -> Iterator[tuple[str, bool]]:
    """Every folded spelling of an area; True marks a short form that nobody wrote down."""
    written = {folder.fold(normalise(name)) for name in (area.name, *area.names)}
    kana = folder.fold(area.kana)
    yield from ((name, False) for name in sorted({*written, kana}))
    if area.kind == "other_city":
        yield _CITY_ENDING.sub("", kana), True
    elif area.kind == "town":
        for name in (folder.fold(normalise(area.name)), kana):
            short = _ENDING.sub("", name.removeprefix(area.district + "町"))
            if not short[:1].isdigit() and short not in written and short != kana:
                yield short, True


def half_kana(area: Area, folder: Folder) -> Iterator[str]:
    """A name of two kanji with one of them in kana: 朝くら, あさ倉.

    Which kana belong to which kanji is not known; a wrong cut gives what nobody types.
    """
    name, kana = folder.fold(normalise(area.name)), folder.fold(area.kana)
    if re.fullmatch(f"[{KANJI}]{{2}}", name):
        for cut in range(1, len(kana)):
            if len(kana) - cut >= 2 or len(kana) == 3:
                yield name[0] + kana[cut:]
            if cut >= 2 or len(kana) == 3:
                yield kana[:cut] + name[1]


def romaji_spellings(area: Area, folder: Folder) -> Iterator[str]:
    """Keys of an area's spellings in Latin letters; a numbered part of a town has none."""
    if "丁目" not in folder.fold(area.kana):
        key = romaji_key(jaconv.kana2alphabet(area.kana))
        yield key
        if area.kind == "other_city":
            yield romaji_key(jaconv.kana2alphabet(_CITY_ENDING.sub("", area.kana)))
        elif area.kind == "town":
            yield _ROMAJI_ENDING.sub("", key)
    yield from (romaji_key(name) for name in area.names if re.fullmatch(r"[a-z' -]+", name))
