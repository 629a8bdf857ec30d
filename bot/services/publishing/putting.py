"""Put a release in force: first its file, then the pointer to it."""

import secrets
import sqlite3
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from ...core.account import APPROVER, Account
from ...core.hours import CITY_TIME
from ...store import published
from .. import audit
from ..knowledge.release import REFUSED
from ..knowledge.release_file import keep
from ..knowledge.rows import Rows
from .drafts import Draft, Release
from .errors import PublishError
from .merge import errors, numbered, shown
from .reading import Reading

TRIES = 5  # at a release while others release too
FILES_KEPT = 40  # of the last releases, half a gigabyte; undoing needs the history alone

Deed = Callable[[sqlite3.Connection, str], None]  # what is written with a release of that id


class Late(Exception):
    """Something has changed since it was looked at."""


class Putting(Reading):
    """Makes the rows of a release, checks them, and lets them answer."""

    def take_documents(self, account: Account, documents: Mapping[str, str]) -> Release:
        """Put a release in force with other documents: city.toml, the models.

        They are no records, and are taken from files by whoever runs the server. Raises what
        `approve` raises, without a second approval.
        """
        approver(account)
        for _ in range(TRIES):
            base, rows = self._checked([])
            after = replace(rows, documents={**rows.documents, **documents})
            if missing := [p for p in errors(after) if p.kind in REFUSED]:
                raise PublishError("refused", missing)
            made = self._new(account, " ".join(documents))

            def deed(connection: sqlite3.Connection, release_id: str) -> None:
                published.add(connection, made, ())  # noqa: B023
                audit.record(connection, account.name, "documents", release_id, made.note)  # noqa: B023

            if self._put(base, after, made, deed):
                return self._release(made.id)
        return self._no("busy")

    def _checked(self, drafts: Sequence[Draft]) -> tuple[str, Rows]:
        """The id of the release in force, and its rows with `drafts` in them."""
        base, rows = self._releases.rows()
        newest = self._database.read(published.ids)
        if newest and newest[0] != base:
            self._no("broken_release", newest[0])
        self._fresh(rows, drafts)
        after, problems = self._merged(rows, drafts)
        if missing := [p for p in problems if p.kind in REFUSED]:
            raise PublishError("refused", shown(missing))
        if problems:
            raise PublishError("invalid", shown(problems))
        return base if newest else "", numbered(after)

    def _put(self, base: str, after: Rows, made: Release, deed: Deed) -> bool:
        """Put a release in force: first its file, then the pointer. False when another release was
        put in force meanwhile, or `deed` found that something has changed."""
        path = self._releases.path(made.id)
        try:
            keep(path, after)
        except (OSError, sqlite3.Error) as error:
            raise PublishError("not_kept", subject=type(error).__name__) from error

        def work(connection: sqlite3.Connection) -> None:
            if next(iter(published.ids(connection, 1)), "") != base:
                raise Late
            deed(connection, made.id)

        try:
            self._database.write(work)
        except BaseException as error:
            path.unlink(missing_ok=True)
            if isinstance(error, Late):
                return False
            raise
        self._releases.hurry()
        for old in self._database.read(lambda c: published.ids(c, -1))[FILES_KEPT:]:
            self._releases.path(old).unlink(missing_ok=True)
        return True

    def _new(self, account: Account, note: str) -> Release:
        now = self._clock()
        day = datetime.fromtimestamp(now, CITY_TIME).strftime("%Y%m%d-%H%M")
        return Release(f"{day}-{secrets.token_hex(4)}", now, account.name, note.strip())

    def _release(self, release_id: str) -> Release:
        found = self._database.read(lambda connection: published.find(connection, release_id))
        return found or self._no("no_release", release_id)


def approver(account: Account) -> None:
    """Raise PublishError forbidden unless she may approve."""
    if not account.has(APPROVER):
        raise PublishError("forbidden", subject=account.name)
