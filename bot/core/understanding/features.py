"""What the classifier sees of a message: words, concepts, letters, sounds."""

import re
from itertools import pairwise

from .message import Message

_GAPS = re.compile(r"[\s、。,.!?！？「」()（）・…ー]+")


def features(message: Message) -> set[str]:
    """The binary features of a message, each with its kind before a colon.

    w word, p pair of words, g concept, c 2-3 letters as typed, k 3-4 sounds of the reading.
    """
    words = message.words
    found = {"w:" + word for word in words}
    found.update(f"p:{first}+{second}" for first, second in pairwise(words))
    found.update("g:" + concept for concept in message.concepts)
    found.update("c:" + gram for gram in _grams(message.standard, 2, 3))
    found.update("k:" + gram for gram in _grams(message.reading, 3, 4))
    return found


def _grams(text: str, shortest: int, longest: int) -> set[str]:
    marked = "^" + _GAPS.sub(" ", text[:400]).strip() + "$"
    return {
        marked[start : start + size]
        for size in range(shortest, longest + 1)
        for start in range(len(marked) - size + 1)
    }
