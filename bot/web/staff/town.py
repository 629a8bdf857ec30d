"""The town that an address names."""

import re
import unicodedata
from collections.abc import Iterable

from ...core.catalog import Area

_DIGITS = "〇一二三四五六七八九"
_CHOME = re.compile(r"([〇一二三四五六七八九十\d]{1,3})丁目")


def town_in(areas: Iterable[Area], address: str) -> Area | None:
    """The town with the longest name in `address`, the numbers of a chome written either way."""
    text = _plain(address)
    towns = [area for area in areas if area.kind == "town" and _plain(area.name) in text]
    return max(towns, key=lambda town: len(town.name), default=None)


def _plain(text: str) -> str:
    return _CHOME.sub(_numbered, unicodedata.normalize("NFKC", text))


def _numbered(found: re.Match[str]) -> str:
    number = found[1]
    if not number.isdecimal():
        tens, ten, ones = number.rpartition("十")
        parts = (_DIGITS.find(tens) if tens else 1 if ten else 0, _DIGITS.find(ones) if ones else 0)
        number = str(parts[0] * 10 + parts[1])
    return f"{number}丁目"
