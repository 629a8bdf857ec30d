"""The few words that the sheets themselves carry."""

import csv
from functools import cache
from pathlib import Path

_FILE = Path(__file__).with_name("words.csv")


def word(key: str) -> str:
    """The word of words.csv. KeyError for none."""
    return _words()[key]


def table_label(table: str) -> str:
    """What staff call `table`: "places" -> 場所, "phrases/w1" -> 親の言い方 w1."""
    folder, _, rest = table.partition("/")
    return f"{word(folder)} {rest}".strip()


@cache
def _words() -> dict[str, str]:
    with _FILE.open(encoding="utf-8", newline="") as file:
        return {row["key"]: row["text"] for row in csv.DictReader(file)}
