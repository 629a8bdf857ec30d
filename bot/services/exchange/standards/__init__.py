"""Japan's data standards in and out, and HSDS out."""

from collections.abc import Sequence

from ...knowledge.rows import Rows
from ..errors import SheetError
from ..grid import Sheet
from .flat import FLAT
from .hsds import NAME as HSDS
from .hsds import write_hsds
from .parts import Lost, Taken, Written

__all__ = ["READ", "WRITTEN", "Lost", "Taken", "Written", "read_standard", "write_standard"]

_FLAT = {standard.name: standard for standard in FLAT}

READ = tuple(_FLAT)
WRITTEN = (*READ, HSDS)


def write_standard(name: str, rows: Rows) -> Written:
    """The published records in the standard `name` (of WRITTEN). KeyError: no such standard."""
    return write_hsds(rows) if name == HSDS else _FLAT[name].write(rows)


def read_standard(name: str, sheets: Sequence[Sheet], rows: Rows, source: str = "") -> Taken:
    """The rows of a file in the standard `name` (of READ), for `preview`. source: the page it is
    from. SheetError unknown_standard: it is not in that standard."""
    if name not in _FLAT:
        raise SheetError("unknown_standard")
    return _FLAT[name].read(sheets, rows, source)
