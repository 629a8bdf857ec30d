"""Setting up a second factor, and taking it away."""

import sqlite3
import time
from collections.abc import Callable

from ...core.account import Account
from ...store import accounts, sessions
from ...store.store import Store
from .. import audit
from . import second
from .errors import AccountError

# Seconds; the password was asked for at its beginning, and the screen may stay open.
WAITS = 10 * 60


class Factors:
    """Second factors of the accounts in `store`."""

    def __init__(self, store: Store, clock: Callable[[], float] = time.time) -> None:
        self._database = store.database
        self._clock = clock

    def begin(self, account: Account) -> None:
        """Make a secret that waits for its first code."""
        self._set_pending(account, second.new_secret())

    def cancel(self, account: Account) -> None:
        """Forget the secret that waits."""
        self._set_pending(account, "")

    def pending(self, account: Account) -> str:
        """The secret that waits for its first code, "" for none."""
        kept = self._database.read(lambda connection: accounts.find(connection, account.id))
        if not kept or self._clock() - kept.totp_pending_at > WAITS:
            return ""
        return kept.totp_pending

    def finish(self, account: Account, code: str) -> list[str]:
        """Take the waiting secret once its code is right; give the recovery codes, to be shown
        once. Raises AccountError code_wrong."""
        secret = self.pending(account)
        step = second.step_of(secret, code, self._clock()) if secret else None
        if step is None:
            raise AccountError("code_wrong", "code")
        codes = second.new_codes()
        hashes = [second.code_hash(one) for one in codes]

        def work(connection: sqlite3.Connection) -> None:
            accounts.set_totp(connection, account.id, secret, step, hashes)
            audit.record(connection, account.name, "second_on", account.name)

        self._database.write(work)
        return codes

    def remove(self, by: str, account: Account) -> None:
        """Take the second factor away; somebody else's doing ends her sessions."""

        def work(connection: sqlite3.Connection) -> None:
            accounts.set_totp(connection, account.id, "", 0, ())
            if by != account.name:
                sessions.end_all(connection, account.id)
            audit.record(connection, by, "second_off", account.name)

        self._database.write(work)

    def _set_pending(self, account: Account, secret: str) -> None:
        now = self._clock()
        self._database.write(
            lambda connection: accounts.set_pending(connection, account.id, secret, now)
        )

    def codes_left(self, account: Account) -> int:
        """How many recovery codes she has not used."""
        return self._database.read(lambda connection: accounts.codes_left(connection, account.id))
