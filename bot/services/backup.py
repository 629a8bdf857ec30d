"""Everything that must not be lost in one file, and back."""

import hashlib
import json
import os
import re
import shutil
import sqlite3
import tempfile
import zipfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from ..core.hours import CITY_TIME
from ..store import backup as database

FORMAT = 1
MANIFEST, DATABASE, KEY, RELEASES = "manifest.json", "bot.sqlite", "user_hash_key", "releases"

_MEMBER = re.compile(r"bot\.sqlite|user_hash_key|releases/[\w-]+\.sqlite")


class BackupError(RuntimeError):
    """kind: no_database, unreadable, not_a_backup, damaged, not_empty, in_use, not_written."""

    def __init__(self, kind: str, detail: str = "") -> None:
        super().__init__(f"{kind} {detail}".strip())
        self.kind = kind
        self.detail = detail


def back_up(path: Path, key: str, target: Path) -> int:
    """Write the database at `path`, its releases and `key` into the zip file `target`; return how
    many files are in it. The bot may run meanwhile. Raises BackupError."""
    if not path.exists():
        raise BackupError("no_database", str(path))
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=target.parent, prefix=".backup-") as work:
            folder = Path(work)
            database.copy(path, folder / DATABASE)
            (folder / KEY).write_text(key, encoding="utf-8")
            # After the database: a release is on disk before the database speaks of it.
            files = {DATABASE: folder / DATABASE, KEY: folder / KEY}
            files |= {f"{RELEASES}/{p.name}": p for p in (path.parent / RELEASES).glob("*.sqlite")}
            _pack(files, folder / "whole")
            (folder / "whole").replace(target)
    except sqlite3.Error as error:
        raise BackupError("unreadable", str(error)) from error
    except OSError as error:
        raise BackupError("not_written", str(error)) from error
    return len(files)


def restore(source: Path, path: Path, force: bool = False) -> str:
    """Put what back_up wrote in the place of the database at `path`; return its user key.

    First everything is unpacked and checked beside it; then it is moved into place, or nothing is.
    force: an old database may go. Raises BackupError; in_use whatever `force` says.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=path.parent, prefix=".restore-") as work:
        folder = Path(work)
        _unpack(source, folder)
        if wrong := database.fault(folder / DATABASE):
            raise BackupError("damaged", f"{DATABASE}: {wrong}")
        if path.exists() and path.stat().st_size and not force:
            raise BackupError("not_empty", str(path))
        if database.in_use(path):
            raise BackupError("in_use", str(path))
        key = (folder / KEY).read_text(encoding="utf-8").strip()
        try:
            _put(folder, path)
        except OSError as error:
            raise BackupError("not_written", str(error)) from error
    return key


def _pack(files: dict[str, Path], target: Path) -> None:
    target.touch(mode=0o600)
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        sums = {}
        for name, path in files.items():
            archive.write(path, name)
            sums[name] = _sum(path)
        made = datetime.now(CITY_TIME).isoformat(timespec="seconds")
        archive.writestr(MANIFEST, json.dumps({"format": FORMAT, "made": made, "files": sums}))


def _unpack(source: Path, folder: Path) -> None:
    """Unpack what the manifest names, all of it and whole."""
    try:
        with zipfile.ZipFile(source) as archive:
            manifest = json.loads(archive.read(MANIFEST))
            sums = manifest["files"]
            if manifest["format"] != FORMAT or not {DATABASE, KEY} <= set(sums):
                raise BackupError("not_a_backup", str(source))
            for name in sums:
                if not _MEMBER.fullmatch(name):
                    raise BackupError("not_a_backup", name)
                archive.extract(name, folder)
                if _sum(folder / name) != sums[name]:
                    raise BackupError("damaged", name)
    except FileNotFoundError:
        raise BackupError("unreadable", str(source)) from None
    except zipfile.BadZipFile as error:
        raise BackupError("damaged", str(error)) from error
    except OSError as error:
        raise BackupError("unreadable", str(error)) from error
    except (KeyError, TypeError, ValueError, EOFError) as error:
        raise BackupError("not_a_backup", str(source)) from error
    except Exception as error:  # zlib.error and whatever else a spoilt file may bring about
        raise error if isinstance(error, BackupError) else BackupError("damaged") from error


def _put(folder: Path, path: Path) -> None:
    """Move everything into place, the database last; what was there comes back after a fault."""
    releases, old = path.parent / RELEASES, folder / "old"
    releases.mkdir(exist_ok=True)
    old.mkdir()
    undo: list[Callable[[], object]] = []
    try:
        for found in sorted((folder / RELEASES).glob("*.sqlite")):
            _swap(found, releases / found.name, old, undo)
        (folder / KEY).chmod(0o600)
        (folder / DATABASE).chmod(0o600)
        _swap(folder / KEY, path.parent / KEY, old, undo)
        for log in ("-wal", "-shm"):
            path.with_name(path.name + log).unlink(missing_ok=True)
        _swap(folder / DATABASE, path, old, undo)
    except OSError:
        for step in reversed(undo):
            step()
        raise


def _swap(new: Path, place: Path, old: Path, undo: list[Callable[[], object]]) -> None:
    """Move `new` to `place`; `undo` gets what brings the file back that was there."""
    if place.exists():
        kept = old / place.name
        shutil.copy2(place, kept)
        undo.append(lambda: os.replace(kept, place))
    else:
        undo.append(lambda: place.unlink(missing_ok=True))
    os.replace(new, place)


def _sum(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
