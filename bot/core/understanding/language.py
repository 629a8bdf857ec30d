"""Which of the seven languages a message is written in."""

import re
from functools import cache

from .language_words import (
    CHINESE,
    ENGLISH,
    JAPANESE,
    KOREAN,
    SIMPLIFIED,
    STILL_JAPANESE,
    TAGALOG,
    TRADITIONAL,
    VIETNAMESE,
    WORDS,
)

_KANA = re.compile("[ぁ-ゖァ-ヺー]")
_HANGUL = re.compile("[가-힣ㄱ-ㅎㅏ-ㅣᄀ-ᇿ]")
_HAN = re.compile("[一-鿿]")
_WORD = re.compile(r"[a-zà-ỹđ]+(?:'[a-z]+)?")
_TONED = re.compile(
    "[ăđơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]|[áàãâéèêíìĩóòõôúùũý].*[áàãâéèêíìĩóòõôúùũý]"
    "|hôm|trông"
)
ENOUGH = 2.0  # weight of known words that makes a language


def detect(text: str) -> str:
    """The language of a normalised text: ja, en, zh-Hans, zh-Hant, vi, ko or tl.

    Whatever shows no sign of another language is Japanese.
    """
    hangul = len(_HANGUL.findall(text))
    kana = len(_KANA.findall(text))
    if hangul > kana:
        return KOREAN
    han = _HAN.findall(text)
    foreign = sum(map(_not_japanese, han))
    if len(han) > 2 * kana and (foreign or CHINESE.search(text)):
        return _chinese(han)
    if foreign >= 2 and len(han) > kana:  # a Japanese name in a Chinese sentence
        return _chinese(han)
    if re.search("[a-zà-ỹ]{2}", text):
        latin = _latin(text)
        letters = sum(map(len, _WORD.findall(text)))
        if latin != JAPANESE and letters > 2 * (kana + len(han)):
            return latin
    return JAPANESE


def _chinese(han: list[str]) -> str:
    simplified = sum(_has(letter, "gb2312") and not _has(letter, "big5") for letter in han)
    traditional = sum(_has(letter, "big5") and not _has(letter, "gb2312") for letter in han)
    return TRADITIONAL if traditional > simplified else SIMPLIFIED


def _latin(text: str) -> str:
    """The language of the words that are known, Japanese for words that are not."""
    if _TONED.search(text):
        return VIETNAMESE
    scores = dict.fromkeys((JAPANESE, ENGLISH, VIETNAMESE, TAGALOG), 0.0)
    for word in _WORD.findall(text):
        for language, weight in WORDS.get(word, {}).items():
            scores[language] += weight
    best = max(scores, key=lambda language: scores[language])
    return best if scores[best] >= ENOUGH else JAPANESE


@cache
def _not_japanese(letter: str) -> bool:
    """True for a form that Japan's standard lacks, or keeps only as the old form of another."""
    if not _has(letter, "shift_jis"):
        return _has(letter, "gb2312") or _has(letter, "big5")
    old = letter.encode("shift_jis") >= b"\x98\x9f" and letter not in STILL_JAPANESE
    return old and _has(letter, "big5") and not _has(letter, "gb2312")


@cache
def _has(letter: str, standard: str) -> bool:
    try:
        letter.encode(standard)
    except UnicodeEncodeError:
        return False
    return True
