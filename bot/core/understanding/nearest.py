"""The phrase that is nearest to a message: the explanation, and how a new phrase counts at once."""

from collections import Counter
from collections.abc import Iterable
from math import log, sqrt

from ..catalog import Phrase

COMMON = 0.08  # a word in more than this share of the phrases finds nothing


class Nearest:
    """Cosine over idf-weighted words and concepts, by an inverted index."""

    def __init__(self, phrases: Iterable[tuple[Phrase, tuple[str, ...]]]) -> None:
        """`phrases`: each with its words (a word may stand twice, it counts once)."""
        self._phrases: list[Phrase] = []
        bags = []
        for phrase, words in phrases:
            self._phrases.append(phrase)
            bags.append(frozenset(words))
        counts = Counter(word for bag in bags for word in bag)
        total = max(1, len(bags))
        self._idf = {word: log(1 + total / count) for word, count in counts.items()}
        self._new = log(1 + total)
        self._length = [self._norm(bag) for bag in bags]
        self._index: dict[str, list[int]] = {}
        for number, bag in enumerate(bags):
            for word in bag:
                if counts[word] <= max(20, COMMON * total):
                    self._index.setdefault(word, []).append(number)

    def _norm(self, words: Iterable[str]) -> float:
        return sqrt(sum(self._idf.get(word, self._new) ** 2 for word in words)) or 1.0

    def find(self, words: Iterable[str]) -> tuple[Phrase | None, float]:
        """The nearest phrase and its likeness 0-1; (None, 0.0) when nothing is shared."""
        bag = frozenset(words)
        sums: dict[int, float] = {}
        for word in bag:
            for number in self._index.get(word, ()):
                sums[number] = sums.get(number, 0.0) + self._idf[word] ** 2
        if not sums:
            return None, 0.0
        norm = self._norm(bag)
        best = max(sums, key=lambda number: sums[number] / self._length[number])
        return self._phrases[best], sums[best] / (self._length[best] * norm)
