"""Train the need classifier: python -m training.fit

Leaves each writer out in turn to report what an unseen hand gets and to calibrate, then fits
everything into knowledge/model/needs.json.
"""

import sys

import numpy as np

from bot.core.understanding.message import Reader

from .data import KNOWLEDGE, Bank, lexicon, phrases
from .linear import Space, calibrate, fit, write

SPECIAL = ("w7", "w8")  # languages, other offices: no other writer covers them


def main() -> None:
    bank = Bank(phrases(), Reader(lexicon()))
    scores, rights = [], []
    for writer in bank.writers():
        if writer in SPECIAL:
            continue
        unseen = np.array([row["writer"] == writer for row in bank.rows])
        space = Space([bank.found[i] for i in np.nonzero(~unseen)[0]])
        weights, bias = fit(space.matrix([bank.found[i] for i in np.nonzero(~unseen)[0]]), bank.targets[~unseen])
        rows = space.matrix([bank.found[i] for i in np.nonzero(unseen)[0]])
        scores.append(rows @ weights.T + bias)
        rights.append(bank.targets[unseen])
        _report(writer, bank, scores[-1], np.nonzero(unseen)[0])
    calibration = calibrate(np.vstack(scores), np.vstack(rights))
    space = Space(bank.found)
    fitted = fit(space.matrix(bank.found), bank.targets)
    facts = {"n": len(bank.rows), "writers": bank.writers(), "calibration": calibration}
    write(KNOWLEDGE / "model" / "needs.json", space, bank.labels, fitted, facts)
    print(f"{len(bank.rows)} phrases, calibration {calibration}")


def _report(writer: str, bank: Bank, scores: np.ndarray, numbers: np.ndarray) -> None:
    order = np.argsort(-scores, axis=1)[:, :3]
    first = [bank.targets[n, row[0]] for n, row in zip(numbers, order, strict=True)]
    three = [bank.targets[n, row].any() for n, row in zip(numbers, order, strict=True)]
    print(f"{writer}: {len(numbers)} unseen, first {np.mean(first):.3f}, among three {np.mean(three):.3f}")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
