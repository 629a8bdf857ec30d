"""The release of the moment, made ready to answer: once, not for every message."""

import logging
import threading
from collections.abc import Callable
from datetime import datetime
from typing import NamedTuple, Protocol

from ..core.catalog import Catalog
from ..core.dialogue import Knowledge
from ..core.understanding.result import Understood
from .faults import place
from .process import settle

log = logging.getLogger(__name__)


class Releases(Protocol):
    """Gives the knowledge of the moment; the same object until it changes."""

    def current(self) -> Catalog: ...

    def watch(self, then: Callable[[], object]) -> None: ...


class Reader(Protocol):
    """Reads messages by the words of one release."""

    def read(self, text: str, now: datetime) -> Understood: ...


class Ready(NamedTuple):
    """not_names: see Masker.mask."""

    knowledge: Knowledge
    not_names: frozenset[str]


class Prepared:
    """Keeps the newest release that could be made ready. Safe among threads."""

    def __init__(
        self, releases: Releases, reader: Callable[[Catalog], Reader], policy_url: str
    ) -> None:
        self._releases = releases
        self._reader = reader
        self._policy_url = policy_url
        self._lock = threading.Lock()
        self._ready: Ready | None = None
        self._tried: Catalog | None = None
        self._watched = False

    def get(self) -> Ready:
        """The newest one; while a thread makes it ready, the others go on with the one before.

        Raises what stands in the way when there is none before it.
        """
        return self._ready if self._watched and self._ready else self._renewed()

    def watch(self) -> None:
        """From now on a thread of its own makes each new release ready; nobody waits for it."""
        self._watched = True
        self._releases.watch(self._renewed)

    def _renewed(self) -> Ready:
        catalog = self._releases.current()
        ready = self._ready
        if ready and catalog is self._tried:
            return ready
        if self._lock.acquire(blocking=ready is None):
            try:
                if catalog is not self._tried or not self._ready:
                    self._make(catalog)
            finally:
                self._lock.release()
        return self._ready or self._make(catalog)

    def _reads(self, catalog: Catalog) -> Callable[[str, datetime], Understood]:
        """What reads messages; the same for a release in which only dates were renewed, since
        making it holds everything up."""
        known = self._ready and self._ready.knowledge
        same = known and known.catalog.lexicon is catalog.lexicon
        if known and same and known.catalog.release == catalog.release:
            return known.understand
        return self._reader(catalog).read

    def _make(self, catalog: Catalog) -> Ready:
        self._tried = catalog
        try:
            knowledge = Knowledge(catalog, self._reads(catalog), self._policy_url)
            words = frozenset(row["word"] for row in catalog.lexicon.get("not_names", ()))
        except Exception as error:
            if not self._ready:
                raise
            log.error("release %s cannot answer: %s", catalog.release, place(error))
            return self._ready
        self._ready = Ready(knowledge, words)
        settle()
        return self._ready
