"""Messages that say nearly the same, put together."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from math import ceil
from typing import NamedTuple

from rapidfuzz import fuzz

from ...store.questions import Waiting

ALIKE = 0.4  # share of common words from which two messages may be one question …
LIKE_SOUND = 50.0  # … when their readings are so much alike, of 100: half of them are glosses
HARDLY = 0.2  # share of common words that is enough …
SAME_SOUND = 80.0  # … for readings that are nearly the same


class Heard(NamedTuple):
    """What a message is compared by: words with concepts, and its reading."""

    words: frozenset[str]
    reading: str


class Text(NamedTuple):
    """A masked text and the questions that consist of it, the newest first."""

    text: str
    asked: tuple[Waiting, ...]

    @property
    def ids(self) -> str:
        """Of all of them, with commas."""
        return ",".join(str(question.id) for question in self.asked)


class Group(NamedTuple):
    """Texts that ask nearly the same, the most frequent first."""

    texts: tuple[Text, ...]

    @property
    def number(self) -> int:
        return sum(len(text.asked) for text in self.texts)

    @property
    def ids(self) -> tuple[int, ...]:
        return tuple(question.id for text in self.texts for question in text.asked)

    @property
    def newest(self) -> float:
        return max(text.asked[0].at for text in self.texts)

    @property
    def refused(self) -> int:
        """How many of them were shown something and said that it is none of these."""
        asked = (question for text in self.texts for question in text.asked)
        return sum(question.outcome == "none_of_these" for question in asked)


def grouped(questions: Iterable[Waiting], hear: Callable[[str], Heard]) -> list[Group]:
    """The questions in groups; each joins the group whose first text is most like it."""
    texts: defaultdict[str, list[Waiting]] = defaultdict(list)
    for question in questions:
        texts[question.text].append(question)
    made = [Text(text, tuple(asked)) for text, asked in texts.items()]
    made.sort(key=lambda one: -len(one.asked))
    heard = [hear(one.text) for one in made]
    return [Group(tuple(made[i] for i in members)) for members in _clusters(heard)]


def _clusters(heard: list[Heard]) -> list[list[int]]:
    counts = Counter(word for one in heard for word in one.words)
    index: defaultdict[str, list[int]] = defaultdict(list)  # word -> groups whose first has it
    groups: list[list[int]] = []
    for number, one in enumerate(heard):
        rarest = _rarest(one, counts)
        near = sorted({group for word in rarest for group in index[word]})
        likeness = {group: _likeness(one, heard[groups[group][0]]) for group in near}
        best = max(near, key=likeness.__getitem__, default=None)
        if best is not None and likeness[best]:
            groups[best].append(number)
            continue
        for word in rarest:
            index[word].append(len(groups))
        groups.append([number])
    return groups


def _rarest(one: Heard, counts: Counter[str]) -> list[str]:
    """So many words that two messages with a share of ALIKE have one of them in common: the common
    ones, which would find half of all groups, need not be looked up."""
    words = sorted(one.words, key=lambda word: (counts[word], word))
    return words[: len(words) - ceil(ALIKE * len(words)) + 1]


def _likeness(one: Heard, other: Heard) -> float:
    """0 for two different questions."""
    common = len(one.words & other.words)
    share = common / (len(one.words) + len(other.words) - common)
    if share < HARDLY:
        return 0
    least = LIKE_SOUND if share >= ALIKE else SAME_SOUND
    sound = fuzz.ratio(one.reading, other.reading, score_cutoff=least) / 100
    return sound and sound + share
