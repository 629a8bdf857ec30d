"""Look after the accounts of staff."""

import argparse
import getpass
import sys
from collections.abc import Callable

from ..core.account import EDITOR, ROLES, Account
from ..settings import Settings

TYPED = "asks twice for the password, or reads it from standard input"

# Kinds of services.accounts.AccountError, as far as these commands meet them.
ERRORS = {
    "name_shape": "the name takes 2 to 64 of a-z 0-9 . _ - @ and begins with a letter or digit",
    "name_taken": "there is an account of that name",
    "shown_name": "the shown name takes 1 to 60 characters",
    "department": "an unknown department; see the ids in departments.csv",
    "password_short": "the password is too short: 10 characters at least, better 15",
    "password_long": "the password is too long: 500 characters at most",
    "password_common": "the password is common or can be guessed; string a few words together",
    "passwords_differ": "the two passwords differ",
    "no_account": "there is no account of that name; see `staff list`",
    "last_administrator": "it is the last administrator; make somebody else one first",
}


def add(commands: "argparse._SubParsersAction") -> None:
    """Add the commands of this file to `commands`."""
    staff = commands.add_parser("staff", help="look after the accounts of staff")
    tasks = staff.add_subparsers(required=True, metavar="TASK")

    adding = tasks.add_parser("add", help=f"add an account; {TYPED}")
    adding.add_argument("name", help="the name to log in with")
    adding.add_argument("--role", choices=ROLES, default=EDITOR, help="editor when not given")
    adding.add_argument(
        "--department", action="append", default=[], metavar="ID", help="again for more; none: all"
    )
    adding.add_argument("--shown-name", default="", help="as others see it; the name when missing")
    adding.set_defaults(run=_guarded(_add))

    password = tasks.add_parser("password", help=f"set a password; {TYPED}")
    password.add_argument("name")
    password.set_defaults(run=_guarded(_password))

    tasks.add_parser("list", help="all accounts, one a line").set_defaults(run=_guarded(_list))

    closing = tasks.add_parser("deactivate", help="close an account and end its sessions")
    closing.add_argument("name")
    closing.set_defaults(run=_guarded(_deactivate))


def _guarded(task: Callable) -> Callable[[argparse.Namespace, Settings], int]:
    """Run `task` with the accounts of the settings; say what stands in its way."""

    def run(arguments: argparse.Namespace, settings: Settings) -> int:
        from ..app import open_accounts, open_releases, open_store
        from ..services.accounts import AccountError

        store = open_store(settings)
        try:
            task(arguments, open_accounts(store, open_releases(settings, store)))
        except AccountError as error:
            print(ERRORS.get(error.kind, error.kind), file=sys.stderr)
            return 1
        finally:
            store.close()
        return 0

    return run


def _add(arguments: argparse.Namespace, accounts) -> None:  # type: ignore[no-untyped-def]
    from ..services.audit import CONSOLE

    shown = arguments.shown_name or arguments.name
    wanted = Account(0, arguments.name, shown, arguments.role, tuple(arguments.department))
    accounts.add(CONSOLE, wanted, _read_password())
    print(f"added {arguments.name}")


def _password(arguments: argparse.Namespace, accounts) -> None:  # type: ignore[no-untyped-def]
    from ..services.audit import CONSOLE

    account = accounts.find(arguments.name)
    accounts.set_password(CONSOLE, account.id, _read_password())
    print(f"set the password of {account.name}; its sessions have ended")


def _list(arguments: argparse.Namespace, accounts) -> None:  # type: ignore[no-untyped-def]
    for one in accounts.everyone():
        state = "active" if one.active and one.ready else "no password" if one.active else "closed"
        departments = ",".join(one.departments) or "all"
        print(one.name, one.role, departments, state, one.shown_name, sep="\t")


def _deactivate(arguments: argparse.Namespace, accounts) -> None:  # type: ignore[no-untyped-def]
    from ..services.audit import CONSOLE

    account = accounts.find(arguments.name)
    accounts.change(CONSOLE, account.id, active=False)
    print(f"closed {account.name}")


def _read_password() -> str:
    from ..services.accounts import AccountError

    if not sys.stdin.isatty():
        password = sys.stdin.readline().rstrip("\r\n")
    elif (password := getpass.getpass("Password: ")) != getpass.getpass("Once more: "):
        raise AccountError("passwords_differ")
    if not password:
        raise AccountError("password_short")
    return password
