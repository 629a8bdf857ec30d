"""Train the need classifier: python -m training.fit

Leaves each writer out in turn to report what an unseen hand gets and to calibrate, then fits
everything into knowledge/model/needs.json.
"""

from typing import NamedTuple

import numpy as np

from bot.core.understanding.classifier import SMALLTALK, UNKNOWN
from bot.core.understanding.message import Reader

from . import two
from .data import KNOWLEDGE, SECOND, Bank, in_kana, lexicon, phrases
from .linear import Space, as_model, calibrate, fellows, fit, sureness, write

SPECIAL = ("w8",)  # other offices and small talk: no other writer covers them


def main() -> None:
    reader = Reader(lexicon())
    written = phrases()
    bank = Bank(written, reader)
    unseen = [_leave_out(bank, writer) for writer in bank.writers() if writer not in SPECIAL]
    scores, right = (
        np.vstack([getattr(part, name) for part in unseen]) for name in ("scores", "right")
    )
    lengths = np.concatenate([part.lengths for part in unseen])
    calibration = calibrate(scores, right)
    calm = right[:, [bank.labels.index(UNKNOWN), bank.labels.index(SMALLTALK)]].sum(axis=1) == 0
    logits = calibration[0] * scores + calibration[1]
    company = fellows(_single(bank), bank.labels)
    known = {"calibration": calibration, "fellows": company}
    made = [
        sign
        for part in unseen
        if any(SECOND in row for row in part.rows)
        for sign in two.signs(part.rows, {**part.model, **known}, reader)
    ]
    facts = {
        "n": len(written),
        "writers": bank.writers(),
        "sure": sureness(logits[calm], right[calm], lengths[calm], company),
        "two": two.weigh(made),
        **known,
    }
    full = Bank([*written, *in_kana(written, reader)], reader)
    space = Space(full.found)
    fitted = fit(space.matrix(full.found), full.targets)
    write(KNOWLEDGE / "model" / "needs.json", as_model(space, full.labels, fitted), facts)
    print({key: facts[key] for key in ("n", "calibration", "sure", "two")})


class Part(NamedTuple):
    """What a model that never saw a writer makes of that writer's rows."""

    scores: np.ndarray
    right: np.ndarray
    lengths: np.ndarray
    rows: list[dict[str, str]]
    model: dict


def _single(bank: Bank) -> np.ndarray:
    """The targets of messages with one need: what stands in one of two was never one need."""
    return bank.targets[np.array([SECOND not in row for row in bank.rows])]


def _leave_out(bank: Bank, writer: str) -> Part:
    """Scores, targets and text lengths of one writer, by a model that never saw that hand."""
    mine = np.array([row["writer"] == writer for row in bank.rows])
    others = [found for found, hers in zip(bank.found, mine, strict=True) if not hers]
    numbers = np.nonzero(mine)[0]
    space = Space(others)
    weights, bias = fit(space.matrix(others), bank.targets[~mine])
    scores = space.matrix([bank.found[n] for n in numbers]) @ weights.T + bias
    _report(writer, bank, scores, numbers)
    rows = [bank.rows[n] for n in numbers]
    lengths = np.array([len(row["text"]) for row in rows])
    model = as_model(space, bank.labels, (weights, bias))
    return Part(scores, bank.targets[mine], lengths, rows, model)


def _report(writer: str, bank: Bank, scores: np.ndarray, numbers: np.ndarray) -> None:
    order = np.argsort(-scores, axis=1)[:, :3]
    first = [bank.targets[n, row[0]] for n, row in zip(numbers, order, strict=True)]
    three = [bank.targets[n, row].any() for n, row in zip(numbers, order, strict=True)]
    reached = f"first {np.mean(first):.3f}, among three {np.mean(three):.3f}"
    print(f"{writer}: {len(numbers)} unseen, {reached}", flush=True)


if __name__ == "__main__":
    main()
