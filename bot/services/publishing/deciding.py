"""Hand drafts in, take them back, turn them down."""

import sqlite3
from collections.abc import Callable, Collection, Sequence
from dataclasses import replace

from ...core.account import APPROVER, Account
from ...store import drafts as kept
from .. import audit
from .drafts import DRAFT, PROPOSED, REJECTED, SUBMITTED, WITHDRAWN, Draft
from .errors import Conflict, PublishError
from .merge import same
from .reading import Reading

DANGER_WORDING = ("danger", "urgent", "not_danger", "discreet")  # beginnings of their keys


class Deciding(Reading):
    """Moves drafts on."""

    def submit(self, account: Account, ids: Collection[int]) -> None:
        """Ask for approval. Who hands in a proposal from outside stands for it like its author.

        Raises PublishError no_draft, forbidden, status, unchanged; Conflict when the record has
        another open draft.
        """

        def change(connection: sqlite3.Connection, draft: Draft) -> Draft:
            other = kept.open_of(connection, draft.table, draft.key)
            if other and other.id != draft.id:
                raise Conflict(other.cells, other.author_shown, other.changed_at, draft.key)
            if same(draft.cells, draft.base):
                raise PublishError("unchanged", subject=draft.key)
            if draft.status == PROPOSED:
                draft = replace(draft, author=account.name, authors=(account.name,))
            return replace(draft, status=SUBMITTED)

        self._move(account, ids, "submit", (DRAFT, PROPOSED, REJECTED), change)

    def withdraw(self, account: Account, ids: Collection[int]) -> None:
        """Give drafts up. Raises PublishError no_draft, forbidden, status."""
        self._move(
            account,
            ids,
            "withdraw",
            (DRAFT, SUBMITTED, REJECTED),
            lambda connection, draft: replace(draft, status=WITHDRAWN),
        )

    def reject(self, account: Account, ids: Collection[int], reason: str) -> None:
        """Turn drafts down; they may be mended and handed in again. What comes from outside may be
        turned down by any editor of its department.

        Raises PublishError no_draft, forbidden, status.
        """

        def change(connection: sqlite3.Connection, draft: Draft) -> Draft:
            if draft.status != PROPOSED and not account.has(APPROVER):
                raise PublishError("forbidden", subject=draft.key)
            return replace(draft, status=REJECTED, reason=reason.strip())

        self._move(account, ids, "reject", (DRAFT, SUBMITTED, PROPOSED), change)

    @staticmethod
    def needs_two(draft: Draft) -> bool:
        """Whether two people must approve: a parent in danger depends on it."""
        folder, _, stem = draft.table.partition("/")
        if folder == "wording":
            keys = (draft.key, (draft.cells or {}).get("key", ""))
            return any(key.startswith(DANGER_WORDING) for key in keys)
        return folder == "hotlines" or (folder == "lexicon" and stem.startswith("danger"))

    def _move(
        self,
        account: Account,
        ids: Collection[int],
        verb: str,
        statuses: Sequence[str],
        change: Callable[[sqlite3.Connection, Draft], Draft],
    ) -> None:
        """Change each draft, or none of them."""

        def work(connection: sqlite3.Connection) -> None:
            for draft_id in dict.fromkeys(ids):
                draft = self._found(connection, draft_id)
                may_touch(account, draft)
                if draft.status not in statuses:
                    raise PublishError("status", subject=draft.key)
                after = replace(change(connection, draft), changed_at=self._clock())
                kept.change(connection, after)
                kept.disapprove(connection, kept.subject(draft.id))
                subject = f"{draft.table} {draft.key}"
                audit.record(connection, account.name, verb, subject, after.reason)

        self._database.write(work)

    def _found(self, connection: sqlite3.Connection, draft_id: int) -> Draft:
        return kept.find(connection, draft_id) or self._no("no_draft", str(draft_id))


def may_touch(account: Account, draft: Draft) -> None:
    """Raise PublishError forbidden for another department's draft."""
    if not account.may_edit(draft.department):
        raise PublishError("forbidden", subject=draft.key)
