"""Sentences with what they say, a line each: people who know the families can add to them."""

import csv
from pathlib import Path

from bot.core.text import normalise

KNOWLEDGE = Path(__file__).parents[3] / "knowledge"


def table(path: Path) -> list[dict[str, str]]:
    """The rows of a CSV file."""
    with path.open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines))


def sentences(slot: str) -> list[dict[str, str]]:
    """The labelled sentences of a slot, their text normalised."""
    rows = table(Path(__file__).parent / f"{slot}.csv")
    return [row | {"text": normalise(row["text"])} for row in rows]
