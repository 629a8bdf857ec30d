"""Accounts of staff and their secrets, of which only hashes leave no way back."""

import json
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass, field

from ..core.account import ADMINISTRATOR, Account

COLUMNS = (
    "id, name, shown_name, role, departments, active, totp_secret <> '', password_hash <> '',"
    " entered"
)
SECRETS = "password_hash, totp_secret, totp_pending, totp_pending_at, link"


@dataclass(frozen=True)
class Kept:
    """An account with its secrets; they stay out of every message and log."""

    account: Account
    password_hash: str = field(repr=False)
    totp_secret: str = field(repr=False)
    totp_pending: str = field(repr=False)
    totp_pending_at: float
    link: int


def add(
    connection: sqlite3.Connection, account: Account, password_hash: str, now: float
) -> Account:
    """Keep a new account under an id of its own. Raises sqlite3.IntegrityError: name taken."""
    cursor = connection.execute(
        "INSERT INTO accounts (name, shown_name, role, departments, password_hash, made)"
        " VALUES (?, ?, ?, ?, ?, ?)",
        (
            account.name,
            account.shown_name,
            account.role,
            json.dumps(account.departments),
            password_hash,
            now,
        ),
    )
    return find(connection, cursor.lastrowid or 0).account  # type: ignore[union-attr]


def find(connection: sqlite3.Connection, who: int | str) -> Kept | None:
    """The account of an id or a name."""
    column = "id" if isinstance(who, int) else "name"
    row = connection.execute(
        f"SELECT {COLUMNS}, {SECRETS} FROM accounts WHERE {column} = ?",  # noqa: S608
        (who,),
    ).fetchone()
    return Kept(_account(row[:9]), *row[9:]) if row else None


def everyone(connection: sqlite3.Connection) -> list[Account]:
    """All accounts by name, those that are closed last."""
    rows = connection.execute(f"SELECT {COLUMNS} FROM accounts ORDER BY active DESC, name")  # noqa: S608
    return [_account(row) for row in rows]


def other_administrators(connection: sqlite3.Connection, account_id: int) -> int:
    """How many administrators besides this one can enter."""
    (number,) = connection.execute(
        "SELECT count(*) FROM accounts WHERE role = ? AND active AND password_hash <> ''"
        " AND id <> ?",
        (ADMINISTRATOR, account_id),
    ).fetchone()
    return number


def change(connection: sqlite3.Connection, account: Account) -> None:
    """Write the shown name, the rights, and whether it is open."""
    connection.execute(
        "UPDATE accounts SET shown_name = ?, role = ?, departments = ?, active = ? WHERE id = ?",
        (
            account.shown_name,
            account.role,
            json.dumps(account.departments),
            int(account.active),
            account.id,
        ),
    )


def set_password(connection: sqlite3.Connection, account_id: int, password_hash: str) -> None:
    """Take a new password; links to set one are used up."""
    connection.execute(
        "UPDATE accounts SET password_hash = ?, link = link + 1 WHERE id = ?",
        (password_hash, account_id),
    )


def rehash(connection: sqlite3.Connection, account_id: int, old: str, new: str) -> None:
    """Write the same password's hash anew, unless the password was changed meanwhile."""
    connection.execute(
        "UPDATE accounts SET password_hash = ? WHERE id = ? AND password_hash = ?",
        (new, account_id, old),
    )


def next_link(connection: sqlite3.Connection, account_id: int) -> int:
    """The number of a new link; those before it lead nowhere."""
    (number,) = connection.execute(
        "UPDATE accounts SET link = link + 1 WHERE id = ? RETURNING link", (account_id,)
    ).fetchone()
    return number


def note_entry(connection: sqlite3.Connection, account_id: int, now: float) -> None:
    """Write down when it was last used to enter."""
    connection.execute("UPDATE accounts SET entered = ? WHERE id = ?", (now, account_id))


def set_pending(connection: sqlite3.Connection, account_id: int, secret: str, now: float) -> None:
    """Keep a secret of a second factor that is not confirmed yet; "" for none."""
    connection.execute(
        "UPDATE accounts SET totp_pending = ?, totp_pending_at = ? WHERE id = ?",
        (secret, now, account_id),
    )


def set_totp(
    connection: sqlite3.Connection, account_id: int, secret: str, step: int, hashes: Iterable[str]
) -> None:
    """Take `secret` ("" for none) as second factor, and recovery codes in place of the old."""
    connection.execute(
        "UPDATE accounts SET totp_secret = ?, totp_pending = '', totp_step = ? WHERE id = ?",
        (secret, step, account_id),
    )
    connection.execute("DELETE FROM recovery_codes WHERE account_id = ?", (account_id,))
    connection.executemany(
        "INSERT INTO recovery_codes VALUES (?, ?)", [(account_id, one) for one in hashes]
    )


def use_step(connection: sqlite3.Connection, account_id: int, step: int) -> bool:
    """Take the code of `step`; False when it or a later one was taken before."""
    cursor = connection.execute(
        "UPDATE accounts SET totp_step = ? WHERE id = ? AND totp_step < ?", (step, account_id, step)
    )
    return cursor.rowcount == 1


def use_code(connection: sqlite3.Connection, account_id: int, code_hash: str) -> bool:
    """Take a recovery code; False when there is none such."""
    cursor = connection.execute(
        "DELETE FROM recovery_codes WHERE account_id = ? AND hash = ?", (account_id, code_hash)
    )
    return cursor.rowcount == 1


def codes_left(connection: sqlite3.Connection, account_id: int) -> int:
    """How many recovery codes are not used yet."""
    (number,) = connection.execute(
        "SELECT count(*) FROM recovery_codes WHERE account_id = ?", (account_id,)
    ).fetchone()
    return number


def _account(row: tuple) -> Account:
    number, name, shown, role, departments, active, totp, ready, entered = row
    return Account(
        number,
        name,
        shown,
        role,
        tuple(json.loads(departments)),
        bool(active),
        bool(totp),
        bool(ready),
        entered,
    )
