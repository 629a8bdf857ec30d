"""One-vs-rest logistic regression over the scaled features, and its file."""

import json
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

# Words and concepts say most, letters and sounds catch typos and kana: chosen by
# cross-validation over writers (docs/understanding.md).
SCALES = {"w": 3.0, "g": 3.0, "p": 1.5, "c": 0.8, "k": 0.8}
STRENGTH = 10.0  # inverse regularisation
RAREST = 3  # a feature seen less often is left out
SMALLEST = 0.25  # weights below it are pruned
FELLOW = 0.15  # share of messages in which two labels are right together


class Space:
    """The features that are kept, and messages as rows of unit length."""

    def __init__(self, found: list[set[str]]) -> None:
        counts = Counter(feature for one in found for feature in one)
        self.kept = sorted(feature for feature, count in counts.items() if count >= RAREST)
        self._columns = {feature: column for column, feature in enumerate(self.kept)}

    def matrix(self, found: list[set[str]]) -> csr_matrix:
        indices: list[int] = []
        starts, values = [0], []
        for one in found:
            columns = sorted(self._columns[feature] for feature in one if feature in self._columns)
            scales = np.array([SCALES[self.kept[column][0]] for column in columns])
            norm = np.sqrt((scales**2).sum()) or 1.0
            indices += columns
            values += list(scales / norm)
            starts.append(len(indices))
        return csr_matrix((values, indices, starts), shape=(len(found), len(self.kept)))


def fit(
    rows: csr_matrix, targets: np.ndarray, strength: float = STRENGTH
) -> tuple[np.ndarray, np.ndarray]:
    """Weights (labels x features) and biases; a label seen once or never scores lowest."""
    weights = np.zeros((targets.shape[1], rows.shape[1]))
    bias = np.full(targets.shape[1], -20.0)
    for label in range(targets.shape[1]):
        if targets[:, label].sum() < 2:
            continue
        model = LogisticRegression(C=strength, solver="liblinear", class_weight="balanced")
        model.fit(rows, targets[:, label])
        weights[label] = model.coef_[0]
        bias[label] = model.intercept_[0]
    return weights, bias


def calibrate(scores: np.ndarray, right: np.ndarray, top: int = 8) -> list[float]:
    """Slope and offset that turn the best scores of unseen messages into probabilities."""
    order = np.argsort(-scores, axis=1)[:, :top]
    picked = np.take_along_axis(scores, order, axis=1).ravel()
    truth = np.take_along_axis(right, order, axis=1).ravel()
    model = LogisticRegression(C=100.0).fit(picked.reshape(-1, 1), truth)
    return [round(float(model.coef_[0][0]), 4), round(float(model.intercept_[0]), 4)]


def fellows(targets: np.ndarray, labels: list[str]) -> dict[str, list[str]]:
    """Label -> labels that are often right together with it: no rivals of each other."""
    together = targets.T @ targets
    seen = np.diag(together) + 5  # a label seen twice has no settled company
    share = together / np.minimum.outer(seen, seen)
    return {
        label: [labels[other] for other in np.nonzero(share[row] >= FELLOW)[0] if other != row]
        for row, label in enumerate(labels)
    }


def sureness(
    scores: np.ndarray, right: np.ndarray, lengths: np.ndarray, company: dict[str, list[str]]
) -> list[float]:
    """Weights of best score, its lead over the best rival, log of the length, and an offset: is
    the first right? Columns of `scores` are in the order of `company`."""
    labels = list(company)
    index = {label: position for position, label in enumerate(labels)}
    signs, truth = [], []
    for row, answers, length in zip(scores, right, lengths, strict=True):
        first = int(row.argmax())
        friends = {first, *(index[label] for label in company[labels[first]])}
        rival = max(score for column, score in enumerate(row) if column not in friends)
        signs.append((row[first], row[first] - rival, np.log(length)))
        truth.append(answers[first])
    model = LogisticRegression(C=10.0).fit(np.array(signs), truth)
    return [round(float(value), 4) for value in [*model.coef_[0], model.intercept_[0]]]


def as_model(space: Space, labels: list[str], fitted: tuple) -> dict:
    """What Classifier reads: classes, bias, scales, weights (the small ones pruned)."""
    weights, bias = fitted
    rows: dict[str, list] = {}
    for column, feature in enumerate(space.kept):
        row: list[float] = []
        for label in np.nonzero(np.abs(weights[:, column]) >= SMALLEST)[0]:
            row += [int(label), round(float(weights[label, column]), 2)]
        if row:
            rows[feature] = row
    rounded = [round(float(value), 3) for value in bias]
    return {"scales": SCALES, "classes": labels, "bias": rounded, "weights": rows}


def write(path: Path, model: dict, facts: dict) -> None:
    """Write a model as JSON with one feature a line, so that a diff can be read."""
    head = {"date": datetime.now(UTC).date().isoformat(), **facts, **model}
    weights = head.pop("weights")
    lines = [
        f"{json.dumps(feature, ensure_ascii=False)}:{json.dumps(row, separators=(',', ':'))}"
        for feature, row in weights.items()
    ]
    opening = json.dumps(head, ensure_ascii=False, indent=1)[:-2]
    path.parent.mkdir(exist_ok=True)
    body = ",\n".join(lines)
    path.write_text(f'{opening},\n "weights": {{\n{body}\n}}}}\n', encoding="utf-8")
