"""Approve drafts, put releases in force, take them back."""

import sqlite3
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import NoReturn

from ...core.account import Account
from ...store import drafts as kept
from ...store import published
from .. import audit
from .deciding import Deciding, may_touch
from .drafts import APPROVED, SUBMITTED, Cells, Change, Draft, Release
from .errors import Conflict, PublishError
from .putting import TRIES, Deed, Late, Putting, approver
from .tables import department_of, key_of


class Releasing(Deciding, Putting):
    """Makes releases."""

    def approve(
        self,
        account: Account,
        ids: Collection[int],
        note: str = "",
        seen: Mapping[int, float] | None = None,
    ) -> Release:
        """Release the drafts `ids`, all or none, after looking at everything once more.

        seen: id -> changed_at of the drafts that she was shown; one that changed since is a
        Conflict.

        Raises PublishError no_draft, forbidden, status, own_draft, invalid, refused, busy,
        not_kept, broken_release, Conflict for a draft whose record has changed, and
        waits_for_second when the approval of `account` was taken as the first of two.
        """
        approver(account)
        for _ in range(TRIES):
            drafts = [self.draft(draft_id) for draft_id in dict.fromkeys(ids)]
            if not drafts:
                self._no("no_draft")
            for draft in drafts:
                _may_approve(account, draft)
                if seen and seen.get(draft.id, draft.changed_at) != draft.changed_at:
                    who = draft.author_shown
                    raise Conflict(draft.cells, who, draft.changed_at, draft.key)
            base, after = self._checked(drafts)
            if any(self._waits(account, d.approvals, self.needs_two(d)) for d in drafts):
                self._first(account, drafts)  # raises
            made = self._new(account, note)
            if self._put(base, after, made, self._deed(account, drafts, made)):
                return self._release(made.id)
        return self._no("busy")

    def undo_release(self, account: Account, release_id: str) -> Release:
        """Put a release in force in which what `release_id` changed is as it was before.

        Needs two people where its changes did. Raises what `approve` raises, no_release, undone,
        and Conflict when one of its records was changed again since.
        """
        approver(account)
        for _ in range(TRIES):
            changes = self.changes(release_id)
            if self._release(release_id).undone:
                self._no("undone", release_id)
            drafts = [_back(change) for change in changes]
            for draft in drafts:
                may_touch(account, draft)
            base, after = self._checked(drafts)
            about = f"undo {release_id}"
            given = self._database.read(lambda c: kept.approvals(c, about))  # noqa: B023
            if self._waits(account, given, any(map(self.needs_two, drafts))):
                self._database.write(
                    lambda c: self._approve(c, account, about, release_id)  # noqa: B023
                )
                self._no("waits_for_second", release_id)
            made = replace(self._new(account, ""), undoes=release_id)
            people = tuple(dict.fromkeys((*given, account.name)))
            if self._put(base, after, made, self._undoing(account, drafts, made, people)):
                return self._release(made.id)
        return self._no("busy")

    def _deed(self, account: Account, drafts: Sequence[Draft], made: Release) -> Deed:
        def deed(connection: sqlite3.Connection, release_id: str) -> None:
            if any(kept.find(connection, draft.id) != draft for draft in drafts):
                raise Late
            changes = [_change(draft, (*draft.approvals, account.name)) for draft in drafts]
            published.add(connection, made, changes)
            for draft in drafts:
                kept.approve(connection, kept.subject(draft.id), account.name, made.at)
                kept.change(connection, replace(draft, status=APPROVED, changed_at=made.at))
            _log(connection, account, "approve", release_id, drafts)

        return deed

    def _undoing(
        self, account: Account, drafts: Sequence[Draft], made: Release, people: tuple[str, ...]
    ) -> Deed:
        def deed(connection: sqlite3.Connection, release_id: str) -> None:
            mine = [replace(draft, author=account.name) for draft in drafts]
            published.add(connection, made, [_change(draft, people) for draft in mine])
            _log(connection, account, "undo_release", made.undoes, drafts)

        return deed

    @staticmethod
    def _waits(account: Account, given: Sequence[str], needs_two: bool) -> bool:
        return needs_two and not set(given) - {account.name}

    def _first(self, account: Account, drafts: Sequence[Draft]) -> NoReturn:
        """Take the first of two approvals, of exactly what was looked at."""
        waiting = [draft for draft in drafts if self.needs_two(draft)]

        def work(connection: sqlite3.Connection) -> None:
            for draft in waiting:
                if kept.find(connection, draft.id) != draft:
                    raise PublishError("busy", subject=draft.key)
                about = f"{draft.table} {draft.key}"
                self._approve(connection, account, kept.subject(draft.id), about)

        self._database.write(work)
        self._no("waits_for_second")

    def _approve(
        self, connection: sqlite3.Connection, account: Account, about: str, subject: str
    ) -> None:
        kept.approve(connection, about, account.name, self._clock())
        audit.record(connection, account.name, "approve_first", subject)


def _may_approve(account: Account, draft: Draft) -> None:
    may_touch(account, draft)
    if draft.status != SUBMITTED:
        raise PublishError("status", subject=draft.key)
    if account.name in draft.authors:
        raise PublishError("own_draft", subject=draft.key)


def _change(draft: Draft, people: tuple[str, ...]) -> Change:
    new_key = _key(draft.table, draft.cells) or draft.key
    return Change(
        id=0,
        release="",
        table=draft.table,
        key=draft.key,
        new_key=new_key,
        name=draft.name,
        before=draft.base,
        after=draft.cells,
        who=draft.author,
        approvers=tuple(dict.fromkeys(people)),
    )


def _back(change: Change) -> Draft:
    """What takes a change back, as a draft that is not kept."""
    return Draft(
        id=0,
        table=change.table,
        key=change.new_key,
        name=change.name,
        cells=change.before,
        base=change.after,
        status=SUBMITTED,
        author="",
        department=department_of(change.after or change.before),
        origin="undo",
    )


def _key(table: str, cells: Cells | None) -> str:
    return key_of(table, cells) if cells else ""


def _log(
    connection: sqlite3.Connection,
    account: Account,
    verb: str,
    release_id: str,
    drafts: Sequence[Draft],
) -> None:
    about = ", ".join(f"{draft.table} {draft.key}" for draft in drafts[:5])
    more = f" +{len(drafts) - 5}" if len(drafts) > 5 else ""
    audit.record(connection, account.name, verb, release_id, about + more)
