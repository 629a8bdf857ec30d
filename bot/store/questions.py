"""What could not be answered, masked, for 90 days: for the people who mend the knowledge."""

import sqlite3
from typing import NamedTuple

KEPT = 90 * 24 * 3600  # seconds


class Question(NamedTuple):
    """text: masked. outcome: of core.dialogue.Note. at: Unix seconds."""

    user: str
    message_id: str
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


def unsend(connection: sqlite3.Connection, message_id: str, people: tuple[str, str, str]) -> None:
    """Drop the question of a message that was taken back. A tap has no message id of its own, so
    those that the person's taps left go as well (people: see pseudonyms.everywhere)."""
    connection.execute(
        "DELETE FROM questions WHERE (message_id = ? AND message_id <> '')"
        " OR (message_id = '' AND (user = ? OR user BETWEEN ? AND ?))",
        (message_id, *people),
    )


def forget(connection: sqlite3.Connection, people: tuple[str, str, str]) -> int:
    """Drop a person's questions (see pseudonyms.everywhere); return how many went."""
    return connection.execute(
        "DELETE FROM questions WHERE user = ? OR user BETWEEN ? AND ?", people
    ).rowcount


def purge(connection: sqlite3.Connection, now: float) -> None:
    """Drop what is 90 days old."""
    connection.execute("DELETE FROM questions WHERE at < ?", (now - KEPT,))
