"""A linear model: one weight for each feature and label, inferred in plain Python.

Trained offline (training/), read from knowledge/model/*.json. Features are binary, each kind has
a scale, and the row has unit length: score = bias + sum(scale * weight) / norm.
"""

from collections.abc import Iterable, Mapping
from math import exp, log, sqrt

UNKNOWN, SMALLTALK = "_unknown", "_smalltalk"


def sigmoid(score: float) -> float:
    """Logistic function, safe for any score."""
    return 1 / (1 + exp(-max(-30.0, min(30.0, score))))


def logit(probability: float) -> float:
    """Inverse of sigmoid, within its safe range."""
    kept = min(1 - 1e-9, max(1e-9, probability))
    return log(kept / (1 - kept))


class Classifier:
    """Scores every label for a set of features."""

    def __init__(self, model: Mapping) -> None:
        """`model`: classes, bias, scales {kind: scale}, weights {feature: [class, weight, …]},
        calibration [slope, offset]; an empty mapping is a model that knows nothing."""
        self.classes: list[str] = list(model.get("classes", ()))
        self._bias: list[float] = list(model.get("bias", ()))
        self._weights: Mapping[str, list] = model.get("weights", {})
        self._scales: Mapping[str, float] = model.get("scales", {})
        self._slope, self._offset = model.get("calibration", (1.0, 0.0))
        self._sure = model.get("sure", (1.0, 0.0, 0.0, 0.0))
        self._fellows: Mapping[str, list[str]] = model.get("fellows", {})

    def scores(self, found: set[str]) -> dict[str, float]:
        """Label -> calibrated probability 0-1; empty when untrained."""
        return self.growing((found,))[0]

    def growing(self, parts: Iterable[set[str]]) -> list[dict[str, float]]:
        """Scores of the first of `parts`, of the first two together, and so on."""
        totals = [0.0] * len(self.classes)
        square = 0.0
        seen: set[str] = set()
        made = []
        for part in parts:
            for feature in sorted(part - seen):  # sums of fractions depend on their order
                row = self._weights.get(feature)
                if row is None:
                    continue
                scale = self._scales.get(feature[0], 1.0)
                square += scale * scale
                # a row is class, weight, class, weight, … : flat lists load and walk fastest
                flat = iter(row)
                for label, weight in zip(flat, flat, strict=True):
                    totals[label] += scale * weight
            seen |= part
            made.append(self._probabilities(totals, square))
        return made

    def _probabilities(self, totals: list[float], square: float) -> dict[str, float]:
        norm = 1 / sqrt(square) if square else 0.0
        return {
            label: sigmoid(self._slope * (bias + norm * total) + self._offset)
            for label, bias, total in zip(self.classes, self._bias, totals, strict=True)
        }

    def sureness(self, ranked: list[tuple[str, float]], length: int) -> float:
        """Probability that the first of `ranked` is right: from its probability, its lead over
        the best that is not its fellow (often right beside it), and the number of letters (a
        longer message says more)."""
        best, rival = ranked[0][1], self.rival(ranked)
        weights = self._sure
        lead = logit(best) - logit(rival)
        known = weights[0] * logit(best) + weights[1] * lead + weights[2] * log(max(1, length))
        return sigmoid(known + weights[3])

    def fellows(self, one: str, other: str) -> bool:
        """True when two labels are the same or often right together."""
        return one == other or other in self._fellows.get(one, ())

    def rival(self, ranked: list[tuple[str, float]]) -> float:
        """Probability of the best label that is no fellow of the first; 0 when there is none."""
        first = ranked[0][0]
        return next((score for label, score in ranked if not self.fellows(first, label)), 0.0)

    def reasons(self, found: set[str], label: str, most: int = 4) -> tuple[str, ...]:
        """The words and concepts that spoke for `label`, the strongest first."""
        if label not in self.classes:
            return ()
        wanted = self.classes.index(label)
        weighed = []
        for feature in found:
            row = self._weights.get(feature)
            if row and feature[:2] in ("w:", "g:") and wanted in row[::2]:
                weight = row[row[::2].index(wanted) * 2 + 1]
                if weight > 0:
                    weighed.append((weight, feature[2:]))
        words = dict.fromkeys(word for _, word in sorted(weighed, reverse=True))
        return tuple(words)[:most]

    def knows(self, word: str) -> bool:
        """True when the word says something about any label."""
        return "w:" + word in self._weights
