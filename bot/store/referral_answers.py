"""What a family lets know of a card, and the numbers of the offices."""

import json
import sqlite3
from typing import NamedTuple

from ..core.referral import PROGRAM, Told
from . import numbers
from .numbers import CONNECTED, Cell
from .referrals import item_of, key

HOUR = 3600
FIRST_ASKED = 6 * HOUR  # after the card was opened
ASKED_AGAIN = 3 * 24 * HOUR
MOST_ASKED = 3
COUNTED = ("yes", "no")


class Total(NamedTuple):
    """What came of an office's cards in a month. office_id "": names that workers typed."""

    office_id: str
    what: str
    number: int


def tell(
    connection: sqlite3.Connection, user: str, told: Told, message_id: str, now: float, month: str
) -> None:
    """Keep what `user` lets know. month: of `now` in the city, 2026-11."""
    if told.what == "opened":
        _open(connection, user, told.id, message_id, now, month)
    elif told.what == "hidden":
        _hide(connection, user, told.id, month)
    elif told.what == "asked":
        _asked(connection, user, told.id, now)
    else:
        _answer(connection, user, told, now, month)


def count(
    connection: sqlite3.Connection, month: str, office_id: str, what: str, more: int = 1
) -> None:
    """Add to the numbers of a month; `more` may be negative."""
    connection.execute(
        "INSERT INTO referral_totals VALUES (?, ?, ?, max(0, ?)) ON CONFLICT (month, office_id,"
        " what) DO UPDATE SET number = max(0, number + ?)",
        (month, office_id, what, more, more),
    )


def totals(connection: sqlite3.Connection, last: str) -> list[tuple[str, Total]]:
    """(month, what was counted in it) up to the month `last`: exact, never to be shown as it is."""
    rows = connection.execute(
        "SELECT month, office_id, what, number FROM referral_totals WHERE month <= ?", (last,)
    )
    return [(month, Total(*row)) for month, *row in rows]


def first_month(connection: sqlite3.Connection) -> str:
    """The month of the first card that was counted; "" for none."""
    (month,) = connection.execute("SELECT min(month) FROM referral_totals").fetchone()
    return month or ""


def _open(
    connection: sqlite3.Connection, user: str, id_: int, message_id: str, now: float, month: str
) -> None:
    added = connection.execute(
        "INSERT INTO referral_links (user, referral_id, message_id, due)"
        " SELECT ?, id, ?, ? FROM referrals WHERE id = ? AND over = 0 ON CONFLICT DO NOTHING",
        (user, message_id, _hour_after(now, FIRST_ASKED), id_),
    )
    if added.rowcount:
        count(connection, month, _office(connection, id_), "opened")


def _hide(connection: sqlite3.Connection, user: str, id_: int, month: str) -> None:
    """Nothing of hers counts any more, not even what did before."""
    answer = _link(connection, user, id_)
    if answer is None:
        return
    for what in {"opened", answer} & {"opened", *COUNTED}:
        count(connection, month, _office(connection, id_), what, -1)
    if answer == "yes":
        numbers.take(connection, month, _connected(connection, id_))
    connection.execute(
        "DELETE FROM referral_missed WHERE user = ? AND referral_id = ?", (user, id_)
    )
    connection.execute(
        "UPDATE referral_links SET hidden = 1, due = NULL, answer = '', message_id = ''"
        " WHERE user = ? AND referral_id = ?",
        (user, id_),
    )


def _asked(connection: sqlite3.Connection, user: str, id_: int, now: float) -> None:
    """Ask again only after some days, and not for ever."""
    connection.execute(
        "UPDATE referral_links SET asked = asked + 1,"
        " due = CASE WHEN asked + 1 < ? AND due IS NOT NULL THEN ? END"
        " WHERE user = ? AND referral_id = ?",
        (MOST_ASKED, _hour_after(now, ASKED_AGAIN), user, id_),
    )


def _answer(connection: sqlite3.Connection, user: str, told: Told, now: float, month: str) -> None:
    """Her newest answer stands in place of the one before."""
    before = _link(connection, user, told.id)
    if before is None:
        return
    answer = "no" if told.what == "missed" else told.what
    office = _office(connection, told.id)
    for what, more in ((before, -1), (answer, 1)):
        if what in COUNTED and before != answer:
            count(connection, month, office, what, more)
    if (before == "yes") != (answer == "yes"):
        change = numbers.add if answer == "yes" else numbers.take
        change(connection, month, _connected(connection, told.id))
    due = _hour_after(now, ASKED_AGAIN) if answer == "later" else None
    connection.execute(
        "UPDATE referral_links SET answer = ?, due = CASE WHEN asked < ? THEN ? END"
        " WHERE user = ? AND referral_id = ?",
        (answer, MOST_ASKED, due, user, told.id),
    )
    if answer != "no":
        connection.execute(
            "DELETE FROM referral_missed WHERE user = ? AND referral_id = ?", (user, told.id)
        )
    connection.executemany(
        "INSERT OR IGNORE INTO referral_missed VALUES (?, ?, ?)",
        [(user, told.id, key(item)) for item in told.items],
    )


def _link(connection: sqlite3.Connection, user: str, id_: int) -> str | None:
    """Her answer so far; None when she has not opened the card, or refused."""
    row = connection.execute(
        "SELECT answer FROM referral_links WHERE user = ? AND referral_id = ? AND hidden = 0",
        (user, id_),
    ).fetchone()
    return row[0] if row else None


def _connected(connection: sqlite3.Connection, id_: int) -> list[Cell]:
    """The programmes of a card. Neither town nor age: her answer is tied to nothing else she said,
    and so it can be taken back."""
    row = connection.execute("SELECT items FROM referrals WHERE id = ?", (id_,)).fetchone()
    items = map(item_of, json.loads(row[0])) if row else ()
    return [Cell(item.id, "", "", CONNECTED) for item in items if item.kind == PROGRAM]


def _office(connection: sqlite3.Connection, id_: int) -> str:
    row = connection.execute("SELECT office_id FROM referrals WHERE id = ?", (id_,)).fetchone()
    return row[0] if row else ""


def _hour_after(now: float, seconds: int) -> float:
    """To the full hour: no row tells when to the minute somebody was here."""
    return float((now + seconds) // HOUR * HOUR)
