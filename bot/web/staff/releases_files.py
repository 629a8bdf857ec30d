"""A release as CSV files, the folder's own shape, in one ZIP file."""

import csv
import io
import zipfile
from pathlib import Path

from ...services.knowledge.release_file import kept
from ...services.knowledge.rows import Row, Rows

BOM = "\ufeff"
STAMP = (1980, 1, 1, 0, 0, 0)  # the same release is the same file


def as_zip(path: Path) -> io.BytesIO:
    """The tables and documents of the release at `path`, ready to be read."""
    out = io.BytesIO()
    rows = kept(path) or Rows({}, {})
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for table in sorted(rows.tables):
            _write(archive, f"{table}.csv", _csv(rows.header(table), rows.table(table)))
        for name, text in sorted(rows.documents.items()):
            _write(archive, name, text)
    out.seek(0)
    return out


def _write(archive: zipfile.ZipFile, name: str, text: str) -> None:
    entry = zipfile.ZipInfo(name, STAMP)
    entry.compress_type = zipfile.ZIP_DEFLATED
    archive.writestr(entry, text)


def _csv(columns: tuple[str, ...], table: list[Row]) -> str:
    out = io.StringIO(newline="")
    out.write(BOM)
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([row[column] for column in columns] for row in table)
    return out.getvalue()
