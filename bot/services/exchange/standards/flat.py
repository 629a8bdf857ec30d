"""The flat standards: one table, one row a record, columns by name."""

import csv
import io
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from ...knowledge.rows import Rows
from ..fields import fields
from ..grid import Sheet
from ..neutral import neutral
from ..writing import BOM
from .flat_in import FlatReader
from .parts import Lost, Taken, Written, columns_of
from .place import Origin, origin
from .ways import WAYS, Cells, Column, dated, first_number
from .week import is_flat

EVENT_KINDS = ("circle", "kosodate_salon")  # places that are there on some days only


class Flat(NamedTuple):
    """A standard as a table. name: of its file of columns; table: ours. new_kind: of a new record
    whose own kind is not one of ours."""

    name: str
    table: str
    wanted: Callable[[Cells], bool] = lambda record: True
    new_kind: str = ""

    @property
    def columns(self) -> tuple[Column, ...]:
        return columns_of(self.name, self.table)

    def write(self, rows: Rows) -> Written:
        """The published records as CSV, and what it leaves out."""
        at = origin(rows)
        every = [row.cells for row in rows.table(self.table)]
        records = [record for record in every if self.wanted(record)]
        out = io.StringIO(newline="")
        writer = csv.writer(out)
        writer.writerow(column.name for column in self.columns)
        for record in records:
            writer.writerow(neutral(text) for text in texts(self.columns, at, record))
        lost = self._left_out(records, len(every) - len(records))
        return Written((BOM + out.getvalue()).encode(), "csv", lost, len(records))

    def read(self, sheets: Sequence[Sheet], rows: Rows, source: str = "") -> Taken:
        """The rows of a file of this standard. source: the page it is from, for new records that
        name none. SheetError: unknown_standard."""
        reader = FlatReader(self.columns, self.table, origin(rows), self.new_kind, source)
        return reader.read(sheets)

    def _left_out(self, records: Sequence[Cells], others: int) -> list[Lost]:
        carried = {one for column in self.columns for one in column.ours}
        missing = Counter(c for r in records for c, text in r.items() if text and c not in carried)
        lost = [Lost("out_records", "", others)] if others else []
        for field in fields(self.table):
            if missing[field.column]:
                lost.append(Lost("out_column", field.label, missing[field.column]))
        partly = Counter(one for record in records for one in self._partly(record))
        known = {field.column: field.label for field in fields(self.table)}
        return lost + [Lost("out_partly", known[one], count) for one, count in partly.items()]

    def _partly(self, record: Cells) -> Iterator[str]:
        """Columns of ours of which the standard has only a part."""
        ways = {column.way for column in self.columns}
        hours, phone = record.get("hours", ""), record.get("phone", "")
        if ("from" in ways and hours and not dated(hours)) or (
            "days" in ways and not is_flat(hours)
        ):
            yield "hours"
        if "phone" in ways and "phones" not in ways and phone != first_number(phone):
            yield "phone"


def texts(columns: Sequence[Column], at: Origin, record: Cells) -> list[str]:
    """A record as a row of a standard."""
    return [WAYS[column.way][0](at, record, column) for column in columns]


def is_event(record: Cells) -> bool:
    """Whether a place is rather something that takes place."""
    return record.get("kind") in EVENT_KINDS or dated(record.get("hours", "")) is not None


FLAT = (
    Flat("childcare", "places"),
    Flat("facilities", "places"),
    Flat("events", "places", is_event, EVENT_KINDS[0]),
    Flat("gif", "programs"),
)
