"""HSDS 3.0 out: a zip of CSV files with the description of a tabular data package."""

import csv
import io
import json
import zipfile
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

from ...knowledge.rows import Rows
from ..fields import fields
from ..words import table_label
from .hsds_tables import TABLES, Table, Tables
from .parts import Lost, Written
from .week import spans

NAME = "hsds"
PACKAGE = "datapackage.json"
VERSION = "3.0.1"
EPOCH = (1980, 1, 1, 0, 0, 0)  # the same records give the same file
NUMBERS = frozenset({"minimum_age", "maximum_age", "latitude", "longitude", "timezone", "interval"})

_FILE = Path(__file__).with_name("hsds.csv")


def write_hsds(rows: Rows) -> Written:
    """Every programme, place, hotline and department, and what HSDS leaves out of them."""
    tables = Tables(rows).tables
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, records in tables.items():
            _put(archive, f"{name}.csv", _csv(name, records))
        _put(archive, PACKAGE, json.dumps(_package(), ensure_ascii=False, indent=2))
    number = sum(len(rows.table(table)) for table in _carried())
    return Written(out.getvalue(), "zip", list(_lost(rows)), number)


def _put(archive: zipfile.ZipFile, name: str, text: str) -> None:
    part = zipfile.ZipInfo(name, EPOCH)
    part.compress_type = zipfile.ZIP_DEFLATED
    archive.writestr(part, text)


def _csv(name: str, records: Table) -> str:
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, TABLES[name], restval="")
    writer.writeheader()
    writer.writerows(records)
    return out.getvalue()


def _package() -> dict:
    return {
        "name": "human_services_data",
        "profile": "tabular-data-package",
        "version": VERSION,
        "resources": [
            {
                "name": name,
                "path": f"{name}.csv",
                "profile": "tabular-data-resource",
                "format": "csv",
                "mediatype": "text/csv",
                "encoding": "utf-8",
                "schema": {"fields": _described(columns), "primaryKey": "id"},
            }
            for name, columns in TABLES.items()
        ],
    }


def _described(columns: Sequence[str]) -> list[dict[str, str]]:
    return [
        {"name": column, "type": "number" if column in NUMBERS else "string"} for column in columns
    ]


@cache
def _carried() -> dict[str, frozenset[str]]:
    """table -> the columns of ours that the tables of HSDS have; the others are lost."""
    with _FILE.open(encoding="utf-8", newline="") as file:
        return {row["table"]: frozenset(row["columns"].split(";")) for row in csv.DictReader(file)}


def _lost(rows: Rows) -> Iterator[Lost]:
    for table, carried in _carried().items():
        records = [row.cells for row in rows.table(table)]
        for field in fields(table):
            number = sum(bool(record.get(field.column)) for record in records)
            if number and field.column not in carried:
                yield Lost("out_column", f"{table_label(table)}: {field.label}", number)
        partly = sum(not spans(record.get("hours", ""))[1] for record in records)
        if partly and "hours" in carried:
            (hours,) = fields(table, ("hours",))
            yield Lost("out_partly", f"{table_label(table)}: {hours.label}", partly)
