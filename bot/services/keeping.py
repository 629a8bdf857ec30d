"""What an answered event leaves behind: a state, perhaps a masked question, and numbers."""

import sqlite3
from collections.abc import Iterable, Iterator
from datetime import datetime

from ..core.dialogue import Note, Turn
from ..core.events import Event
from ..store import counts, inbox, numbers, questions, referral_answers, referrals, state, store
from ..store.numbers import Cell
from ..store.pseudonyms import everywhere
from ..store.questions import Question


def keep(
    connection: sqlite3.Connection,
    event: Event,
    user: str,
    turn: Turn,
    now: datetime,
    cells: Iterable[Cell] = (),
) -> None:
    """Write what `turn` leaves of `event`, or delete what it takes back. `turn` is masked.

    cells: what it adds to the numbers (see numbers.counting).
    """
    if event.kind == "unsend":
        _unsend(connection, event.message_id, user)
    elif event.kind == "unfollow" or turn.note.forget:
        store.forget(connection, user)
    elif not turn.answer.silent:
        state.save(connection, user, turn.state, now.timestamp())
        _keep_question(connection, event, user, turn, now)
        if (told := turn.note.referral) and told.id:
            month = f"{now:%Y-%m}"
            referral_answers.tell(connection, user, told, event.message_id, now.timestamp(), month)
        counts.add(connection, now.date(), _counted(turn.note))
        numbers.add(connection, f"{now:%Y-%m}", cells)


def _unsend(connection: sqlite3.Connection, message_id: str, user: str) -> None:
    """The state goes whole: it does not say which message told it what."""
    people = everywhere(user)
    questions.unsend(connection, message_id, people)
    referrals.unsend(connection, message_id)
    state.forget(connection, people)
    inbox.forget(connection, people)


def _keep_question(
    connection: sqlite3.Connection, event: Event, user: str, turn: Turn, now: datetime
) -> None:
    note = turn.note
    if note.crisis or not note.need_text_to_keep:
        return
    outcome = "none_of_these" if note.chosen == "none" else note.outcome
    language = note.understood.language if note.understood else turn.state.language or "ja"
    questions.add(
        connection,
        Question(
            user, event.message_id, note.need_text_to_keep, outcome, language, now.timestamp()
        ),
    )


def _counted(note: Note) -> Iterator[tuple[str, str]]:
    yield "outcome", note.outcome
    if note.crisis:
        return
    for program_id in note.program_ids:
        yield "program", program_id
    if note.chosen:
        yield "chosen", note.chosen
