"""A family meets its card: by the code that was typed, by a tap, or when it is time to ask."""

import sqlite3
from dataclasses import replace
from datetime import datetime

from ...core.catalog import Catalog
from ...core.events import Event
from ...core.referral import Referral, is_sentence, read_code
from ...store import referrals
from ...store.referrals import Card
from ...store.store import Store
from .codes import code_hash
from .contents import notes, shareable

# Wrong codes an hour. With 2,000 cards alive a guess hits one in two million times, so whoever
# uses up what all together may guess, day and night, finds one card in three months: a list of
# public offices.
PER_PERSON = 10
PER_NETWORK = 30  # a carrier's customers may share one
TOGETHER = 1_000
EVERYBODY = ""

TAP = "refer_"
ASKED_AFTER = ("text", "postback", "location")


class Meeting:
    """Finds the card that an event is about."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def see(self, event: Event, user: str, catalog: Catalog, now: datetime) -> Event:
        """`event` with its card. A code becomes an event of the kind referral; one that leads
        nowhere stays the text that it is, so that it gets the answer of any other text."""
        if event.group and not event.called:
            return event
        if event.kind == "text" and (code := read_code(event.text, _sentences(catalog))):
            return self._scanned(event, user, code, catalog, now)
        if event.data.get("do", "").startswith(TAP):
            return replace(event, referral=self._tapped(event, user, catalog, now))
        if event.kind in ASKED_AFTER and not event.group:
            return replace(event, referral=self._due(user, catalog, now))
        return event

    def _scanned(
        self, event: Event, user: str, code: str, catalog: Catalog, now: datetime
    ) -> Event:
        at, hashed = now.timestamp(), code_hash(code, self._store.pseudonyms)
        limits = {user: PER_PERSON, EVERYBODY: TOGETHER}
        if event.client:
            limits[event.client] = PER_NETWORK

        def work(connection: sqlite3.Connection) -> tuple[Card | None, bool]:
            card = referrals.of_code(connection, hashed, limits, at)
            opened = card and referrals.opened_by(connection, user, card.id)
            return card, bool(opened and opened[1])

        card, hidden = self._store.database.write(work)
        if card is None:
            # Around the code stands our own sentence: a greeting answers it, right or wrong.
            return replace(event, kind="referral") if is_sentence(event.text) else event
        met = _met(card, catalog, at, hidden=hidden)
        # Among several people it is nobody's: shown, not linked to anyone, never asked about.
        return replace(event, kind="referral", referral=replace(met, id=0) if event.group else met)

    def _tapped(self, event: Event, user: str, catalog: Catalog, now: datetime) -> Referral | None:
        given = event.data.get("card", "")
        if not (given.isascii() and given.isdecimal() and len(given) < 16):
            return None
        found = self._store.database.read(
            lambda connection: referrals.opened_by(connection, user, int(given))
        )
        return _met(found[0], catalog, now.timestamp(), hidden=found[1]) if found else None

    def _due(self, user: str, catalog: Catalog, now: datetime) -> Referral | None:
        at = now.timestamp()
        card = self._store.database.read(lambda connection: referrals.due(connection, user, at))
        if card is None or not card.lives(at):
            return None
        return replace(_met(card, catalog, at), asks=True)


def _sentences(catalog: Catalog) -> list[str]:
    return [words["refer_typed"] for words in catalog.wording.values() if "refer_typed" in words]


def _met(card: Card, catalog: Catalog, at: float, hidden: bool = False) -> Referral:
    """The card as the dialogue knows it, without what has become unfit for one."""
    if not card.lives(at):
        return Referral(card.id, live=False)
    return Referral(
        card.id,
        card.office,
        notes(catalog, card.phrases, card.note, card.language),
        shareable(catalog, card.items),
        card.language,
        hidden=hidden,
    )
