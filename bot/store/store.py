"""Everything that is kept, in one database, each thing for its time."""

import logging
import sqlite3
import threading
import time
from collections.abc import Callable
from pathlib import Path

from . import attempts, inbox, questions, referrals, reports, review_links, sessions, state
from .database import Database
from .inbox import Inbox
from .pseudonyms import Pseudonyms, everywhere
from .switches import Switches

log = logging.getLogger(__name__)

PURGED_EVERY = 60.0  # seconds
PURGED = (inbox, state, questions, sessions, attempts, referrals, reports, review_links)


class Store:
    """Open the database at `path`; ids of people are hashed with `user_hash_key`."""

    def __init__(
        self, path: Path, user_hash_key: str, clock: Callable[[], float] = time.time
    ) -> None:
        self.database = Database(path)
        self.pseudonyms = Pseudonyms(user_hash_key)
        self.inbox = Inbox(self.database, self.pseudonyms)
        self.switches = Switches(self.database)
        self._clock = clock
        self._closing = threading.Event()

    def purge(self) -> None:
        """Delete what has been kept for its time."""
        now = self._clock()

        def work(connection: sqlite3.Connection) -> None:
            for kept in PURGED:
                kept.purge(connection, now)

        self.database.tidy()
        self.database.write(work)

    def purge_regularly(self, every: float = PURGED_EVERY) -> None:
        """Purge now, and every `every` seconds until close()."""
        self.purge()
        threading.Thread(target=self._purges, args=(every,), name="purge", daemon=True).start()

    def close(self) -> None:
        """Finish what is being written and close the file."""
        self._closing.set()
        self.database.close()

    def _purges(self, every: float) -> None:
        while not self._closing.wait(every):
            try:
                self.purge()
            except sqlite3.Error as error:  # the next turn tries again
                log.error("purge: %s", type(error).__name__)


def forget(connection: sqlite3.Connection, user: str) -> dict[str, int]:
    """Delete all that is kept of a person; return how much of what: state, questions,
    referrals (cards she opened)."""
    people = everywhere(user)
    inbox.forget(connection, people)
    return {
        "state": state.forget(connection, people),
        "questions": questions.forget(connection, people),
        "referrals": referrals.forget(connection, people),
    }
