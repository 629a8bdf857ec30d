"""Accounts of staff: who there is, and what each may do."""

import re
import sqlite3
import time
from collections.abc import Callable, Collection
from dataclasses import replace

from ...core.account import ADMINISTRATOR, ROLES, Account, tidy_name
from ...store import accounts, sessions
from ...store.accounts import Kept
from ...store.store import Store
from .. import audit
from .errors import AccountError
from .passwords import Passwords

NAME = re.compile(r"[a-z0-9][a-z0-9._@-]{1,63}")
LONGEST_SHOWN = 60  # characters

Departments = Callable[[], Collection[str]]


class Accounts:
    """Keep the accounts of `store`. `departments` gives the ids that may be named.

    Every change is written down in the audit log under the name `by`.
    """

    def __init__(
        self,
        store: Store,
        passwords: Passwords,
        departments: Departments,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self._database = store.database
        self._passwords = passwords
        self._departments = departments
        self._clock = clock

    def everyone(self) -> list[Account]:
        """All accounts by name, closed ones last."""
        return self._database.read(accounts.everyone)

    def find(self, who: int | str) -> Account:
        """The account of an id or a name. Raises AccountError no_account."""
        return self._database.read(lambda connection: _kept(connection, who)).account

    def add(self, by: str, wanted: Account, password: str = "") -> Account:
        """Add an account; without a password it waits for a link to be used. Raises AccountError.

        `wanted`: its id is not looked at.
        """
        wanted = self._checked(wanted, wanted.departments)
        about = (wanted.name, wanted.shown_name)
        hashed = self._passwords.hash(password, about) if password else ""
        now = self._clock()

        def work(connection: sqlite3.Connection) -> Account:
            if accounts.find(connection, wanted.name):
                raise AccountError("name_taken", "name")
            account = accounts.add(connection, wanted, hashed, now)
            audit.record(connection, by, "account_add", account.name, _rights(account))
            return account

        return self._database.write(work)

    def change(self, by: str, account_id: int, **changes: object) -> Account:
        """Change shown_name, role, departments or active. Raises AccountError."""

        def work(connection: sqlite3.Connection) -> Account:
            before = _kept(connection, account_id).account
            after = replace(before, **changes)  # type: ignore[arg-type]
            after = self._checked(after, set(after.departments) - set(before.departments))
            _keep_an_administrator(connection, before, after)
            accounts.change(connection, after)
            if not after.active:
                sessions.end_all(connection, account_id)
            for verb, detail in _deeds(before, after):
                audit.record(connection, by, verb, after.name, detail)
            return after

        return self._database.write(work)

    def set_password(self, by: str, account_id: int, password: str) -> None:
        """Take a new password and end every session of the account. Raises AccountError."""
        account = self.find(account_id)
        hashed = self._passwords.hash(password, (account.name, account.shown_name))

        def work(connection: sqlite3.Connection) -> None:
            accounts.set_password(connection, account_id, hashed)
            sessions.end_all(connection, account_id)
            audit.record(connection, by, "password", account.name)

        self._database.write(work)

    def change_password(self, account: Account, old: str, new: str) -> None:
        """Take a new password from who knows the old one. Raises AccountError."""
        self.prove(account, old)
        self.set_password(account.name, account.id, new)

    def prove(self, account: Account, password: str) -> None:
        """Raise AccountError password_wrong unless it is hers."""
        kept = self._database.read(lambda connection: _kept(connection, account.id))
        if not self._passwords.fits(kept.password_hash, password):
            raise AccountError("password_wrong", "current")

    def new_link(self, by: str, account_id: int) -> int:
        """The number of a new link to set the password; those before it lead nowhere."""

        def work(connection: sqlite3.Connection) -> int:
            account = _kept(connection, account_id).account
            audit.record(connection, by, "password_link", account.name)
            return accounts.next_link(connection, account_id)

        return self._database.write(work)

    def of_link(self, account_id: int, number: int) -> Account:
        """Whose password the link sets. Raises AccountError link when it was used or replaced."""
        kept = self._database.read(lambda connection: accounts.find(connection, account_id))
        if not kept or kept.link != number or not kept.account.active:
            raise AccountError("link")
        return kept.account

    def _checked(self, account: Account, new_departments: Collection[str]) -> Account:
        """The account with tidy names. Raises AccountError for what cannot be."""
        name, shown = tidy_name(account.name), account.shown_name.strip()
        if not NAME.fullmatch(name):
            raise AccountError("name_shape", "name")
        if not 0 < len(shown) <= LONGEST_SHOWN or not shown.isprintable():
            raise AccountError("shown_name", "shown_name")
        if account.role not in ROLES:
            raise AccountError("role", "role")
        if new_departments and not set(new_departments) <= set(self._departments()):
            raise AccountError("department", "departments")
        return replace(account, name=name, shown_name=shown)


def _kept(connection: sqlite3.Connection, who: int | str) -> Kept:
    kept = accounts.find(connection, who)
    if not kept:
        raise AccountError("no_account")
    return kept


def _keep_an_administrator(connection: sqlite3.Connection, before: Account, after: Account) -> None:
    stays = after.active and after.role == ADMINISTRATOR
    if before.active and before.role == ADMINISTRATOR and not stays:  # noqa: SIM102
        if not accounts.other_administrators(connection, before.id):
            raise AccountError("last_administrator", "role")


def _deeds(before: Account, after: Account) -> list[tuple[str, str]]:
    """(verb, detail) for each thing that was changed."""
    deeds = []
    if (before.role, before.departments) != (after.role, after.departments):
        deeds.append(("account_rights", f"{_rights(before)} -> {_rights(after)}"))
    if before.shown_name != after.shown_name:
        deeds.append(("account_name", f"{before.shown_name} -> {after.shown_name}"))
    if before.active != after.active:
        deeds.append(("account_open" if after.active else "account_close", ""))
    return deeds


def _rights(account: Account) -> str:
    return f"{account.role} ({', '.join(account.departments) or 'all departments'})"
