"""What a message needs: the programmes that are right, how sure that is, and why."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from operator import itemgetter

from ..catalog import Catalog, Phrase
from ..eligibility import UNLIKELY, judge
from .classifier import SMALLTALK, UNKNOWN, Classifier
from .clauses import asks_twice, halves, kept
from .features import features
from .message import Message, Reader
from .nearest import Nearest
from .result import Ages, Match, Need

SURE = 0.84  # sureness of the first programme from which it is given as the answer
OFFER = 0.12  # probability below which nothing is offered
SHOWN = {"answer": 0.45, "choose": 0.2}  # a further programme is shown when it is this likely …
SHARE = {"answer": 0.62, "choose": 0.4}  # … or has this share of the best one's probability
RIVAL = 0.15  # a second need is looked for when a programme of another kind is this likely …
TWO = 0.7  # … and taken when both halves are this sure, …
TWO_SAID = 0.3  # … or this sure, where the wording says that two things are asked
ECHOED = 8  # a half counts when its best is among so many of the whole message's best …
ALONE = 0.8  # … or is this sure by itself
SAME = 0.86  # likeness from which a phrase answers by itself
MOST = 3
UNFIT = 0.3  # what is left of a programme that a stated age excludes


@dataclass(frozen=True)
class Found:
    """outcome: answer / choose / unknown / smalltalk, with the needs behind it."""

    outcome: str
    needs: tuple[Need, ...] = ()
    missed: tuple[str, ...] = ()


class NeedFinder:
    """Reads the needs of a message against one catalog."""

    def __init__(self, catalog: Catalog, reader: Reader) -> None:
        self._programs = catalog.programs
        self._reader = reader
        model = catalog.model.get("needs", {})
        self._classifier = Classifier(model)
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
        if best < OFFER or special > best:
            small = scores.get(SMALLTALK, 0.0) >= scores.get(UNKNOWN, 0.0) and special > best
            return Found("smalltalk" if small else "unknown", missed=missed)
        two = self._two_needs(text, weights, named, ranked)
        if two:
            return Found("answer", two, missed)
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
    ) -> Need:
        """The programmes to show; one that was asked for by name has probability 1."""
        best = ranked[0][1]
        least = min(SHOWN[outcome], SHARE[outcome] * best)
        shown = [row for row in ranked[:MOST] if row[1] >= least]
        found = features(message)
        matches = []
        for program_id, probability in shown:
            sure = 1.0 if program_id in named else round(probability, 3)
            matches.append(Match(program_id, sure, self._classifier.reasons(found, program_id)))
        return Need(message.text, tuple(matches))

    def _two_needs(
        self,
        text: str,
        weights: Mapping[str, float],
        named: frozenset[str],
        whole: list[tuple[str, float]],
    ) -> tuple[Need, ...]:
        """Two needs, each with up to two programmes, when the two halves of the message ask for
        different ones; what the whole message asks for most comes first."""
        said = asks_twice(text)
        if not said and self._classifier.rival(whole) < RIVAL:
            return ()
        order = dict(whole)
        echoed = {program_id for program_id, _ in whole[:ECHOED]}
        best, chosen = TWO_SAID if said else TWO, None
        for cut in halves(text):
            parts = [self._half(part, weights) for part in cut]
            tops = [ranked[0] for _, ranked in parts if ranked]
            if len(tops) < 2 or self._classifier.fellows(tops[0][0], tops[1][0]):
                continue
            sure = min(score for _, score in tops)
            if sure >= best and all(top in echoed or score >= ALONE for top, score in tops):
                best, chosen = sure, parts
        if chosen is None:
            return ()
        needs = [self._need(message, ranked, named) for message, ranked in chosen]
        needs.sort(key=lambda need: -max(order.get(m.program_id, 0.0) for m in need.matches))
        first = {match.program_id for match in needs[0].matches[:2]}
        rest = tuple(m for m in needs[1].matches if m.program_id not in first)
        second = replace(needs[1], matches=rest[:2])
        return (replace(needs[0], matches=needs[0].matches[:2]), second) if rest else ()

    def _half(
        self, text: str, weights: Mapping[str, float]
    ) -> tuple[Message, list[tuple[str, float]]]:
        message = self._reader.prepare(text)
        scores = self._classifier.scores(features(message))
        return message, self._ranked(scores, weights)


def _words(message: Message) -> tuple[str, ...]:
    return message.words + tuple("g:" + concept for concept in message.concepts)
