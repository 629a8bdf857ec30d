"""Events that wait for their answer, each kept once, by LINE's webhookEventId.

What an event says is blanked once it is answered, and after 20 minutes whatever happened; its id
stays seven days, so that a copy that LINE delivers again is known.
"""

import json
import logging
import sqlite3
from collections.abc import Iterable
from concurrent.futures import Future
from dataclasses import dataclass
from typing import NamedTuple

from . import state
from .database import Database
from .pseudonyms import Pseudonyms

log = logging.getLogger(__name__)

WAITING, DONE, MISSED = 0, 1, 2
CONTENT_KEPT = 20 * 60  # seconds
ID_KEPT = 7 * 24 * 3600

BLANK = "user = NULL, event = NULL, reply_token = NULL, messages = NULL"


class Delivery(NamedTuple):
    """One event as it came through the door. `event`: the fields of core.events.Event."""

    event_id: str
    user_id: str
    group_id: str
    reply_token: str
    event: dict
    redelivered: bool = False


@dataclass
class Waiting:
    """One row of the inbox. token_at: when its reply token's minute began, Unix seconds.
    messages: the answer, when it was stored before and only has to be sent."""

    id: int
    user: str
    event: dict
    reply_token: str
    token_at: float
    messages: list[dict] | None = None


class Taken(Exception):
    """The answer to this event is already stored."""


class Inbox:
    """The waiting events in `database`, under pseudonyms instead of LINE's user ids."""

    def __init__(self, database: Database, pseudonyms: Pseudonyms) -> None:
        self._database = database
        self._pseudonyms = pseudonyms

    def add(self, deliveries: Iterable[Delivery], now: float) -> list[Waiting]:
        """Write the events in one transaction; return those that are to be answered.

        A copy is left out, except one that LINE delivers again because no answer arrived: that
        one's token lives for another minute. Raises sqlite3.Error when nothing was written.
        """
        rows = [(delivery, self._user(delivery)) for delivery in deliveries]

        def work(connection: sqlite3.Connection) -> list[Waiting]:
            added = (_add(connection, delivery, user, now) for delivery, user in rows)
            return [waiting for waiting in added if waiting]

        return self._database.write(work)

    def waiting(self) -> list[Waiting]:
        """What an earlier run of the program left unanswered, in the order it came."""
        return self._database.read(_waiting)

    def done(self, id_: int) -> None:
        """The answer was delivered, or none is due: forget what the event said.

        Nobody waits for this: a row that could not be written is looked at after a restart.
        """
        closed = self._database.submit(lambda connection: _close(connection, id_))
        closed.add_done_callback(_log_failure)

    def missed(self, waiting: Waiting, now: float) -> None:
        """The answer did not reach her: the next one is to say so. Raises sqlite3.Error."""

        def work(connection: sqlite3.Connection) -> None:
            connection.execute(
                "UPDATE inbox SET status = ? WHERE id = ? AND status = ?",
                (MISSED, waiting.id, WAITING),
            )
            state.mark_late(connection, waiting.user, now)

        self._database.write(work)

    def _user(self, delivery: Delivery) -> str:
        known = delivery.user_id or delivery.group_id
        return self._pseudonyms.of(
            delivery.user_id if known else delivery.event_id, delivery.group_id
        )


def answered(connection: sqlite3.Connection, id_: int, messages: list[dict]) -> None:
    """Keep the rendered answer beside its event. Raises Taken when one is there already."""
    changed = connection.execute(
        "UPDATE inbox SET messages = ? WHERE id = ? AND messages IS NULL AND event IS NOT NULL",
        (json.dumps(messages), id_),
    )
    if not changed.rowcount:
        raise Taken


def purge(connection: sqlite3.Connection, now: float) -> None:
    """Blank what is 20 minutes old, drop what is seven days old."""
    connection.execute(
        f"UPDATE inbox SET {BLANK}, status = ? WHERE event IS NOT NULL AND received < ?",  # noqa: S608
        (DONE, now - CONTENT_KEPT),
    )
    connection.execute("DELETE FROM inbox WHERE received < ?", (now - ID_KEPT,))


def forget(connection: sqlite3.Connection, people: tuple[str, str, str]) -> None:
    """Blank what a person's unanswered events say (see pseudonyms.everywhere)."""
    connection.execute(
        f"UPDATE inbox SET {BLANK}, status = ? WHERE event IS NOT NULL AND status = ?"  # noqa: S608
        " AND (user = ? OR user BETWEEN ? AND ?)",
        (DONE, MISSED, *people),
    )


def _add(
    connection: sqlite3.Connection, delivery: Delivery, user: str, now: float
) -> Waiting | None:
    added = connection.execute(
        "INSERT INTO inbox (event_id, user, event, reply_token, received, token_at)"
        " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
        (delivery.event_id, user, json.dumps(delivery.event), delivery.reply_token, now, now),
    )
    if added.rowcount and added.lastrowid:
        return Waiting(added.lastrowid, user, delivery.event, delivery.reply_token, now)
    return _revive(connection, delivery.event_id, now) if delivery.redelivered else None


def _revive(connection: sqlite3.Connection, event_id: str, now: float) -> Waiting | None:
    connection.execute(
        "UPDATE inbox SET token_at = ?, status = ? WHERE event_id = ? AND event IS NOT NULL",
        (now, WAITING, event_id),
    )
    rows = _waiting(connection, "AND event_id = ?", (event_id,))
    return rows[0] if rows else None


def _waiting(
    connection: sqlite3.Connection, more: str = "", values: tuple[str, ...] = ()
) -> list[Waiting]:
    rows = connection.execute(
        "SELECT id, user, event, reply_token, token_at, messages FROM inbox"  # noqa: S608
        f" WHERE event IS NOT NULL AND status = {WAITING} {more} ORDER BY id",
        values,
    )
    return [
        Waiting(id_, user, json.loads(event), token, at, json.loads(messages) if messages else None)
        for id_, user, event, token, at, messages in rows
    ]


def _close(connection: sqlite3.Connection, id_: int) -> None:
    connection.execute(f"UPDATE inbox SET {BLANK}, status = ? WHERE id = ?", (DONE, id_))  # noqa: S608


def _log_failure(future: "Future[None]") -> None:
    if error := future.exception():
        log.error("the inbox cannot be written: %s", type(error).__name__)
