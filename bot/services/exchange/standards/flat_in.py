"""Read a file of a flat standard as an upload to one of our tables."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from ..errors import SheetError
from ..grid import Sheet, SheetRow, letter
from ..mapping import Header, Incoming, find_header, plain
from .parts import Lost, Taken
from .place import Origin
from .reading import reading_of
from .ways import WAYS, Cells, Column

SHORT = 20  # letters of a card's title
UNCHECKED = "unconfirmed"

_OWN_ID = re.compile(r"[A-Za-z][\w-]*", re.ASCII)
_SAID = ("city", "prefecture")  # every row says them of the city itself


class FlatReader:
    """Reads rows; counts by heading what there is no place for."""

    def __init__(
        self,
        columns: Sequence[Column],
        table: str,
        at: Origin,
        new_kind: str,
        source: str,
    ) -> None:
        self._columns = columns
        self._table = table
        self._at = at
        self._new_kind = new_kind
        self._source = source
        self._lost: Counter[str] = Counter()
        self._published = at.published[table]
        names = Counter(row["name"] for row in self._published.values())
        self._by_name = {
            row["name"]: row for row in self._published.values() if names[row["name"]] == 1
        }

    def read(self, sheets: Sequence[Sheet]) -> Taken:
        """The first sheet that is shown. SheetError unknown_standard: it has no names."""
        words = [name for column in self._columns for name in (column.name, *column.aliases)]
        sheet = next((sheet for sheet in sheets if not sheet.hidden), sheets[0])
        header = find_header(sheet, self._table, words)
        places = self._places(header.texts)
        if not any(column.ours[:1] == ("name",) for column in places.values()):
            raise SheetError("unknown_standard")
        below = sheet.rows[header.last + 1 :]
        taken = [self._row(sheet.name, row, header, places) for row in below]
        lost = [Lost("in_column", label, count) for label, count in self._lost.items() if count]
        return Taken(self._table, taken, lost)

    def _places(self, texts: Sequence[str]) -> dict[int, Column]:
        """index -> column of the standard. Some say the same thing in two columns."""
        known = {plain(name): c for c in self._columns for name in (*c.aliases, c.name)}
        found: dict[int, Column] = {}
        for index, text in enumerate(texts):
            column = known.get(plain(text))
            if column and (column not in found.values() or column.way in (*_SAID, "code")):
                found[index] = column
        return found

    def _row(
        self, sheet: str, row: SheetRow, header: Header, places: Mapping[int, Column]
    ) -> Incoming:
        """What the row says anew: a cell that says what the standard would say of the published
        record leaves that record's richer form alone."""
        typed = {i: text.strip() for i, text in enumerate(row.values) if text.strip()}
        raw = _raw(places, typed)
        base = self._base(raw)
        cells = {"id": base["id"]} if base else _own_id(raw)
        letters: dict[str, str] = {}
        kinds: dict[str, str] = {}
        for index, column in places.items():
            text = typed.get(index, "")
            given = self._given(column, text, raw, base)
            if text and not given and not self._known(column, text, base):
                self._lost[header.texts[index]] += 1
            if column.ours[:1] != ("id",):
                cells |= given
                letters |= dict.fromkeys(given, letter(index))
                kinds |= dict.fromkeys(given, row.typed[index]) if index in row.typed else {}
        width = len(header.texts)
        self._lost.update(header.texts[i] for i in typed if i not in places and i < width)
        beyond = next((text for i, text in typed.items() if i >= width), "")
        complete = cells if base else self._completed(cells)
        return Incoming(sheet, row.number, complete, letters, kinds, beyond)

    def _base(self, raw: Cells) -> Cells | None:
        row = self._published.get(raw.get("id", "")) or self._by_name.get(raw.get("name", ""))
        return row.cells if row else None

    def _given(self, column: Column, text: str, raw: Cells, base: Cells | None) -> dict[str, str]:
        """What the cell says of our columns, {} for nothing (new)."""
        if self._known(column, text, base):
            return {}
        # "copy" is many columns' way: each sees its own text there.
        given = WAYS[column.way][1](self._at, {**raw, column.way: text}, column)
        if column.way == "phones" and text and given.get("phone") != text:
            return {}
        return given if text or base else {c: value for c, value in given.items() if value}

    def _known(self, column: Column, text: str, base: Cells | None) -> bool:
        if column.way == "code":
            return text[:5] == self._at.code[:5]  # with or without its check digit
        if column.way in _SAID:
            return True
        return base is not None and text == WAYS[column.way][0](self._at, base, column).strip()

    def _completed(self, cells: dict[str, str]) -> dict[str, str]:
        """A new record: what no standard has, as a first guess for a person to check."""
        name = cells.get("name", "")
        cells.setdefault("check_level", UNCHECKED)
        cells["short_name"] = cells.get("short_name") or name[:SHORT]
        cells["kana"] = cells.get("kana") or reading_of(name)
        cells["source_url"] = self._source or cells.get("url", "")
        if self._new_kind and cells.get("kind") not in self._at.kinds:
            cells["kind"] = self._new_kind
        return cells


def _own_id(raw: Cells) -> dict[str, str]:
    """A number, which the rows of many files have, would not be told from another file's."""
    return {"id": raw["id"]} if _OWN_ID.fullmatch(raw.get("id", "")) else {}


def _raw(places: Mapping[int, Column], typed: Mapping[int, str]) -> dict[str, str]:
    raw: dict[str, str] = {}
    for index, column in places.items():
        raw.setdefault(column.ours[0] if column.way == "copy" else column.way, typed.get(index, ""))
    return raw
