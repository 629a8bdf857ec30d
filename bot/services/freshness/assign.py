"""Give records without a department one, many at once, as drafts."""

from collections.abc import Iterable
from typing import NamedTuple

from ...core.account import Account
from ..publishing import NewDraft, Publishing
from ..publishing.drafts import OPEN
from .rules import KEPT_TRUE

COLUMN = "owner_department"


class Assigned(NamedTuple):
    """How many became drafts, and how many were left: somebody has a draft of them, they are gone,
    or have a department by now."""

    drafted: int
    left: int


def assign(
    publishing: Publishing,
    account: Account,
    records: Iterable[tuple[str, str]],
    department: str,
) -> Assigned:
    """Draft `department` as the owner of `records` (table, key). Raises what save_many raises."""
    asked = list(dict.fromkeys(records))
    open_ = {(draft.table, draft.key) for draft in publishing.drafts(status=OPEN)}
    new = []
    for table, key in asked:
        cells = publishing.record(table, key) if table in KEPT_TRUE else None
        if cells is None or cells.get(COLUMN, "taken") or (table, key) in open_:
            continue
        new.append(NewDraft(table, key, {**cells, COLUMN: department}, dict(cells)))
    drafted = publishing.save_many(account, new, "form") if new else 0
    return Assigned(drafted, len(asked) - drafted)
