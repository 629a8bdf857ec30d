"""What a message needs: the programmes that are right, how sure that is, and why."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from operator import itemgetter

from ..catalog import Catalog, Phrase
from ..eligibility import UNLIKELY, judge
from .classifier import SMALLTALK, UNKNOWN, Classifier
from .clauses import kept
from .features import features
from .message import Message, Reader
from .nearest import Nearest
from .result import Ages, Match, Need
from .second import look, probability

SURE = 0.84  # sureness of the first programme from which it is given as the answer
NOT_OURS = 0.5  # probability of another office's question from which nothing is offered
OFFER = 0.06  # probability below which nothing is offered …
DOUBT = 0.12  # … and below which nothing is when it may also be another office's …
DOUBTED = 0.25  # … by this share of that probability
SHOWN = {"answer": 0.45, "choose": 0.2}  # a further programme is shown when it is this likely …
SHARE = {"answer": 0.62, "choose": 0.4}  # … or has this share of the best one's probability
TWO = 0.45  # probability from which a second need is answered …
SAID = 0.7  # … and from which the answer says that there are two
BOTH = 0.6  # probability of the first one's best from which an answer to two is sure
SAME = 0.86  # likeness from which a phrase answers by itself
MOST, EACH = 3, 2  # programmes for one need; for each of two
UNFIT = 0.3  # what is left of a programme that a stated age excludes


@dataclass(frozen=True)
class Found:
    """outcome: answer / choose / unknown / smalltalk, with the needs behind it."""

    outcome: str
    needs: tuple[Need, ...] = ()
    missed: tuple[str, ...] = ()
    surely_two: bool = False


class NeedFinder:
    """Reads the needs of a message against one catalog."""

    def __init__(self, catalog: Catalog, reader: Reader) -> None:
        self._programs = catalog.programs
        self._reader = reader
        model = catalog.model.get("needs", {})
        self._classifier = Classifier(model)
        self._two: list[float] = list(model.get("two", ()))
        self._phrases = catalog.phrases
        # What the model learned it knows; a phrase of a new hand must count at once.
        known = set(model.get("writers", ()))
        self._fresh = self._index(
            phrase for phrase in catalog.phrases if phrase.writer not in known
        )

    def find(
        self,
        message: Message,
        ages: Ages | None,
        pregnant: bool,
        named: frozenset[str] = frozenset(),
    ) -> Found:
        """The needs of `message`; facts that exclude a programme lower it, unless it is named."""
        weights = self._weights(ages, pregnant, named)
        text = kept(message.text)
        if text != message.text:
            message = self._reader.prepare(text)
        scores = self._scores(message)
        special = max(scores.get(UNKNOWN, 0.0), scores.get(SMALLTALK, 0.0))
        ranked = self._ranked(scores, weights)
        best = ranked[0][1] if ranked else 0.0
        missed = tuple(word for word in message.words if not self._classifier.knows(word))
        elsewhere = special > best or (special >= NOT_OURS and not named)
        if elsewhere or best < OFFER or (best < DOUBT and special > DOUBTED * best):
            small = scores.get(SMALLTALK, 0.0) >= scores.get(UNKNOWN, 0.0) and special > best
            return Found("smalltalk" if small else "unknown", missed=missed)
        two, likely = self._two_needs(text, weights, named, ranked)
        if two:
            known = two[0].matches[0].probability >= BOTH
            return Found("answer" if known else "choose", two, missed, likely >= SAID)
        sure = self._classifier.sureness(ranked, len(message.raw)) >= SURE
        outcome = "answer" if sure or ranked[0][0] in named else "choose"
        return Found(outcome, (self._need(message, ranked, named, outcome),), missed)

    def nearest(self, message: Message) -> Phrase | None:
        """The phrase of the bank that is nearest to `message`, for people who ask why."""
        return self._bank.find(_words(message))[0]

    @cached_property
    def _bank(self) -> Nearest:
        """Every phrase; made when somebody first asks, since it takes a second."""
        return self._index(self._phrases)

    def _index(self, phrases: Iterable[Phrase]) -> Nearest:
        prepared = ((phrase, self._reader.prepare(phrase.text)) for phrase in phrases)
        return Nearest((phrase, _words(message)) for phrase, message in prepared)

    def _scores(self, message: Message) -> dict[str, float]:
        """Label -> probability: the model's, raised where a new phrase says the very same."""
        scores = self._classifier.scores(features(message))
        phrase, likeness = self._fresh.find(_words(message))
        if phrase and likeness >= SAME:
            for label in phrase.program_ids:
                scores[label] = max(scores.get(label, 0.0), likeness)
            for label in {UNKNOWN, SMALLTALK} - set(phrase.program_ids):
                scores[label] = min(scores.get(label, 0.0), 1 - likeness)
        return scores

    def _weights(
        self, ages: Ages | None, pregnant: bool, named: frozenset[str]
    ) -> dict[str, float]:
        """Program id -> what its probability is multiplied with; judged once a message."""
        return {
            program_id: 1.0
            if program_id in named or judge(program, ages, pregnant).verdict != UNLIKELY
            else UNFIT
            for program_id, program in self._programs.items()
        }

    @staticmethod
    def _ranked(
        scores: Mapping[str, float], weights: Mapping[str, float]
    ) -> list[tuple[str, float]]:
        weighed = [
            (label, score * weights[label]) for label, score in scores.items() if label in weights
        ]
        return sorted(weighed, key=itemgetter(1), reverse=True)

    def _need(
        self,
        message: Message,
        ranked: list[tuple[str, float]],
        named: frozenset[str],
        outcome: str = "answer",
        most: int = MOST,
    ) -> Need:
        """The programmes to show; one that was asked for by name has probability 1."""
        best = ranked[0][1]
        least = min(SHOWN[outcome], SHARE[outcome] * best)
        shown = [row for row in ranked[:most] if row[1] >= least]
        found = features(message)
        matches = []
        for program_id, likely in shown:
            sure = 1.0 if program_id in named else round(likely, 3)
            matches.append(Match(program_id, sure, self._classifier.reasons(found, program_id)))
        return Need(message.text, tuple(matches))

    def _two_needs(
        self,
        text: str,
        weights: Mapping[str, float],
        named: frozenset[str],
        whole: list[tuple[str, float]],
    ) -> tuple[tuple[Need, ...], float]:
        """Two needs, each with up to two programmes, and how likely it is that there are two; ()
        unless that is likely enough."""
        if not self._two:
            return (), 0.0
        found = look(
            text,
            whole,
            self._classifier,
            lambda part: features(self._reader.prepare(part)),
            lambda scores: self._ranked(scores, weights),
        )
        likely = probability(found, self._two) if found else 0.0
        if found is None or likely < TWO:
            return (), likely
        first = whole[0][0]
        here = dict(found.here)
        own = [
            (label, (score + here.get(label, 0.0)) / 2)
            for label, score in whole
            if self._classifier.fellows(first, label)
        ]
        own.sort(key=itemgetter(1), reverse=True)
        rows = zip((own, found.others), found.clauses, strict=True)
        needs = tuple(
            self._need(self._reader.prepare(part), ranked, named, most=EACH)
            for ranked, part in rows
        )
        return needs, likely


def _words(message: Message) -> tuple[str, ...]:
    return message.words + tuple("g:" + concept for concept in message.concepts)
