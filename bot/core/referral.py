"""A card that a support worker gave to a family: its code, and what stands on it."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

# What is read aloud on the phone or copied by hand must not be taken for something else. By shape:
# no 0/O/D/Q, 1/I/L, 8/B, 2/Z, 5/S, 6/G, U/V. By sound, in Japanese: no C, E, P (of those that end
# in "-ii" only T stays), no J and A (K stays), no N (M stays), no H (like 8, "hachi"), no Q (like
# 9, "kyuu"). Without vowels no code is a word. Sixteen characters: one for each half of a byte.
ALPHABET = "23456789FKMRTWXY"
LENGTH = 8
MOST_ITEMS = 5
PROGRAM, PLACE = "p", "s"

_BETWEEN = re.compile(r"[\s\-‐‑–—―ー−ｰ・.。]+")
_CODE = re.compile(rf"[{ALPHABET}]{{{LENGTH}}}")
_LONGEST = 80  # characters; a code in its sentence is shorter


@dataclass(frozen=True)
class Item:
    """One thing on a card. kind: p (programme) or s (place)."""

    kind: str
    id: str


@dataclass(frozen=True)
class Referral:
    """A card as the family meets it. `id` stands for it in taps.

    office: who gave it, as the worker wrote it. notes: in the family's language. live: False once
    its time is over or it was taken back. asks: the question whether it worked is due.
    """

    id: int
    office: str = ""
    notes: tuple[str, ...] = ()
    items: tuple[Item, ...] = ()
    language: str = ""
    live: bool = True
    asks: bool = False
    hidden: bool = False  # she does not want the office to know anything


@dataclass(frozen=True)
class Told:
    """What is to be kept of a turn about a card.

    what: opened / hidden / asked / yes / later / no / missed. items: those that a no is about.
    """

    id: int
    what: str
    items: tuple[Item, ...] = ()


def read_code(text: str, sentences: Iterable[str] = ()) -> str:
    """The code that `text` consists of, in ALPHABET; "" when it is anything else.

    Small letters, full width, spaces and hyphens do not matter. `sentences`: what may stand around
    it, with {code} for its place.
    """
    if len(text) > _LONGEST:
        return ""
    plain = _plain(text)
    for before, after in [("", ""), *map(_around, sentences)]:
        if plain.startswith(before) and plain.endswith(after):
            inner = plain[len(before) : len(plain) - len(after)]
            if _CODE.fullmatch(inner):
                return inner
    return ""


def is_sentence(text: str) -> bool:
    """True when more than the code itself was typed."""
    return len(_plain(text)) > LENGTH


def shown(code: str) -> str:
    """The code as it is printed: in two groups."""
    return f"{code[: LENGTH // 2]}-{code[LENGTH // 2 :]}"


def _plain(text: str) -> str:
    return _BETWEEN.sub("", unicodedata.normalize("NFKC", text)).upper()


def _around(sentence: str) -> tuple[str, str]:
    before, _, after = sentence.partition("{code}")
    return _plain(before), _plain(after)
