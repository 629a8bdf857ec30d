"""One SQLite file: one thread that writes and commits in groups, one reader for each thread."""

import fcntl
import logging
import queue
import sqlite3
import threading
import weakref
from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path
from typing import TypeVar

from .migrations import migrate

log = logging.getLogger(__name__)

T = TypeVar("T")
Work = Callable[[sqlite3.Connection], T]
Piece = tuple[Work, Future]  # what is to be done, and who waits for it

BUSY_MS = 5_000
LARGEST_GROUP = 200  # pieces of work in one commit


class Database:
    """Open the file at `path`, made and migrated when needed.

    One writing connection keeps clear of SQLite's rare corruption when two of them checkpoint at
    once (before 3.51.3).
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        self._local = threading.local()
        self._readers: weakref.WeakSet[_Reading] = weakref.WeakSet()
        self._work: queue.SimpleQueue[Piece | None] = queue.SimpleQueue()
        self._gate = threading.Lock()
        self._open = True
        self._untidy = threading.Event()
        self._thread = threading.Thread(
            target=self._write_groups, args=(_prepare(path),), name="writer", daemon=True
        )
        self._thread.start()

    def read(self, work: Work[T]) -> T:
        """Run `work` on this thread's reading connection and return what it returns."""
        return work(self._reader())

    def write(self, work: Work[T]) -> T:
        """Run `work` in a transaction; return once that is committed. Raises what `work` raises.

        It may run twice, the first time without effect: it changes nothing but the database.
        """
        return self.submit(work).result()

    def submit(self, work: Work[T]) -> "Future[T]":
        """Like write, without waiting for the commit. Work is done in the order it came."""
        future: Future[T] = Future()
        with self._gate:
            if not self._open:
                raise sqlite3.ProgrammingError("the database is closed")
            self._work.put((work, future))
        return future

    def tidy(self) -> None:
        """After the next commit, empty the write-ahead log: what was deleted still stands there."""
        self._untidy.set()

    def close(self) -> None:
        """Finish the writing that was asked for, then close every connection."""
        with self._gate:
            if not self._open:
                return
            self._open = False
            self._work.put(None)
        self._thread.join()
        for reading in list(self._readers):
            reading.connection.close()

    def _reader(self) -> sqlite3.Connection:
        if not hasattr(self._local, "reading"):
            self._local.reading = _Reading(connect(self._path))
            self._readers.add(self._local.reading)
        return self._local.reading.connection

    def _write_groups(self, connection: sqlite3.Connection) -> None:
        last = False
        while not last:
            group = [self._work.get()]
            while len(group) < LARGEST_GROUP and not self._work.empty():
                group.append(self._work.get())
            last = None in group
            _commit(connection, [item for item in group if item])
            if self._untidy.is_set():
                self._untidy.clear()
                _checkpoint(connection)
        connection.close()


class _Reading:
    """One thread's reading connection; it closes when the thread is gone."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection
        connection.execute("PRAGMA query_only=ON")
        weakref.finalize(self, connection.close)


def connect(path: Path) -> sqlite3.Connection:
    """A connection whose transactions begin where the code says so."""
    connection = sqlite3.connect(
        path, timeout=BUSY_MS / 1000, isolation_level=None, check_same_thread=False
    )
    connection.execute("PRAGMA foreign_keys=ON")
    connection.execute("PRAGMA synchronous=NORMAL")
    connection.execute("PRAGMA secure_delete=ON")  # what is deleted leaves no trace in free pages
    return connection


def _prepare(path: Path) -> sqlite3.Connection:
    """The writing connection, once the file is in WAL mode and has every table.

    One process at a time, or SQLite says "database is locked" whatever the busy timeout.
    """
    with path.with_name(path.name + ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        writer = connect(path)
        writer.execute("PRAGMA journal_mode=WAL")
        migrate(writer)
    return writer


def _checkpoint(connection: sqlite3.Connection) -> None:
    """Write the log into the file and cut it, unless a reader is at work: then the next time."""
    try:
        connection.execute("PRAGMA busy_timeout=0")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        connection.execute(f"PRAGMA busy_timeout={BUSY_MS}")
    except sqlite3.Error as error:  # the writer goes on in any case
        log.error("checkpoint: %s", type(error).__name__)


def _commit(connection: sqlite3.Connection, group: list[Piece]) -> None:
    """Do all work of the group in one transaction; if a piece fails, each gets its own."""
    try:
        # IMMEDIATE: a transaction that reads first and then writes is refused without waiting.
        connection.execute("BEGIN IMMEDIATE")
    except sqlite3.Error as error:  # another process holds the file: nothing is to be had
        for _, future in group:
            future.set_exception(error)
        return
    try:
        values = [work(connection) for work, _ in group]
        connection.execute("COMMIT")
    except Exception as error:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        if len(group) == 1:
            group[0][1].set_exception(error)
        else:
            for piece in group:
                _commit(connection, [piece])
        return
    for (_, future), value in zip(group, values, strict=True):
        future.set_result(value)
