"""What each column of each table is for: the one description that forms and sheets share."""

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

KINDS = frozenset(
    {
        *("id", "text", "long", "parts", "phone", "hours", "date", "choice", "choices"),
        *("reference", "references", "yes", "number", "degrees", "url", "urls"),
    }
)
_FILE = Path(__file__).with_name("fields.csv")


@dataclass(frozen=True, slots=True)
class Field:
    """One column of a table.

    kind: one of KINDS. "parts", "choices" and "references" hold several, `;` between them; "urls"
    ` ; `; "phone" ` / `. choices: value -> label. reference: the table whose names may stand here;
    of a "text" these are suggestions, and others are allowed.
    """

    column: str
    label: str
    help: str
    kind: str = "text"
    required: bool = False
    choices: tuple[tuple[str, str], ...] = ()
    reference: str = ""
    group: str = ""


def fields(table: str, columns: Iterable[str] = ()) -> tuple[Field, ...]:
    """The fields of `table` ("programs", "phrases/w1", "lexicon/danger"), in the order of a form.

    `columns`: only these, in their order; one that is not described is a plain text. Tables of the
    lexicon differ in their columns, so theirs must be given. KeyError: no such table.
    """
    known = _tables()[table.partition("/")[0]]
    if not columns:
        return tuple(known.values())
    return tuple(known.get(column) or Field(column, column, "") for column in columns)


def labels(table: str) -> dict[str, str]:
    """column -> label."""
    return {field.column: field.label for field in fields(table)}


@cache
def _tables() -> dict[str, dict[str, Field]]:
    tables: dict[str, dict[str, Field]] = {}
    with _FILE.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            for table in row["tables"].split(";"):
                tables.setdefault(table, {})[row["column"]] = _field(row)
    return tables


def _field(row: dict[str, str]) -> Field:
    pairs = (pair.partition("=") for pair in row["choices"].split(";") if pair)
    return Field(
        column=row["column"],
        label=row["label"],
        help=row["help"],
        kind=row["kind"],
        required=row["required"] == "yes",
        choices=tuple((value, label) for value, _, label in pairs),
        reference=row["reference"],
        group=row["group"],
    )
