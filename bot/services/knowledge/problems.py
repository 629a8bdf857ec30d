"""What can be wrong with a knowledge folder. The sentences stand in problems.csv beside this file:
they must be readable when the folder's own wording is not."""

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ERROR, WARNING = "error", "warning"


@dataclass(frozen=True)
class Problem:
    """One finding. level: error / warning. line: 1-based, 0 for the file as a whole."""

    level: str
    file: str
    line: int
    record_id: str
    text: str
    kind: str = ""
    column: str = ""

    def __str__(self) -> str:
        record = f" {self.record_id}:" if self.record_id else ""
        return f"{self.level}: {self.file}:{self.line}:{record} {self.text}"


@cache
def kinds() -> dict[str, tuple[str, str]]:
    """kind -> (level, sentence with placeholders)."""
    with Path(__file__).with_name("problems.csv").open(encoding="utf-8", newline="") as file:
        return {row["kind"]: (row["level"], row["text"]) for row in csv.DictReader(file)}


def problem(
    kind: str, file: str, line: int = 0, record_id: str = "", /, **values: object
) -> Problem:
    """The Problem of this kind, its sentence filled with `values`."""
    level, text = kinds()[kind]
    column = str(values.get("column", ""))
    return Problem(level, file, line, record_id, text.format(**values), kind, column)
