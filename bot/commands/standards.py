"""`knowledge standard`: the knowledge in the data standards, and files of them."""

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from ..settings import Settings

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..core.account import Account
    from ..services.exchange.standards import Lost
    from ..services.publishing import Publishing

NAMES = ("childcare", "facilities", "events", "gif", "hsds")


def add(tasks: "argparse._SubParsersAction") -> None:
    """Add the task to those of `knowledge`."""
    standard = tasks.add_parser("standard", help="give or take a file of a data standard")
    standard.add_argument("name", choices=NAMES)
    way = standard.add_mutually_exclusive_group(required=True)
    way.add_argument("--out", type=Path, metavar="FILE", help="write what is published")
    way.add_argument(
        "--in", type=Path, metavar="FILE", dest="file", help="tell what FILE would change"
    )
    standard.add_argument("--source", default="", metavar="URL", help="where FILE is from")
    standard.add_argument(
        "--as", default="", metavar="ACCOUNT", dest="account", help="make drafts in her name"
    )
    standard.set_defaults(run=_run)


def _run(arguments: argparse.Namespace, settings: Settings) -> int:
    from ..app import open_accounts, open_releases, open_store
    from ..services.accounts import AccountError
    from ..services.exchange.sheets import SheetError
    from ..services.publishing import PublishError, Publishing

    store = open_store(settings)
    try:
        releases = open_releases(settings, store)
        publishing = Publishing(store, releases)
        if arguments.out:
            return _write(arguments, publishing)
        accounts = open_accounts(store, releases)
        account = accounts.find(arguments.account) if arguments.account else None
        return _read(arguments, publishing, account)
    except (AccountError, OSError, PublishError, SheetError) as error:
        print(f"{type(error).__name__}: {error}", file=sys.stderr)
        return 1
    finally:
        store.close()


def _write(arguments: argparse.Namespace, publishing: "Publishing") -> int:
    from ..services.exchange.standards import write_standard

    written = write_standard(arguments.name, publishing.rows())
    arguments.out.write_bytes(written.data)
    _tell_lost(written.lost)
    print(f"{written.records} records written")
    return 0


def _read(
    arguments: argparse.Namespace, publishing: "Publishing", account: "Account | None"
) -> int:
    from ..services.exchange.preview import as_drafts, preview
    from ..services.exchange.sheets import read_sheets
    from ..services.exchange.standards import read_standard

    rows = publishing.rows()
    sheets = read_sheets(arguments.file.read_bytes(), arguments.file.name)
    taken = read_standard(arguments.name, sheets, rows, arguments.source)
    plan = preview(rows, taken.table, taken.rows)
    _tell_lost(taken.lost)
    for one in plan.problems:
        at = f"{one.sheet}:{one.row}:{one.column} {one.label}"
        print(f"problem: {at}: {one.found}: {one.text or one.kind}")
    counts = (len(plan.new), len(plan.changed), plan.unchanged, len(plan.problems))
    print("{} new, {} changed, {} unchanged, {} problems".format(*counts))
    if plan.problems:
        return 1
    if account and plan.records:
        print(f"{publishing.save_many(account, as_drafts(plan), 'import')} drafts")
    return 0


def _tell_lost(lost: "Iterable[Lost]") -> None:
    for one in lost:
        print(f"lost: {one.label or '-'}: {one.kind}, {one.number} records")
