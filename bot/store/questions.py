"""What could not be answered, masked, for 90 days: for the people who mend the knowledge."""

import sqlite3
from collections.abc import Iterable
from typing import NamedTuple

KEPT = 90 * 24 * 3600  # seconds
ORIGIN = "phrases"  # of a draft that is a parent's own words


class Question(NamedTuple):
    """text: masked. outcome: unknown, or none_of_these. at: Unix seconds."""

    user: str
    message_id: str
    text: str
    outcome: str
    language: str
    at: float


class Waiting(NamedTuple):
    """A question that nobody has looked at yet."""

    id: int
    text: str
    outcome: str
    language: str
    at: float


def add(connection: sqlite3.Connection, question: Question) -> None:
    """Keep a question."""
    connection.execute(
        "INSERT INTO questions (user, message_id, text, outcome, language, at)"
        " VALUES (?, ?, ?, ?, ?, ?)",
        question,
    )


def newest(connection: sqlite3.Connection, most: int = 100) -> list[Question]:
    """The last `most` questions, newest first."""
    rows = connection.execute(
        "SELECT user, message_id, text, outcome, language, at FROM questions"
        " ORDER BY at DESC, id DESC LIMIT ?",
        (most,),
    )
    return [Question(*row) for row in rows]


def waiting(connection: sqlite3.Connection, most: int) -> list[Waiting]:
    """The last `most` questions about which nobody did anything, newest first. A draft that was
    turned down or withdrawn is nothing."""
    rows = connection.execute(
        "SELECT id, text, outcome, language, at FROM questions WHERE draft_id IS NULL OR draft_id"
        " NOT IN (SELECT id FROM drafts WHERE status IN ('draft', 'submitted', 'approved'))"
        " ORDER BY at DESC, id DESC LIMIT ?",
        (most,),
    )
    return [Waiting(*row) for row in rows]


def handled(connection: sqlite3.Connection, drafts: Iterable[tuple[int, int]]) -> None:
    """(the draft that was made, the question it was made of) for each of them."""
    connection.executemany("UPDATE questions SET draft_id = ? WHERE id = ?", list(drafts))


def drop(connection: sqlite3.Connection, ids: Iterable[int]) -> None:
    """Delete questions that staff want to see no more."""
    connection.executemany("DELETE FROM questions WHERE id = ?", [(id_,) for id_ in ids])


def unsend(connection: sqlite3.Connection, message_id: str, people: tuple[str, str, str]) -> None:
    """Drop the question of a message that was taken back. A tap has no message id of its own, so
    those that the person's taps left go as well (people: see pseudonyms.everywhere)."""
    where = (
        "(message_id = ? AND message_id <> '')"
        " OR (message_id = '' AND (user = ? OR user BETWEEN ? AND ?))"
    )
    _delete(connection, where, (message_id, *people))


def forget(connection: sqlite3.Connection, people: tuple[str, str, str]) -> int:
    """Drop a person's questions (see pseudonyms.everywhere); return how many went."""
    return _delete(connection, "user = ? OR user BETWEEN ? AND ?", people)


def _delete(connection: sqlite3.Connection, where: str, values: tuple) -> int:
    """Delete questions, and the drafts that were made of them alone and that nobody has edited or
    released: they say what she wrote."""
    chosen = f"SELECT id FROM questions WHERE {where}"  # noqa: S608
    connection.execute(
        "DELETE FROM drafts WHERE origin = ? AND status <> 'approved' AND id IN"  # noqa: S608
        f" (SELECT draft_id FROM questions WHERE id IN ({chosen}))"
        f" AND id NOT IN (SELECT draft_id FROM questions WHERE draft_id IS NOT NULL"
        f" AND id NOT IN ({chosen}))",
        (ORIGIN, *values, *values),
    )
    return connection.execute(f"DELETE FROM questions WHERE {where}", values).rowcount  # noqa: S608


def purge(connection: sqlite3.Connection, now: float) -> None:
    """Drop what is 90 days old."""
    connection.execute("DELETE FROM questions WHERE at < ?", (now - KEPT,))
