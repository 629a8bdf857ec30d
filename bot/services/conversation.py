"""One event in, the messages of its answer out; what is to be kept goes in one transaction."""

import logging
import sqlite3
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime

from ..core.answer import Answer
from ..core.catalog import Catalog
from ..core.dialogue import Knowledge, Note, Turn, paused, respond, with_notice
from ..core.events import Event
from ..core.state import State
from ..store import inbox, state, store
from ..store.store import Store
from .faults import place
from .keeping import keep
from .masking import Masker
from .numbers.counting import cells_of
from .prepared import Prepared, Reader, Ready, Releases
from .referrals.meeting import Meeting

log = logging.getLogger(__name__)


class Conversation:
    """Answer people through any door. Safe among threads.

    `render` turns an Answer into LINE message objects, `reader` makes what reads the messages for
    a release, `policy_url` is where the bot says what it keeps.
    """

    def __init__(
        self,
        releases: Releases,
        kept: Store,
        render: Callable[[Answer], list[dict]],
        reader: Callable[[Catalog], Reader],
        policy_url: str = "",
    ) -> None:
        self._store = kept
        self._render = render
        self._masker = Masker()
        self._meeting = Meeting(kept)
        self._prepared = Prepared(releases, reader, policy_url)

    def answer(
        self, event: Event, user: str, now: datetime, inbox_id: int | None = None
    ) -> list[dict]:
        """The messages that answer `event` of `user` (a pseudonym); [] when nothing is to be said.

        With `inbox_id` they are stored beside the event, in the transaction that moves the state
        and the counters: whoever is interrupted after it only sends them. Raises inbox.Taken when
        they are stored already, sqlite3.Error when nothing could be written.
        """
        at = now.timestamp()
        before = self._store.database.read(lambda connection: state.read(connection, user, at))
        try:
            turn = self._turn(event, user, before, now)
            messages = self._render(turn.answer)
            cells = cells_of(turn, self.knowledge().catalog)
        except Exception as error:
            log.error("answer to %s failed: %s", event.kind, place(error))
            turn, cells = Turn(Answer(), before, Note("error")), ()
            messages = self._fallback(now, before.language or "ja")

        def work(connection: sqlite3.Connection) -> None:
            if inbox_id is not None:
                inbox.answered(connection, inbox_id, messages)
            keep(connection, event, user, turn, now, cells)

        self._store.database.write(work)
        return messages

    def forget(self, user: str) -> Mapping[str, int]:
        """Delete all that is kept of `user`; say how much of what (see store.forget)."""
        return self._store.database.write(lambda connection: store.forget(connection, user))

    def ready(self) -> str:
        """The id of the release in use. Raises what stands in the way of answering."""
        return self.knowledge().catalog.release

    def watch(self) -> None:
        """Make each new release ready in a thread of its own, from now on."""
        self._prepared.watch()

    def knowledge(self) -> Knowledge:
        """The release in use with its reader. Raises what stands in the way of answering."""
        return self._prepared.get().knowledge

    def _turn(self, event: Event, user: str, before: State, now: datetime) -> Turn:
        ready = self._prepared.get()
        event = self._meeting.see(event, user, ready.knowledge.catalog, now)
        switches = self._store.switches.read()
        turn = respond(event, before, ready.knowledge, now)
        if switches.paused and not (turn.answer.silent or turn.note.forget or turn.note.crisis):
            answer = paused(ready.knowledge, now, before.language or "ja")
            turn = Turn(answer, before, Note("paused"))
        if turn.note.crisis:
            # Nothing of such a message is kept, not even the age or the town it names.
            turn = turn._replace(state=replace(before.fresh(now), late=False, at=now.isoformat()))
        return self._masked(turn, ready)._replace(answer=with_notice(turn.answer, switches.notice))

    def _masked(self, turn: Turn, ready: Ready) -> Turn:
        """Take out what points to a person, from all that will be kept."""
        hide, not_names = self._masker.mask, ready.not_names
        note, kept = turn.note, turn.state
        if note.need_text_to_keep:
            text = hide(note.need_text_to_keep, not_names)
            note = replace(note, need_text_to_keep=text)
        if kept.need:
            kept = replace(kept, need=hide(kept.need, not_names))
        return turn._replace(note=note, state=kept)

    def _fallback(self, now: datetime, language: str) -> list[dict]:
        """A kind sentence with the numbers for emergencies; [] when even that fails."""
        try:
            knowledge = self._prepared.get().knowledge
            sentence = knowledge.catalog.say("fallback_error", language)
            return self._render(replace(paused(knowledge, now, language), texts=(sentence,)))
        except Exception as error:
            log.error("fallback failed: %s", place(error))
            return []
