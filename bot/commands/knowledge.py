"""Look after the knowledge."""

import argparse
import sys
from collections.abc import Callable
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from ..settings import Settings
from . import standards

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..services.publishing import Publishing

# Kinds of services.publishing.PublishError, as far as these commands meet them.
ERRORS = {
    "invalid": "nothing was imported, because of these problems:",
    "empty_folder": "there is no knowledge file in",
    "key_taken": "two records have the same name:",
    "key_missing": "a record has no name; this column is empty:",
    "no_column": "a column that no table of that kind has:",
    "too_long": "a cell is longer than 10,000 characters",
    "conflict": "a draft of this record is open already; approve, reject or withdraw it first:",
    "refused": "a release would lack what every release must have:",
    "broken_release": "the file of the release in force is missing or broken:",
    "not_kept": "the release could not be written:",
    "busy": "others release at this moment; try again",
}


def add(commands: "argparse._SubParsersAction") -> None:
    """Add the commands of this file to `commands`."""
    knowledge = commands.add_parser("knowledge", help="look after the knowledge folder")
    tasks = knowledge.add_subparsers(required=True, metavar="TASK")

    check = tasks.add_parser("check", help="every problem of the knowledge, one a line")
    check.add_argument("--brief", action="store_true", help="only errors and a count of warnings")
    check.add_argument("--release", action="store_true", help="of the release in force")
    check.set_defaults(run=_check)

    export = tasks.add_parser("export", help="write the release in force back as files")
    export.add_argument("folder", nargs="?", type=Path, help="BOT_KNOWLEDGE when not given")
    export.set_defaults(run=_guarded(_export))

    importing = tasks.add_parser("import", help="make drafts of what a folder has otherwise")
    importing.add_argument("folder", type=Path)
    importing.add_argument(
        "--documents", action="store_true", help="release its city.toml and models at once"
    )
    importing.set_defaults(run=_guarded(_import))

    standards.add(tasks)


def _check(arguments: argparse.Namespace, settings: Settings) -> int:
    from ..services.knowledge.check import check, check_rows

    if arguments.release:
        with _publishing(settings) as publishing:
            problems = check_rows(publishing.rows())
    else:
        problems = check(settings.bot_knowledge)
    errors = [problem for problem in problems if problem.level == "error"]
    for problem in errors if arguments.brief else problems:
        print(problem)
    print(f"{len(errors)} errors, {len(problems) - len(errors)} warnings")
    return 1 if errors else 0


@contextmanager
def _publishing(settings: Settings) -> "Iterator[Publishing]":
    from ..app import open_releases, open_store
    from ..services.publishing import Publishing

    store = open_store(settings)
    try:
        yield Publishing(store, open_releases(settings, store))
    finally:
        store.close()


def _guarded(
    task: "Callable[[argparse.Namespace, Settings, Publishing], None]",
) -> Callable[[argparse.Namespace, Settings], int]:
    """Run `task`; say what stands in its way."""

    def run(arguments: argparse.Namespace, settings: Settings) -> int:
        from ..services.publishing import PublishError

        try:
            with _publishing(settings) as publishing:
                task(arguments, settings, publishing)
        except PublishError as error:
            print(f"{ERRORS.get(error.kind, error.kind)} {error.subject}".strip(), file=sys.stderr)
            for problem in error.problems:
                print(problem, file=sys.stderr)
            return 1
        except OSError as error:
            print(error, file=sys.stderr)
            return 1
        return 0

    return run


def _export(arguments: argparse.Namespace, settings: Settings, publishing: "Publishing") -> None:
    from ..services.knowledge.export import export

    folder = arguments.folder or settings.bot_knowledge
    written = export(publishing.rows(), folder)
    for name in written:
        print(name)
    print(f"{len(written)} files written to {folder}")


def _import(arguments: argparse.Namespace, settings: Settings, publishing: "Publishing") -> None:
    from ..core.account import ADMINISTRATOR, Account
    from ..services.audit import CONSOLE
    from ..services.publishing.from_folder import differences, other_documents, read_whole

    console = Account(0, CONSOLE, CONSOLE, ADMINISTRATOR)
    folder, rows = read_whole(arguments.folder), publishing.rows()
    drafts = publishing.save_many(console, differences(rows, folder), "import")
    print(f"{drafts} drafts; they count once somebody approves them")
    documents = other_documents(rows, folder)
    if documents and arguments.documents:
        release = publishing.take_documents(console, documents)
        print(f"release {release.id}: {' '.join(documents)}")
    elif documents:
        print(f"not imported without --documents: {' '.join(documents)}")
