"""A copy of the shipped knowledge that a test may spoil."""

import csv
import shutil
from pathlib import Path

SHIPPED = Path(__file__).resolve().parents[2] / "knowledge"
PHRASES = 8


def copied(target: Path) -> Path:
    """The files with facts, eight made-up phrases for each programme, two sentences."""
    target.mkdir()
    for path in [*SHIPPED.glob("*.csv"), SHIPPED / "city.toml"]:
        shutil.copy(path, target)
    ids = [row["id"] for row in rows(target / "programs.csv")]
    write(
        target / "phrases" / "made.csv",
        [
            {"program_ids": i, "text": f"{i} {n}", "language": "ja", "writer": "test"}
            for i in ids
            for n in range(PHRASES)
        ],
    )
    write(target / "wording" / "ja.csv", [sentence("hello", "こんにちは、{name}です")])
    write(target / "wording" / "en.csv", [sentence("hello", "Hello, this is {name}")])
    return target


def sentence(key: str, text: str, reviewed_by: str = "") -> dict[str, str]:
    return {"key": key, "text": text, "reviewed_by": reviewed_by}


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def write(path: Path, records: list[dict[str, str]]) -> None:
    path.parent.mkdir(exist_ok=True)
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, list(records[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(records)


def edit(path: Path, record_id: str, **cells: str) -> int:
    """Change cells of one record; return the line it stands on."""
    records = rows(path)
    key = next(iter(records[0]))
    index = next(i for i, record in enumerate(records) if record[key] == record_id)
    records[index] |= cells
    write(path, records)
    return index + 2


def drop(path: Path, record_id: str) -> None:
    key = next(iter(rows(path)[0]))
    write(path, [record for record in rows(path) if record[key] != record_id])


def repeat(path: Path, record_id: str, **cells: str) -> None:
    """Write a record a second time, at the end, with other cells."""
    key = next(iter(rows(path)[0]))
    record = next(record for record in rows(path) if record[key] == record_id)
    write(path, [*rows(path), record | cells])
