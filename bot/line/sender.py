"""Answer what waits in the inbox, at least sixteen people at a time."""

import logging
import sqlite3
import threading
import time
from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Protocol

from ..core.events import Event
from ..core.hours import CITY_TIME
from ..services.faults import place
from ..store.inbox import Inbox, Taken, Waiting
from .client import LineError
from .lanes import Lanes

log = logging.getLogger(__name__)

THREADS = 32  # with LINE 50 ms away they could send 600 replies a second
TOKEN_LIVES = 60.0  # seconds from the webhook's receipt
LAST_TRY = 55.0  # leaves the request time to arrive
PAUSES = (0.5, 1.5, 4.0)  # seconds between tries


class Conversation(Protocol):
    """Answers an event and stores the answer; see services.conversation."""

    def answer(
        self, event: Event, user: str, now: datetime, inbox_id: int | None = None
    ) -> list[dict]: ...


class Client(Protocol):
    """Replies; raises LineError. See client.LineClient."""

    def connect(self) -> None: ...

    def reply(self, reply_token: str, messages: list[dict]) -> None: ...


class Sender:
    """Threads that take events from `inbox` to `conversation` and its answer to `client`.

    `clock` gives Unix seconds, `pauses` the seconds before another try.
    """

    def __init__(
        self,
        inbox: Inbox,
        conversation: Conversation,
        client: Client,
        threads: int = THREADS,
        clock: Callable[[], float] = time.time,
        pauses: tuple[float, ...] = PAUSES,
    ) -> None:
        self._inbox = inbox
        self._conversation = conversation
        self._client = client
        self._clock = clock
        self._pauses = pauses
        self._lanes = Lanes()
        self._stopping = threading.Event()
        self._threads = [
            threading.Thread(target=self._run, name=f"sender-{number}", daemon=True)
            for number in range(threads)
        ]

    def start(self) -> None:
        """Begin, with what an earlier run left waiting."""
        self.offer(self._inbox.waiting())
        for thread in self._threads:
            thread.start()

    def offer(self, waiting: Iterable[Waiting]) -> None:
        """Take over events that stand in the inbox."""
        for item in waiting:
            for given_up in self._lanes.put(item):
                log.warning("given up: %s", given_up.event["kind"])
                self._inbox.done(given_up.id)

    def longest_wait(self) -> float:
        """How long the longest waiting event has waited for a thread, in seconds."""
        oldest = self._lanes.oldest()
        return self._clock() - oldest if oldest is not None else 0.0

    def stop(self) -> None:
        """Finish the replies under way; what waits stays in the inbox for the next start."""
        self._stopping.set()
        self._lanes.close()
        for thread in self._threads:
            if thread.is_alive():
                thread.join()

    def _run(self) -> None:
        self._client.connect()
        while item := self._lanes.take():
            try:
                self._handle(item)
            except Exception as error:  # one event never stops the others
                log.error("%s failed: %s", item.event.get("kind"), place(error))
                self._give_up(item)
            finally:
                self._lanes.finished(item)

    def _handle(self, item: Waiting) -> None:
        stored = item.messages
        if item.reply_token and self._token_age(item) >= TOKEN_LIVES:
            log.warning("%s is too late", item.event["kind"])
            self._inbox.missed(item, self._clock())
            return
        messages = self._answer(item) if stored is None else stored
        due = bool(messages and item.reply_token)
        if not due or self._reply(item, messages, sent_before=stored is not None):
            self._inbox.done(item.id)
        elif not self._stopping.is_set():
            self._inbox.missed(item, self._clock())

    def _answer(self, item: Waiting) -> list[dict]:
        now = datetime.fromtimestamp(self._clock(), CITY_TIME)
        try:
            return self._conversation.answer(Event(**item.event), item.user, now, item.id)
        except Taken:  # another process was faster, and it sends
            return []

    def _reply(self, item: Waiting, messages: list[dict], sent_before: bool) -> bool:
        """Try while it can succeed; True when the answer reached her.

        A try that nobody confirmed may have arrived all the same. LINE takes a token only once, so
        its refusal of the next try then says that it did.
        """
        perhaps_arrived = sent_before
        for pause in (*self._pauses, None):
            try:
                self._client.reply(item.reply_token, messages)
                return True
            except LineError as error:
                if error.token_gone:
                    return perhaps_arrived
                if error.permanent or pause is None:
                    return False
                perhaps_arrived = True
            if self._stopping.wait(pause) or self._token_age(item) >= LAST_TRY:
                return False
        return False

    def _token_age(self, item: Waiting) -> float:
        return self._clock() - item.token_at

    def _give_up(self, item: Waiting) -> None:
        try:
            self._inbox.missed(item, self._clock())
        except sqlite3.Error as error:
            log.error("the inbox cannot be written: %s", type(error).__name__)
