"""What is published, and what was and is to be changed in it."""

import time
from collections.abc import Callable, Collection, Iterable
from typing import NoReturn

from ...core.catalog import Catalog
from ...store import drafts as kept
from ...store import published
from ...store.store import Store
from ..knowledge.build import build_catalog
from ..knowledge.problems import ERROR, Problem
from ..knowledge.release import Releases
from ..knowledge.rows import Rows
from .drafts import OPEN, Cells, Change, Draft, Release
from .errors import Conflict, PublishError
from .merge import Edit, Records, errors, merged, new_errors, same, shown
from .tables import is_table, tables_of


class Reading:
    """Reads drafts and releases of `store`, and the release in force of `releases`."""

    def __init__(
        self, store: Store, releases: Releases, clock: Callable[[], float] = time.time
    ) -> None:
        self._database = store.database
        self._releases = releases
        self._clock = clock
        self._errors: tuple[Rows, list[Problem]] | None = None

    def rows(self) -> Rows:
        """The rows of the release in force."""
        return self._releases.rows()[1]

    def tables(self) -> tuple[str, ...]:
        """The tables that staff may keep, in the order in which they are used."""
        return tables_of(self.rows())

    def record(self, table: str, key: str) -> Cells | None:
        """The published cells of a record, None when there is none."""
        return Records(self.rows()).get(self._table(table), key)

    def drafts(
        self, *, status: Collection[str] = OPEN, table: str = "", department: str = ""
    ) -> list[Draft]:
        """Drafts, the one that changed last first."""
        return self._database.read(
            lambda connection: kept.listed(connection, status, table, department)
        )

    def draft(self, draft_id: int) -> Draft:
        """The draft of that id. Raises PublishError no_draft."""
        draft = self._database.read(lambda connection: kept.find(connection, draft_id))
        return draft or self._no("no_draft", str(draft_id))

    def draft_of(self, table: str, key: str) -> Draft | None:
        """The open draft of a record: there is one at most."""
        return self._database.read(lambda connection: kept.open_of(connection, table, key))

    def history(self, table: str, key: str) -> list[Change]:
        """What was changed of a record, newest first."""
        return self._database.read(lambda connection: published.history(connection, table, key))

    def releases(self) -> list[Release]:
        """Every approved release, newest first."""
        return self._database.read(published.listed)

    def changes(self, release_id: str) -> list[Change]:
        """What a release changed. Raises PublishError no_release."""
        if not self._database.read(lambda connection: published.find(connection, release_id)):
            self._no("no_release", release_id)
        return self._database.read(lambda connection: published.changes(connection, release_id))

    def preview(self, drafts: Iterable[Draft]) -> tuple[Catalog, list[Problem]]:
        """The Catalog as it would be with `drafts` released, and the errors they would bring.

        Raises Conflict for a draft that was made from another record than the published one.
        """
        rows, drafts = self.rows(), list(drafts)
        self._fresh(rows, drafts)
        catalog, found = build_catalog(merged(rows, [_edit(draft) for draft in drafts]), "preview")
        problems = new_errors(self._known(rows), (p for p in found if p.level == ERROR))
        return catalog, shown(problems)

    def _merged(self, rows: Rows, drafts: Iterable[Draft]) -> tuple[Rows, list[Problem]]:
        """`rows` with `drafts` in them, and the new errors; rows of drafts have lines below 0."""
        after = merged(rows, [_edit(draft) for draft in drafts])
        return after, new_errors(self._known(rows), errors(after))

    def _known(self, rows: Rows) -> list[Problem]:
        """The errors of what is published."""
        known = self._errors
        if known is None or known[0] is not rows:
            known = self._errors = rows, errors(rows)
        return known[1]

    def _fresh(self, rows: Rows, drafts: Iterable[Draft]) -> None:
        """Raise Conflict unless each draft was made from the record that is published."""
        records = Records(rows)
        for draft in drafts:
            theirs = records.get(draft.table, draft.key)
            if not same(draft.base, theirs):
                raise self._conflict(theirs, draft.table, draft.key)

    def _conflict(self, theirs: Cells | None, table: str, key: str) -> Conflict:
        """Published cells stand in the way; who changed them last is known from the history."""
        last = next(iter(self.history(table, key)), None)
        who, at = (last.who_shown, last.at) if last else ("", 0)
        return Conflict(theirs, who, at, key)

    def _table(self, table: str) -> str:
        return table if is_table(table) else self._no("no_table", table)

    @staticmethod
    def _no(kind: str, subject: str = "") -> NoReturn:
        raise PublishError(kind, subject=subject)


def _edit(draft: Draft) -> Edit:
    return Edit(draft.table, draft.key, draft.cells)
