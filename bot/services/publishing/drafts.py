"""The values that publishing takes and gives."""

from typing import NamedTuple

from ...store.drafts import (
    APPROVED,
    DRAFT,
    OPEN,
    PROPOSED,
    REJECTED,
    SUBMITTED,
    WITHDRAWN,
    Cells,
    Draft,
)
from ...store.published import Change, Release

__all__ = [
    "APPROVED",
    "DRAFT",
    "OPEN",
    "PROPOSED",
    "REJECTED",
    "SUBMITTED",
    "WITHDRAWN",
    "Cells",
    "Change",
    "Draft",
    "NewDraft",
    "Release",
]


class NewDraft(NamedTuple):
    """What publishing is asked to draft. cells None: take the record away. base: as published.

    key "": a new record, named by its cells.
    """

    table: str
    key: str
    cells: Cells | None
    base: Cells | None
