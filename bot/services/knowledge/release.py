"""The release that answers parents: the one that was approved last; without any, the files."""

import logging
import os
import sqlite3
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path

from ...core.catalog import Catalog
from .build import build_catalog
from .files import knowledge_files, read_folder
from .problems import ERROR, Problem
from .release_file import keep, kept, release_id
from .renewed import Checks, renewed
from .rows import Rows
from .window import city_today, turns

__all__ = ["REFUSED", "NoRelease", "Releases", "release_id"]

log = logging.getLogger(__name__)

# With one of these a parent in danger, or everybody, would be left without an answer.
REFUSED = frozenset({"hotline_missing", "file_missing", "city_broken"})


class NoRelease(RuntimeError):
    """The knowledge cannot be released and there is no earlier release to fall back on."""


class Releases:
    """Gives the current Catalog; builds a new one when a release was approved or, as long as none
    was, when the files of `knowledge` have changed.

    `look_every`: seconds between two looks. `approved`: gives the ids of the approved releases, the
    one in force first. `checks`: gives on which day somebody last said that a record is still true.
    `today`: the city's date, with which records come and go.
    Safe to share between threads: while one builds, the others go on with the
    release they have.
    """

    def __init__(
        self,
        folder: Path,
        knowledge: Path,
        look_every: float = 1.0,
        approved: Callable[[], Sequence[str]] = tuple,
        checks: Callable[[], Checks] = dict,
        today: Callable[[], date] = city_today,
    ) -> None:
        self.folder = folder
        self.knowledge = knowledge
        self._look_every = look_every
        self._approved = approved
        self._checks = checks
        self._today = today
        self._turns: tuple[date, ...] = ()  # days on which the release shows something else
        self._built_on = date.min
        self._lock = threading.Lock()
        self._catalog: Catalog | None = None  # as the release has it
        self._checked: tuple[Catalog, Mapping, Catalog] | None = None  # it, checks: it renewed
        self._seen: object = None
        self._next_look = 0.0
        self._watched: threading.Thread | None = None
        self._closing = False
        self._hurry = threading.Event()
        self._rows_lock = threading.Lock()
        self._rows: tuple[object, str, Rows] | None = None
        self.problems: tuple[Problem, ...] = ()  # of the files or the release as they are now

    def current(self) -> Catalog:
        """The newest good release. Raises NoRelease when there has never been one."""
        if self._checked and (self._watched or time.monotonic() < self._next_look):
            return self._checked[2]
        return self.look()

    def look(self) -> Catalog:
        """Like current, and look now whether there is a newer one."""
        if self._lock.acquire(blocking=self._checked is None):
            try:
                self._look()
            finally:
                self._lock.release()
        if not self._checked:
            raise NoRelease(_listed(self.problems))
        return self._checked[2]

    def rows(self) -> tuple[str, Rows]:
        """(id, rows) of the release in force at this moment, or of the last that can be read."""
        with self._rows_lock:
            approved = self._approved()
            seen = self._stamp(approved)
            if not self._rows or self._rows[0] != seen:
                self._rows = (seen, *self._read(approved))
            return self._rows[1:]

    def watch(self, then: Callable[[], object]) -> None:
        """Look from a thread of its own, and call `then` after each look: from now on nobody who
        asks for the current release waits for a new one to be built."""
        work = threading.Thread(target=self._watch, args=(then,), name="releases", daemon=True)
        self._watched = work
        work.start()

    def close(self) -> None:
        """Stop watching."""
        self._closing = True
        self._hurry.set()
        if self._watched:
            self._watched.join()

    def hurry(self) -> None:
        """Let the watching thread look at once."""
        self._next_look = 0.0
        self._hurry.set()

    def path(self, release: str) -> Path:
        """Where the file of a release is."""
        return self.folder / f"{release}.sqlite"

    def _watch(self, then: Callable[[], object]) -> None:
        while True:
            self._hurry.wait(self._look_every)
            self._hurry.clear()
            if self._closing:
                return
            try:
                self.look()
                then()
            except Exception as error:  # the next turn tries again
                log.error("looking for a release: %s", type(error).__name__)

    def _look(self) -> None:
        """Look at the pointer or the files, and build when they are not as they were."""
        try:
            approved = self._approved()
            seen = self._stamp(approved)
            if seen != self._seen or not self._catalog or self._turned():
                self._refresh(approved)
            self._seen = seen
            self._renew(self._checks())
        except (OSError, sqlite3.Error) as error:
            # A file went away while it was looked at: the next look finds it, or finds it gone.
            log.warning("knowledge: %s", error)
            if not self._checked:
                self._renew({})
        self._next_look = time.monotonic() + self._look_every

    def _turned(self) -> bool:
        """A record has come or gone since the release was built."""
        today = self._today()
        return any(self._built_on < turn <= today for turn in self._turns)

    def _renew(self, checks: Checks) -> None:
        """Put the days of `checks` into the current release, unless they are in it already."""
        catalog, before = self._catalog, self._checked
        if catalog and not (before and before[0] is catalog and before[1] == checks):
            self._checked = catalog, checks, renewed(catalog, checks)

    def _stamp(self, approved: Sequence[str]) -> tuple:
        """Another one when there is another release."""
        paths = [self.path(approved[0])] if approved else knowledge_files(self.knowledge)
        there = [path for path in paths if path.exists()]
        return tuple(approved[:1]), [(path, path.stat().st_mtime_ns) for path in there]

    def _read(self, approved: Sequence[str]) -> tuple[str, Rows]:
        for release in approved:
            if rows := kept(self.path(release)):
                return release, rows
        release = release_id(self.knowledge)
        return release, kept(self.path(release)) or read_folder(self.knowledge)

    def _refresh(self, approved: Sequence[str]) -> None:
        for release in approved:
            rows = kept(self.path(release))
            if rows and self._take(rows, release):
                return
            log.error("knowledge: release %s cannot be used", release)
            if self._catalog:
                log.warning("knowledge: going on with release %s", self._catalog.release)
                return
        self._take_files()

    def _take(self, rows: Rows, release: str) -> bool:
        """Make the rows the current release, unless they may not be one."""
        today = self._today()
        catalog, problems = build_catalog(rows, release, today)
        self.problems = tuple(found for found in problems if found.level == ERROR)
        for found in self.problems:
            log.warning("knowledge: %s", found)
        if REFUSED & {found.kind for found in problems}:
            return False
        self._catalog, self._turns, self._built_on = catalog, turns(rows), today
        return True

    def _take_files(self) -> None:
        release = release_id(self.knowledge)
        path = self.path(release)
        found = kept(path)
        rows = found or read_folder(self.knowledge)
        if not self._take(rows, release):
            self._catalog = self._catalog or self._last_good()
        elif found:
            os.utime(path)  # the newest file is the one that was used last
        else:
            _keep(path, rows)

    def _last_good(self) -> Catalog | None:
        """The release that was used last, of those on disk."""
        paths = sorted(self.folder.glob("*.sqlite"), key=lambda path: path.stat().st_mtime)
        for path in reversed(paths):
            if rows := kept(path):
                log.warning("knowledge: going on with release %s", path.stem)
                return build_catalog(rows, path.stem, self._today())[0]
        return None


def _keep(path: Path, rows: Rows) -> None:
    """Keep the rows; a file that cannot be written is missed at the next start."""
    try:
        keep(path, rows)
    except (OSError, sqlite3.Error) as error:
        log.warning("knowledge: release %s is not kept: %s", path.stem, error)


def _listed(problems: tuple[Problem, ...]) -> str:
    return "\n".join(map(str, problems)) or "no knowledge"
