"""The need classifier: a linear model, one weight for each feature and programme.

Trained offline (training/fit.py), read from knowledge/model/needs.json, inferred here in plain
Python. Features are binary and the row has unit length, so a score is bias + sum(w) / sqrt(n).
"""

from collections.abc import Mapping
from math import exp, sqrt

UNKNOWN, SMALLTALK = "_unknown", "_smalltalk"


class Classifier:
    """Scores every programme, and _unknown and _smalltalk, for a set of features."""

    def __init__(self, model: Mapping) -> None:
        self.classes: list[str] = list(model.get("classes", ()))
        self._bias: list[float] = list(model.get("bias", ()))
        self._weights: Mapping[str, list[float]] = model.get("weights", {})
        self._slope: float = model.get("slope", 1.0)

    def scores(self, found: set[str]) -> dict[str, float]:
        """Label -> probability 0-1 of being a right first answer; empty when untrained."""
        if not self.classes:
            return {}
        known = [row for row in map(self._weights.get, found) if row is not None]
        scale = 1 / sqrt(len(known)) if known else 0.0
        totals = [0.0] * len(self.classes)
        for row in known:
            # a row is class, weight, class, weight, … : flat lists load and walk fastest
            for position in range(0, len(row), 2):
                totals[int(row[position])] += row[position + 1]
        return {
            label: 1 / (1 + exp(-max(-30.0, min(30.0, bias + scale * total))))
            for label, bias, total in zip(self.classes, self._bias, totals, strict=True)
        }

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
        return tuple(word for _, word in sorted(weighed, reverse=True)[:most])

    def knows(self, word: str) -> bool:
        """True when the word says something about any programme."""
        return "w:" + word in self._weights
