"""Write a release back as the files of a knowledge folder, byte for byte as they were read."""

import csv
import io
import os
import re
from pathlib import Path

from .rows import Rows

BOM = b"\xef\xbb\xbf"

_NAME = re.compile(r"(?:[\w-]+/)?[\w-]+(?:\.[a-z]+)?")


def export(rows: Rows, folder: Path) -> list[str]:
    """Write every table and document of `rows` into `folder`; return the names of the files that
    are not as they were. Other files there are left alone. OSError: it cannot be written."""
    files = {f"{table}.csv": _csv(rows, table) for table in rows.tables}
    files |= {name: text.encode() for name, text in rows.documents.items()}
    written = []
    for name, data in sorted(files.items()):
        if not _NAME.fullmatch(name):
            raise OSError(f"{name!r} is no name of a knowledge file")
        path = folder / name
        before = path.read_bytes() if path.exists() else None
        if before is not None and name.endswith(".csv"):
            data = _like(before, data)
        if data != before:
            _write(path, data)
            written.append(name)
    return written


def _csv(rows: Rows, table: str) -> bytes:
    text = io.StringIO(newline="")
    columns = rows.header(table)
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([row[column] for column in columns] for row in rows.table(table))
    return BOM + text.getvalue().encode()


def _like(before: bytes, data: bytes) -> bytes:
    """With or without a byte order mark, as the file is; one in CP932 is UTF-8 from now on."""
    try:
        before.decode()
    except UnicodeDecodeError:
        return data
    return data if before.startswith(BOM) else data.removeprefix(BOM)


def _write(path: Path, data: bytes) -> None:
    """A file is whole at any moment."""
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f".{path.name}.{os.getpid()}")
    unfinished.write_bytes(data)
    unfinished.replace(path)
