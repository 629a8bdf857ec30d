"""Signed links with which people without an account look after what the bot knows.

One kind of link for three errands; `kind` says which:

    department  review all records of `department` at /review/<token>; table and key are ""
    record      mend the one record `key` of `table` at /propose/<token>
    new         add a record to `table` at /propose/<token>; key is ""

`department` hears what comes of it. A page takes only links of its own kind: it asks
`read(token, DEPARTMENT)`, or `read(token, RECORD, NEW)`, and treats None (forged, too old, taken
back, or of another kind) as one and the same.

A token is signed and dated, and names nothing but a random number; the row of that number's hash
can be taken back. So neither the database alone nor the key alone opens a page.
"""

import hashlib
import secrets
import sqlite3
import time
from collections.abc import Callable

from itsdangerous import BadSignature, URLSafeTimedSerializer

from ..core.account import APPROVER, EDITOR, Account
from ..store import review_links as kept
from ..store.review_links import DEPARTMENT, KINDS, NEW, RECORD, Link
from ..store.store import Store
from . import audit

__all__ = ["DEPARTMENT", "LIFE", "NEW", "RECORD", "Link", "LinkError", "Links"]

LIFE = 14 * 24 * 3600  # seconds
LONGEST = 500  # characters of a token; ours have some 70


class LinkError(ValueError):
    """forbidden: the department is not hers, or she is no approver where one is asked for."""


class Links:
    """Links in `store`, signed with `secret_key`. `clock` gives Unix seconds."""

    def __init__(
        self,
        store: Store,
        secret_key: str,
        life: int = LIFE,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self._database = store.database
        self._signer = URLSafeTimedSerializer(secret_key, salt="review-link")
        self._life = life
        self._clock = clock

    def make(
        self, account: Account, kind: str, department: str, table: str = "", key: str = ""
    ) -> str:
        """The token of a new link: it is shown once and cannot be read again. Raises LinkError."""
        if kind not in KINDS or not may_make(account, department, kind):
            raise LinkError("forbidden")
        secret, now = secrets.token_urlsafe(16), self._clock()
        link = Link(0, kind, table, key, department, now, account.name, now + self._life)

        def work(connection: sqlite3.Connection) -> None:
            id_ = kept.add(connection, _hash(secret), link)
            audit.record(connection, account.name, "link", _subject(link), f"{id_}")

        self._database.write(work)
        return str(self._signer.dumps(secret))

    def read(self, token: str, *kinds: str) -> Link | None:
        """The link of a token, if it is of one of `kinds` and leads somewhere."""
        if len(token) > LONGEST:
            return None
        try:
            secret = self._signer.loads(token, max_age=self._life)
        except (BadSignature, ValueError, TypeError):
            return None
        now = self._clock()
        link = self._database.read(lambda c: kept.find(c, _hash(str(secret)), now))
        return link if link and link.kind in kinds else None

    def alive(self, *kinds: str) -> list[Link]:
        """The links of `kinds` that lead somewhere, newest first."""
        now = self._clock()
        found = self._database.read(lambda connection: kept.alive(connection, now))
        return [link for link in found if link.kind in kinds]

    def revoke(self, account: Account, id_: int) -> bool:
        """End a link; False when there is none, or it is not hers to end."""
        link = next((one for one in self.alive(*KINDS) if one.id == id_), None)
        if link is None or not may_make(account, link.department, link.kind):
            return False

        def work(connection: sqlite3.Connection) -> None:
            kept.revoke(connection, id_, account.name, self._clock())
            audit.record(connection, account.name, "link_revoke", _subject(link), f"{id_}")

        self._database.write(work)
        return True


def may_make(account: Account, department: str, kind: str = DEPARTMENT) -> bool:
    """Whether she may open a door for people of that department, or for its salons. What comes
    through a department's door counts at once (a day on which something was still true), through
    the others come proposals alone."""
    role = APPROVER if kind == DEPARTMENT else EDITOR
    return account.has(role) and account.may_edit(department)


def _subject(link: Link) -> str:
    return " ".join(part for part in (link.kind, link.department, link.table, link.key) if part)


def _hash(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
