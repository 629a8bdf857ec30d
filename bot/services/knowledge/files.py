"""Read a knowledge folder. What the rows mean is told in build.py."""

import csv
import io
from collections.abc import Iterator
from pathlib import Path

from .build import build_catalog
from .problems import Problem, problem
from .rows import Row, Rows

__all__ = ["build_catalog", "knowledge_files", "read_folder"]

PATTERNS = (
    "city.toml",
    "model/*.json",
    "*.csv",
    "phrases/*.csv",
    "lexicon/*.csv",
    "wording/*.csv",
)


def knowledge_files(folder: Path) -> list[Path]:
    """Every file that the release is made of, in a stable order."""
    paths = [path for pattern in PATTERNS for path in folder.glob(pattern)]
    return sorted(path for path in paths if path.is_file())


def read_folder(folder: Path) -> Rows:
    """Read every CSV, city.toml and the model of `folder`; unreadable ones become problems."""
    rows = Rows({}, {}, [])
    for path in knowledge_files(folder):
        name = path.relative_to(folder).as_posix()
        try:
            text = _text(path, name, rows.problems)
        except (OSError, UnicodeDecodeError, csv.Error) as error:
            rows.problems.append(problem("file_unreadable", name, reason=type(error).__name__))
            continue
        if path.suffix == ".csv":
            table = name.removesuffix(".csv")
            rows.columns[table] = _header(csv.reader(io.StringIO(text, newline="")))
            rows.tables[table] = list(_rows(text, name, rows.problems))
        else:
            rows.documents[name] = text
    return rows


def _text(path: Path, name: str, problems: list[Problem]) -> str:
    data = path.read_bytes()
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        # Excel's plain "CSV" in Japan: readable, but every other tool would show broken letters.
        text = data.decode("cp932")
        problems.append(problem("shift_jis", name))
        return text


def _rows(text: str, name: str, problems: list[Problem]) -> Iterator[Row]:
    reader = csv.reader(io.StringIO(text, newline=""))
    header = _header(reader)
    line = reader.line_num + 1
    try:
        for values in reader:
            row = _row(header, values, Row(name, line, {}), problems)
            line = reader.line_num + 1
            if row:
                yield row
    except csv.Error as error:
        problems.append(problem("file_unreadable", name, line, reason=error))


def _header(reader: Iterator[list[str]]) -> tuple[str, ...]:
    return tuple(column.strip() for column in next(reader, []))


def _row(
    header: tuple[str, ...], values: list[str], at: Row, problems: list[Problem]
) -> Row | None:
    values = [value.strip() for value in values]
    if not any(values):
        return None
    # Excel likes to add empty columns at the right.
    if len(values) > len(header) and not any(values[len(header) :]):
        values = values[: len(header)]
    if len(values) != len(header):
        found, expected = len(values), len(header)
        problems.append(
            problem("broken_row", at.file, at.line, values[0], found=found, expected=expected)
        )
        return None
    return Row(at.file, at.line, dict(zip(header, values, strict=True)))
