"""The phrases as matrices: features of each, and the programmes that are right for it."""

import csv
from collections import Counter
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix

from bot.core.understanding.features import features
from bot.core.understanding.message import Reader

ROOT = Path(__file__).resolve().parent.parent
KNOWLEDGE = ROOT / "knowledge"


def rows(folder: Path) -> list[dict[str, str]]:
    """Every row of every CSV in `folder`."""
    found = []
    for path in sorted(folder.glob("*.csv")):
        with path.open(encoding="utf-8-sig", newline="") as lines:
            found += list(csv.DictReader(lines))
    return found


def lexicon(knowledge: Path = KNOWLEDGE) -> dict[str, list[dict[str, str]]]:
    """lexicon/*.csv by stem."""
    found = {}
    for path in sorted((knowledge / "lexicon").glob("*.csv")):
        with path.open(encoding="utf-8-sig", newline="") as lines:
            found[path.stem] = list(csv.DictReader(lines))
    return found


class Bank:
    """Phrases with their features; `labels` are the programme ids and _unknown, _smalltalk."""

    def __init__(self, phrases: list[dict[str, str]], reader: Reader, rarest: int = 2) -> None:
        self.phrases = phrases
        self.found = [features(reader.prepare(row["text"])) for row in phrases]
        self.labels = sorted({label for row in phrases for label in ids(row)})
        counts = Counter(feature for found in self.found for feature in found)
        kept = sorted(feature for feature, count in counts.items() if count >= rarest)
        self.columns = {feature: column for column, feature in enumerate(kept)}
        index = {label: position for position, label in enumerate(self.labels)}
        self.targets = np.zeros((len(phrases), len(self.labels)))
        for position, row in enumerate(phrases):
            for label in ids(row):
                self.targets[position, index[label]] = 1

    def matrix(self, found: list[set[str]]) -> csr_matrix:
        """Rows of unit length over the kept features."""
        indices: list[int] = []
        starts = [0]
        values: list[float] = []
        for one in found:
            columns = sorted(self.columns[f] for f in one if f in self.columns)
            indices += columns
            values += [1 / max(1.0, len(columns)) ** 0.5] * len(columns)
            starts.append(len(indices))
        return csr_matrix((values, indices, starts), shape=(len(found), len(self.columns)))


def ids(row: dict[str, str]) -> list[str]:
    return [one for one in row["program_ids"].split(";") if one]
