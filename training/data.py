"""The phrases as features, and the programmes that are right for each."""

import csv
from pathlib import Path

import numpy as np

from bot.core.understanding.features import features
from bot.core.understanding.message import Reader

ROOT = Path(__file__).resolve().parent.parent
KNOWLEDGE = ROOT / "knowledge"
SECOND = "second_ids"  # the column of what else a message asks for
STAFF = "catalog"  # the writer of the names and aliases in programs.csv


def table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines))


def lexicon(knowledge: Path = KNOWLEDGE) -> dict[str, list[dict[str, str]]]:
    """lexicon/*.csv by stem."""
    return {path.stem: table(path) for path in sorted((knowledge / "lexicon").glob("*.csv"))}


def phrases(knowledge: Path = KNOWLEDGE) -> list[dict[str, str]]:
    """Every phrase of the bank, and the names of the programmes as phrases of their own."""
    found = [row for path in sorted((knowledge / "phrases").glob("*.csv")) for row in table(path)]
    for row in two_needs(knowledge):
        found.append({**row, "program_ids": f"{row['program_ids']};{row[SECOND]}"})
    for program in table(knowledge / "programs.csv"):
        names = [program["name"], program["short_name"], program["plain"]]
        for text in dict.fromkeys([*names, *program["aliases"].split(";")]):
            if len(text) > 2:
                found.append({"program_ids": program["id"], "text": text, "writer": STAFF})
    return found


def two_needs(knowledge: Path = KNOWLEDGE) -> list[dict[str, str]]:
    """Messages that ask for two things: the ids that are right for each."""
    return [row for path in sorted((knowledge / "two_needs").glob("*.csv")) for row in table(path)]


def in_kana(rows: list[dict[str, str]], reader: Reader) -> list[dict[str, str]]:
    """Every second Japanese phrase once more as who types without kanji would write it."""
    copies = []
    for row in rows[::2]:
        reading = reader.prepare(row["text"]).reading
        if row.get("language", "ja") == "ja" and reading != row["text"]:
            copies.append({**row, "text": reading})
    return copies


def ids(row: dict[str, str]) -> list[str]:
    return [one for one in row["program_ids"].split(";") if one]


class Bank:
    """Phrases with features, labels (programme ids, _unknown, _smalltalk) and targets (0/1)."""

    def __init__(self, rows: list[dict[str, str]], reader: Reader) -> None:
        self.rows = rows
        self.found = [features(reader.prepare(row["text"])) for row in rows]
        self.labels = sorted({label for row in rows for label in ids(row)})
        index = {label: position for position, label in enumerate(self.labels)}
        self.targets = np.zeros((len(rows), len(self.labels)))
        for position, row in enumerate(rows):
            for label in ids(row):
                self.targets[position, index[label]] = 1

    def writers(self) -> list[str]:
        return sorted({row["writer"] for row in self.rows} - {STAFF})
