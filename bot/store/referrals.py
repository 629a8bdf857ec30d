"""Cards for families, for 90 days: what stands on them, who opened them, what came of it."""

import json
import sqlite3
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from ..core.referral import Item

LIVES = 90 * 24 * 3600  # seconds a card works
REMEMBERED = 180 * 24 * 3600  # its bare hashes: an old card still gets a greeting, no code returns


class Card(NamedTuple):
    """A card as it is stored. over: see the migration. made: Unix seconds."""

    id: int
    office_id: str
    office: str
    items: tuple[Item, ...]
    phrases: tuple[str, ...]
    note: str
    language: str
    made: float
    over: bool

    def lives(self, now: float) -> bool:
        return not self.over and now < self.made + LIVES


class Came(NamedTuple):
    """How many people opened a card and what they told, those who refused left out."""

    opened: int
    yes: int
    no: int


_COLUMNS = "id, office_id, office, items, phrases, note, language, made, over"


def add(connection: sqlite3.Connection, card: Card, secret_hash: str, code_hash: str) -> bool:
    """Keep a new card (its id is ignored); False when another one has the code already."""
    added = connection.execute(
        "INSERT INTO referrals (secret_hash, code_hash, office_id, office, items, phrases, note,"
        " language, made) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
        (
            secret_hash,
            code_hash,
            card.office_id,
            card.office,
            json.dumps([key(item) for item in card.items]),
            json.dumps(card.phrases),
            card.note,
            card.language,
            card.made,
        ),
    )
    return added.rowcount == 1


def of_secret(connection: sqlite3.Connection, secret_hash: str) -> Card | None:
    """The card of a worker's address."""
    return _one(connection, "WHERE secret_hash = ?", (secret_hash,))


def of_code(
    connection: sqlite3.Connection, code_hash: str, limits: Mapping[str, int], now: float
) -> Card | None:
    """The card of a code, old ones too. A code that leads nowhere is counted for each client of
    `limits` (name -> how many an hour); nobody who has used them up gets an answer."""
    hour = int(now // 3600)
    for client, most in limits.items():
        (number,) = connection.execute(
            "SELECT coalesce(sum(number), 0) FROM referral_guesses WHERE client = ? AND hour = ?",
            (client, hour),
        ).fetchone()
        if number >= most:
            return None
    card = _one(connection, "WHERE code_hash = ?", (code_hash,))
    if card is None:
        connection.executemany(
            "INSERT INTO referral_guesses VALUES (?, ?, 1)"
            " ON CONFLICT (client, hour) DO UPDATE SET number = number + 1",
            [(client, hour) for client in limits],
        )
    return card


def opened_by(connection: sqlite3.Connection, user: str, id_: int) -> tuple[Card, bool] | None:
    """A card that `user` has opened, and whether she refused to let it be known."""
    row = connection.execute(
        "SELECT hidden FROM referral_links WHERE user = ? AND referral_id = ?", (user, id_)
    ).fetchone()
    card = _one(connection, "WHERE id = ?", (id_,)) if row else None
    return (card, bool(row[0])) if card else None


def due(connection: sqlite3.Connection, user: str, now: float) -> Card | None:
    """The card that `user` is to be asked about, the one that has waited longest."""
    return _one(
        connection,
        "JOIN referral_links ON id = referral_id WHERE user = ? AND due <= ? AND over = 0"
        " ORDER BY due LIMIT 1",
        (user, now),
    )


def came(connection: sqlite3.Connection, id_: int) -> Came:
    """What came of a card so far."""
    row = connection.execute(
        "SELECT count(*), coalesce(sum(answer = 'yes'), 0), coalesce(sum(answer = 'no'), 0)"
        " FROM referral_links WHERE referral_id = ? AND hidden = 0",
        (id_,),
    ).fetchone()
    return Came(*row)


def missed(connection: sqlite3.Connection, least: int) -> list[tuple[str, int]]:
    """Items that did not help, said of at least so many different cards; the most first."""
    return connection.execute(
        "SELECT item, count(DISTINCT referral_id) AS cards FROM referral_missed GROUP BY item"
        " HAVING cards >= ? ORDER BY cards DESC, item",
        (least,),
    ).fetchall()


def end(connection: sqlite3.Connection, id_: int) -> None:
    """Take a card back: its contents and who opened it go, its hashes stay."""
    _blank(connection, "id = ?", (id_,))


def forget(connection: sqlite3.Connection, people: tuple[str, str, str]) -> int:
    """Drop who opened what and what they said (see pseudonyms.everywhere); return how many."""
    return connection.execute(
        "DELETE FROM referral_links WHERE user = ? OR user BETWEEN ? AND ?", people
    ).rowcount


def unsend(connection: sqlite3.Connection, message_id: str) -> None:
    """Drop the opening that a message now taken back was."""
    connection.execute(
        "DELETE FROM referral_links WHERE message_id = ? AND message_id <> ''", (message_id,)
    )


def purge(connection: sqlite3.Connection, now: float) -> None:
    """Blank what is 90 days old, drop the hashes after half a year and guesses after an hour."""
    _blank(connection, "over = 0 AND made <= ?", (now - LIVES,))
    connection.execute("DELETE FROM referrals WHERE made <= ?", (now - REMEMBERED,))
    connection.execute("DELETE FROM referral_guesses WHERE hour < ?", (int(now // 3600),))


def key(item: Item) -> str:
    """An item as one text."""
    return f"{item.kind}:{item.id}"


def item_of(text: str) -> Item:
    """The item that key() wrote."""
    kind, _, id_ = text.partition(":")
    return Item(kind, id_)


def _blank(connection: sqlite3.Connection, where: str, values: Iterable[object]) -> None:
    chosen = f"SELECT id FROM referrals WHERE {where}"  # noqa: S608
    given = tuple(values)
    connection.execute(
        f"DELETE FROM referral_links WHERE referral_id IN ({chosen})",  # noqa: S608
        given,
    )
    emptied = "office_id = '', office = '', items = '[]', phrases = '[]', note = '', language = ''"
    connection.execute(f"UPDATE referrals SET over = 1, {emptied} WHERE {where}", given)  # noqa: S608


def _one(connection: sqlite3.Connection, rest: str, values: tuple) -> Card | None:
    row = connection.execute(f"SELECT {_COLUMNS} FROM referrals {rest}", values).fetchone()  # noqa: S608
    if row is None:
        return None
    id_, office_id, office, items, phrases, note, language, made, over = row
    listed = tuple(item_of(text) for text in json.loads(items))
    told = tuple(json.loads(phrases))
    return Card(id_, office_id, office, listed, told, note, language, made, bool(over))
