"""The release that answers parents: the knowledge files, as they last were whole."""

import hashlib
import logging
import os
import sqlite3
import threading
import time
from pathlib import Path

from ...core.catalog import Catalog
from ...store.releases import read_release, write_release
from .build import build_catalog
from .files import knowledge_files, read_folder
from .problems import ERROR, Problem
from .rows import Row, Rows

log = logging.getLogger(__name__)

FORMAT = b"1"  # of the release files; another number makes them anew
PROBLEMS = "problems"
AT = ("_file", "_line")

# With one of these a parent in danger, or everybody, would be left without an answer.
REFUSED = frozenset({"hotline_missing", "file_missing", "city_broken"})


class NoRelease(RuntimeError):
    """The knowledge cannot be released and there is no earlier release to fall back on."""


class Releases:
    """Gives the current Catalog; builds a new one when the files of `knowledge` have changed.

    `look_every`: seconds between two looks at the files. Safe to share between threads: while one
    builds, the others go on with the release they have.
    """

    def __init__(self, folder: Path, knowledge: Path, look_every: float = 1.0) -> None:
        self._folder = folder
        self._knowledge = knowledge
        self._look_every = look_every
        self._lock = threading.Lock()
        self._catalog: Catalog | None = None
        self._seen: object = None
        self._next_look = 0.0
        self.problems: tuple[Problem, ...] = ()  # of the files as they are now

    def current(self) -> Catalog:
        """The newest good release. Raises NoRelease when there has never been one."""
        if self._catalog and time.monotonic() < self._next_look:
            return self._catalog
        if self._lock.acquire(blocking=self._catalog is None):
            try:
                self._look()
            finally:
                self._lock.release()
        if not self._catalog:
            raise NoRelease(_listed(self.problems))
        return self._catalog

    def _look(self) -> None:
        """Look at the files, and build when one of them is not as it was."""
        try:
            seen = [(path, path.stat().st_mtime_ns) for path in knowledge_files(self._knowledge)]
            if seen != self._seen or not self._catalog:
                self._refresh()
            self._seen = seen
        except OSError as error:
            # A file went away while it was looked at: the next look finds it, or finds it gone.
            log.warning("knowledge: %s", error)
        self._next_look = time.monotonic() + self._look_every

    def _refresh(self) -> None:
        release = release_id(self._knowledge)
        path = self._folder / f"{release}.sqlite"
        kept = _kept(path)
        rows = kept or read_folder(self._knowledge)
        catalog, problems = build_catalog(rows, release)
        self.problems = tuple(found for found in problems if found.level == ERROR)
        for found in self.problems:
            log.warning("knowledge: %s", found)
        if REFUSED & {found.kind for found in problems}:
            self._catalog = self._catalog or self._last_good()
            return
        self._catalog = catalog
        if kept:
            os.utime(path)  # the newest file is the one that was used last
        else:
            _keep(path, rows)

    def _last_good(self) -> Catalog | None:
        """The release that was used last, of those on disk."""
        paths = sorted(self._folder.glob("*.sqlite"), key=lambda path: path.stat().st_mtime)
        for path in reversed(paths):
            if rows := _kept(path):
                log.warning("knowledge: going on with release %s", path.stem)
                return build_catalog(rows, path.stem)[0]
        return None


def release_id(knowledge: Path) -> str:
    """A hash of every knowledge file, 16 hex digits."""
    digest = hashlib.sha256(FORMAT)
    for path in knowledge_files(knowledge):
        digest.update(path.relative_to(knowledge).as_posix().encode() + b"\0")
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()[:16]


def _keep(path: Path, rows: Rows) -> None:
    """Write the rows as a release file; one that cannot be written is missed at the next start."""
    tables: dict[str, list[dict]] = {
        name: [dict(zip(AT, (row.file, row.line), strict=True)) | row.cells for row in table]
        for name, table in rows.tables.items()
        if table
    }
    if rows.problems:
        tables[PROBLEMS] = [vars(found) for found in rows.problems]
    try:
        write_release(path, tables, rows.documents)
    except (OSError, sqlite3.Error) as error:
        log.warning("knowledge: release %s is not kept: %s", path.stem, error)


def _kept(path: Path) -> Rows | None:
    """What _keep wrote, None when there is no such file or it is broken."""
    if not path.exists():
        return None
    try:
        tables, documents = read_release(path)
    except sqlite3.Error as error:
        log.warning("knowledge: release %s is broken: %s", path.stem, type(error).__name__)
        return None
    problems = [Problem(**row) for row in tables.pop(PROBLEMS, [])]
    return Rows(
        {name: [_row(cells) for cells in table] for name, table in tables.items()},
        documents,
        problems,
    )


def _row(cells: dict) -> Row:
    return Row(cells.pop(AT[0]), cells.pop(AT[1]), cells)


def _listed(problems: tuple[Problem, ...]) -> str:
    return "\n".join(map(str, problems)) or "no knowledge"
