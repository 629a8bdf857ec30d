"""Which records a word stands in."""

from bisect import bisect_right
from collections.abc import Iterable

from ...core.text import hiragana, normalise

END = "\n"  # between two texts; no word holds it


def folded(text: str) -> str:
    """As words are compared: width, case and kana make no difference."""
    return hiragana(normalise(text)).replace(END, " ")


class Texts:
    """Many short texts as one long one: a single walk of it finds every text with a word."""

    def __init__(self, texts: Iterable[str]) -> None:
        parts = [folded(text) for text in texts]
        self._all = END.join(parts)
        self._starts = []
        at = 0
        for part in parts:
            self._starts.append(at)
            at += len(part) + len(END)

    def holding(self, word: str) -> list[int]:
        """Numbers of the texts in which the folded `word` stands, in order."""
        found: list[int] = []
        at = self._all.find(word) if word else -1
        while at >= 0:
            number = bisect_right(self._starts, at) - 1
            found.append(number)
            if number + 1 == len(self._starts):
                break
            at = self._all.find(word, self._starts[number + 1])
        return found
