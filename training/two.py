"""How likely a message asks for two things: weights for the signs of understanding/second.py."""

from collections.abc import Iterable

import numpy as np
from sklearn.linear_model import LogisticRegression

from bot.core.understanding.classifier import SMALLTALK, UNKNOWN, Classifier
from bot.core.understanding.clauses import kept
from bot.core.understanding.features import features
from bot.core.understanding.message import Reader
from bot.core.understanding.second import Ranked, look

from .data import SECOND

NO_NEED = (SMALLTALK, UNKNOWN)
Signs = list[tuple[tuple[float, ...], bool]]


def signs(rows: Iterable[dict[str, str]], model: dict, reader: Reader) -> Signs:
    """Signs of each row and whether it has two needs, by a model that never saw its writer."""
    classifier = Classifier(model)

    def read(text: str) -> set[str]:
        return features(reader.prepare(text))

    def ranked(scores: dict[str, float]) -> Ranked:
        calm = ((label, score) for label, score in scores.items() if label not in NO_NEED)
        return sorted(calm, key=lambda pair: -pair[1])

    made = []
    for row in rows:
        if row["program_ids"].startswith("_"):
            continue
        text = kept(reader.prepare(row["text"]).text)
        whole = ranked(classifier.scores(read(text)))
        found = look(text, whole, classifier, read, ranked)
        if found:
            made.append((found.signs, SECOND in row))
    return made


def weigh(made: Signs) -> list[float]:
    """A weight for each sign, and an offset; [] where no message with two needs is known."""
    truth = [two for _, two in made]
    if not any(truth):
        return []
    # One message in seven has two needs, in the sets that are kept apart; the writers were asked
    # for more.
    model = LogisticRegression(C=1.0, max_iter=1000)
    model.fit(np.array([one for one, _ in made]), truth)
    return [round(float(value), 4) for value in [*model.coef_[0], model.intercept_[0]]]
