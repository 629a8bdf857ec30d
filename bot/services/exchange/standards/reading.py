"""How a name is read, as a first guess for a person to check."""

from functools import cache

import jaconv

from ....core.text import Words


def reading_of(name: str) -> str:
    """`name` in hiragana."""
    words = _words()
    return jaconv.kata2hira(words.reading(words.tokens(name)))


@cache
def _words() -> Words:
    return Words()
