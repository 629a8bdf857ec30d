"""The rows of a knowledge folder, before anybody asks what they mean."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from .problems import Problem


@dataclass(frozen=True, slots=True)
class Row:
    """One record as written: column -> text, and where it stands."""

    file: str
    line: int
    cells: dict[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells.get(column, "")


@dataclass(frozen=True)
class Rows:
    """Every file of a folder. tables: "programs" or "phrases/w1" -> rows; documents: city.toml and
    model/needs.json as text; problems: rows and files that could not be read at all; columns: the
    first line of each table, which may have no rows."""

    tables: dict[str, list[Row]]
    documents: dict[str, str]
    problems: list[Problem] = field(default_factory=list)
    columns: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def table(self, name: str) -> list[Row]:
        return self.tables.get(name, [])

    def header(self, name: str) -> tuple[str, ...]:
        """The columns of the table `name`, () when there is none."""
        first = next(iter(self.table(name)), None)
        return self.columns.get(name) or (tuple(first.cells) if first else ())

    def folder(self, name: str) -> Iterator[tuple[str, list[Row]]]:
        """(stem, rows) of each file of the subfolder `name`, by name."""
        for table in sorted(self.tables):
            if table.startswith(name + "/"):
                yield table.removeprefix(name + "/"), self.tables[table]
