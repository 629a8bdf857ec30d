"""The phrase that is nearest to a message: the explanation, and how a new phrase counts at once."""

from collections import Counter
from collections.abc import Iterable
from math import log, sqrt

from ..catalog import Phrase

COMMON = 0.03  # a word in more than this share of the phrases finds nothing


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
        self._square = {word: log(1 + total / count) ** 2 for word, count in counts.items()}
        self._new = log(1 + total) ** 2
        self._length = [self._norm(bag) for bag in bags]
        self._index: dict[str, list[int]] = {}
        for number, bag in enumerate(bags):
            for word in bag:
                if counts[word] <= max(20, COMMON * total):
                    self._index.setdefault(word, []).append(number)

    def _norm(self, words: Iterable[str]) -> float:
        return sqrt(sum(self._square.get(word, self._new) for word in words)) or 1.0

    def find(self, words: Iterable[str]) -> tuple[Phrase | None, float]:
        """The nearest phrase and its likeness 0-1; (None, 0.0) when nothing is shared."""
        bag = sorted(set(words))  # in one order, or equal phrases would take turns being the best
        sums: dict[int, float] = {}
        so_far = sums.get
        for word in bag:
            square = self._square.get(word, 0.0)
            for number in self._index.get(word, ()):
                sums[number] = so_far(number, 0.0) + square
        if not sums:
            return None, 0.0
        likeness = [total / self._length[number] for number, total in sums.items()]
        best = max(likeness)
        number = list(sums)[likeness.index(best)]
        return self._phrases[number], best / self._norm(bag)
