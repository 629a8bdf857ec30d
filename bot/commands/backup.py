"""Keep a copy of everything, and come back to it."""

import argparse
import sys
from collections.abc import Callable
from pathlib import Path

from ..settings import Settings

# Kinds of services.backup.BackupError.
ERRORS = {
    "no_database": "there is no database to back up:",
    "unreadable": "this cannot be read:",
    "not_a_backup": "this is no backup:",
    "damaged": "the backup is damaged, nothing was restored:",
    "not_empty": "there is a database already, --force replaces it:",
    "in_use": "the bot is running; stop it first, nothing was restored:",
    "not_written": "this cannot be written, everything is as it was:",
}


def add(commands: "argparse._SubParsersAction") -> None:
    """Add the commands of this file to `commands`."""
    backup = commands.add_parser("backup", help="write everything into one file")
    backup.add_argument("file", type=Path)
    backup.set_defaults(run=_guarded(_backup))

    restore = commands.add_parser("restore", help="put everything back as a backup has it")
    restore.add_argument("file", type=Path)
    restore.add_argument("--force", action="store_true", help="replace the database that is there")
    restore.set_defaults(run=_guarded(_restore))


def _guarded(
    task: Callable[[argparse.Namespace, Settings], None],
) -> Callable[[argparse.Namespace, Settings], int]:
    """Run `task`; say what stands in its way."""

    def run(arguments: argparse.Namespace, settings: Settings) -> int:
        from ..services.backup import BackupError

        try:
            task(arguments, settings)
        except BackupError as error:
            print(f"{ERRORS[error.kind]} {error.detail}".strip(), file=sys.stderr)
            return 1
        return 0

    return run


def _backup(arguments: argparse.Namespace, settings: Settings) -> None:
    from ..services.backup import back_up

    number = back_up(settings.database_url, settings.user_hash_key, arguments.file)
    print(f"{number} files in {arguments.file}, {arguments.file.stat().st_size:,} bytes")


def _restore(arguments: argparse.Namespace, settings: Settings) -> None:
    from ..services.backup import KEY, restore

    kept = settings.database_url.parent / KEY
    from_file = kept.exists() and kept.read_text(encoding="utf-8").strip()
    key = restore(arguments.file, settings.database_url, arguments.force)
    print(f"restored {arguments.file} to {settings.database_url}")
    if settings.user_hash_key not in (key, from_file):
        print("USER_HASH_KEY is another one than in the backup: set it as it was then")
