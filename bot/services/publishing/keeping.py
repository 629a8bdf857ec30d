"""Which draft a new one goes on with: there is one open draft for each record."""

import sqlite3
from collections.abc import Callable
from dataclasses import replace
from typing import NamedTuple

from ...store import drafts as kept
from .drafts import PROPOSED, REJECTED, Cells, Draft
from .errors import Conflict, PublishError
from .merge import same

TAKEN_UP = (PROPOSED, REJECTED)  # drafts that are not open and may be gone on with

Clash = Callable[[Cells | None, str, str], Conflict]  # published cells, table, key


class Wanted(NamedTuple):
    """A draft as it is asked for, and the record it is about as it is published.

    key: what named the record until now, which may be drafted and not published.
    """

    draft: Draft
    key: str
    published: Cells | None
    base: Cells | None


def keep(connection: sqlite3.Connection, wanted: Wanted, conflict: Clash) -> Draft:
    """Write the draft in place of the one it goes on with. Raises Conflict."""
    new = wanted.draft
    before = kept.open_of(connection, new.table, wanted.key)
    if before and same(before.cells, new.cells) and same(before.base, wanted.published):
        return before
    if before:
        _go_on(before, wanted)
    else:
        before = _taken_up(connection, wanted)
    if not before and not same(wanted.base, wanted.published):
        raise conflict(wanted.published, new.table, new.key)
    if new.key != wanted.key and kept.open_of(connection, new.table, new.key):
        raise PublishError("key_taken", subject=new.key)
    if not before:
        return replace(new, id=kept.add(connection, new))
    authors = tuple(dict.fromkeys((*before.authors, *new.authors)))
    note = new.note or before.note
    draft = replace(new, id=before.id, at=before.at, authors=authors, note=note)
    kept.change(connection, draft)
    kept.disapprove(connection, kept.subject(draft.id))
    return draft


def _taken_up(connection: sqlite3.Connection, wanted: Wanted) -> Draft | None:
    """The proposal, or the draft that was turned down, that is gone on with."""
    found = kept.of_record(connection, wanted.draft.table, wanted.key, TAKEN_UP)
    fits = (
        one for one in found if same(one.cells, wanted.base) and same(one.base, wanted.published)
    )
    return next(fits, None)


def _go_on(open_: Draft, wanted: Wanted) -> None:
    """Raise Conflict unless she started from what the open draft is now. A draft whose record was
    changed meanwhile is gone on with from the record as it is published."""
    stale = not same(open_.base, wanted.published)
    if stale and not same(wanted.base, wanted.published):
        raise Conflict(wanted.published, subject=open_.key)
    if not stale and not same(wanted.base, open_.cells):
        raise Conflict(open_.cells, open_.author_shown, open_.changed_at, open_.key)
