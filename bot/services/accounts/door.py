"""Entering and leaving: a password, perhaps a second factor, and a session."""

import hashlib
import secrets
import sqlite3
import time
from collections.abc import Callable
from typing import NamedTuple

from ...core.account import Account, tidy_name
from ...store import accounts, attempts, sessions
from ...store.accounts import Kept
from ...store.sessions import Session
from ...store.store import Store
from .. import audit
from ..network import network
from . import second
from .passwords import Passwords

TOUCHED_EVERY = 60  # seconds: a session may end that much before its idle limit, never after
PASSWORD, SECOND = "password", "second"


class Entry(NamedTuple):
    """outcome: in, second (the code is due), wrong, wait (too many tries) or over (start anew).

    token: for the browser's cookie, "" for none.
    """

    outcome: str
    token: str = ""


class Door:
    """Let staff in by `store`. `clock` gives Unix seconds."""

    def __init__(
        self, store: Store, passwords: Passwords, clock: Callable[[], float] = time.time
    ) -> None:
        self._database = store.database
        self._hashed = store.pseudonyms.of
        self._passwords = passwords
        self._clock = clock

    def log_in(self, name: str, password: str, address: str, device: str) -> Entry:
        """Judge a name and a password. Nothing tells whether the account exists."""
        name = tidy_name(name)
        if not self.may_try(PASSWORD, name, address):
            return Entry("wait")
        kept = self._database.read(lambda connection: accounts.find(connection, name))
        fits = self._passwords.fits(kept.password_hash if kept else "", password)
        if not kept or not fits or not kept.account.active:
            if kept:  # not waited for: the answer takes as long as without an account
                self._database.submit(
                    lambda connection: audit.record(connection, name, "login_failed", name)
                )
            return Entry("wrong")
        renewed = self._passwords.renewed(kept.password_hash, password)
        token = secrets.token_urlsafe(32)

        def work(connection: sqlite3.Connection) -> Entry:
            again = accounts.find(connection, name)
            if not again or again.password_hash != kept.password_hash or not again.account.active:
                return Entry("wrong")  # changed while it was judged
            attempts.clear(connection, PASSWORD, self._hashed(name))
            if renewed:
                accounts.rehash(connection, kept.account.id, kept.password_hash, renewed)
            self._start(connection, kept.account, token, device, not kept.totp_secret)
            return Entry("second" if kept.totp_secret else "in", token)

        return self._database.write(work)

    def confirm(self, half: str, code: str, address: str) -> Entry:
        """Judge the second factor of who logged in with `half`; another token is given."""
        found = self._find(half)
        if not found or found[0].whole:
            return Entry("over")
        session, kept = found
        name = kept.account.name
        if not self.may_try(SECOND, name, address):
            return Entry("wait")
        token = secrets.token_urlsafe(32)

        def work(connection: sqlite3.Connection) -> bool:
            if not self._take_code(connection, kept, code):
                audit.record(connection, name, "second_failed", name)
                return False
            attempts.clear(connection, SECOND, self._hashed(name))
            sessions.end(connection, kept.account.id, session.id)
            self._start(connection, kept.account, token, session.device, True)
            return True

        return Entry("in", token) if self._database.write(work) else Entry("wrong")

    def may_try(self, kind: str, name: str, address: str) -> bool:
        """Count a try of `name` from `address`; False when there were too many."""
        by_name, by_address = self._hashed(name), self._hashed(network(address))
        now = self._clock()
        return self._database.write(
            lambda connection: attempts.begin(connection, kind, by_name, by_address, now)
        )

    def signed_in(self, token: str) -> Account | None:
        """Whose whole session `token` is."""
        found = self._find(token)
        if not found or not found[0].whole:
            return None
        session, kept = found
        now = self._clock()
        if now - session.seen > TOUCHED_EVERY:
            self._database.submit(lambda connection: sessions.touch(connection, session.id, now))
        return kept.account

    def half_in(self, token: str) -> bool:
        """True when `token` waits for its second factor."""
        found = self._find(token)
        return bool(found and not found[0].whole)

    def log_out(self, token: str) -> None:
        """End the session of `token`, whole or half."""
        found = self._find(token)
        if not found:
            return
        session, kept = found

        def work(connection: sqlite3.Connection) -> None:
            sessions.end(connection, session.account_id, session.id)
            audit.record(connection, kept.account.name, "logout", kept.account.name)

        self._database.write(work)

    def start(self, account: Account, device: str) -> str:
        """A session for who has just proved herself anew; gives its token."""
        token = secrets.token_urlsafe(32)
        self._database.write(
            lambda connection: self._start(connection, account, token, device, True)
        )
        return token

    def sessions_of(self, account: Account, token: str) -> list[tuple[Session, bool]]:
        """Her sessions, each with whether it is that of `token`."""
        found = self._find(token)
        here = found[0].id if found else None
        now = self._clock()
        listed = self._database.read(
            lambda connection: sessions.of_account(connection, account.id, now)
        )
        return [(session, session.id == here) for session in listed]

    def end(self, account: Account, session_id: int) -> None:
        """End one of her sessions."""
        self._database.write(lambda connection: sessions.end(connection, account.id, session_id))

    def _find(self, token: str) -> tuple[Session, Kept] | None:
        if not token:
            return None
        now = self._clock()

        def work(connection: sqlite3.Connection) -> tuple[Session, Kept] | None:
            session = sessions.find(connection, _token_hash(token), now)
            kept = accounts.find(connection, session.account_id) if session else None
            return (session, kept) if session and kept and kept.account.active else None

        return self._database.read(work)

    def _start(
        self,
        connection: sqlite3.Connection,
        account: Account,
        token: str,
        device: str,
        whole: bool,
    ) -> None:
        now = self._clock()
        sessions.add(connection, _token_hash(token), account.id, whole, device, now)
        if whole:
            accounts.note_entry(connection, account.id, now)
            audit.record(connection, account.name, "login", account.name)

    def _take_code(self, connection: sqlite3.Connection, kept: Kept, code: str) -> bool:
        """A code of the app that was not taken before, or a recovery code."""
        step = second.step_of(kept.totp_secret, code, self._clock())
        if step is not None:
            return accounts.use_step(connection, kept.account.id, step)
        return accounts.use_code(connection, kept.account.id, second.code_hash(code))


def _token_hash(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()
