"""Train the need classifier: python -m training.fit

Leaves each writer out in turn to report what an unseen hand gets and to calibrate, then fits
everything into knowledge/model/needs.json.
"""

import numpy as np

from bot.core.understanding.classifier import SMALLTALK, UNKNOWN
from bot.core.understanding.message import Reader

from .data import KNOWLEDGE, Bank, in_kana, lexicon, phrases
from .linear import Space, calibrate, fellows, fit, sureness, write

SPECIAL = ("w8",)  # other offices and small talk: no other writer covers them


def main() -> None:
    reader = Reader(lexicon())
    written = phrases()
    bank = Bank(written, reader)
    unseen = [_leave_out(bank, writer) for writer in bank.writers() if writer not in SPECIAL]
    scores = np.vstack([part[0] for part in unseen])
    right = np.vstack([part[1] for part in unseen])
    lengths = np.concatenate([part[2] for part in unseen])
    calibration = calibrate(scores, right)
    calm = right[:, [bank.labels.index(UNKNOWN), bank.labels.index(SMALLTALK)]].sum(axis=1) == 0
    logits = calibration[0] * scores + calibration[1]
    company = fellows(bank.targets, bank.labels)
    facts = {
        "n": len(written),
        "writers": bank.writers(),
        "calibration": calibration,
        "sure": sureness(logits[calm], right[calm], lengths[calm], company),
        "fellows": company,
    }
    full = Bank([*written, *in_kana(written, reader)], reader)
    space = Space(full.found)
    fitted = fit(space.matrix(full.found), full.targets)
    write(KNOWLEDGE / "model" / "needs.json", space, full.labels, fitted, facts)
    print({key: facts[key] for key in ("n", "calibration", "sure")})


def _leave_out(bank: Bank, writer: str) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Scores, targets and text lengths of one writer, by a model that never saw that hand."""
    mine = np.array([row["writer"] == writer for row in bank.rows])
    others = [found for found, hers in zip(bank.found, mine, strict=True) if not hers]
    numbers = np.nonzero(mine)[0]
    space = Space(others)
    weights, bias = fit(space.matrix(others), bank.targets[~mine])
    scores = space.matrix([bank.found[n] for n in numbers]) @ weights.T + bias
    _report(writer, bank, scores, numbers)
    lengths = np.array([len(bank.rows[n]["text"]) for n in numbers])
    return scores, bank.targets[mine], lengths


def _report(writer: str, bank: Bank, scores: np.ndarray, numbers: np.ndarray) -> None:
    order = np.argsort(-scores, axis=1)[:, :3]
    first = [bank.targets[n, row[0]] for n, row in zip(numbers, order, strict=True)]
    three = [bank.targets[n, row].any() for n, row in zip(numbers, order, strict=True)]
    reached = f"first {np.mean(first):.3f}, among three {np.mean(three):.3f}"
    print(f"{writer}: {len(numbers)} unseen, {reached}", flush=True)


if __name__ == "__main__":
    main()
