"""What the standards give and take."""

import csv
from functools import cache
from pathlib import Path
from typing import NamedTuple

from ..mapping import Incoming
from .ways import Column


class Lost(NamedTuple):
    """What a format cannot carry. kind: out_column, out_partly, out_records, in_column; label: the
    column; number: the records that have something there."""

    kind: str
    label: str
    number: int


class Written(NamedTuple):
    """A file of a standard. suffix: csv or zip."""

    data: bytes
    suffix: str
    lost: list[Lost]
    records: int


class Taken(NamedTuple):
    """The rows of a file of a standard, as an upload to `table`."""

    table: str
    rows: list[Incoming]
    lost: list[Lost]


@cache
def columns_of(name: str, table: str) -> tuple[Column, ...]:
    """The columns of the file `name`.csv beside this one."""
    with Path(__file__).with_name(f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return tuple(
            Column(row["column"], _split(row["aliases"]), row["way"], _split(row["ours"]), table)
            for row in csv.DictReader(file)
        )


def _split(text: str) -> tuple[str, ...]:
    return tuple(part for part in text.split(";") if part)
