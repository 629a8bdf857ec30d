"""Making a card, the worker's view of it, taking it back, and the numbers for staff."""

import sqlite3
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property

from ...core.catalog import Catalog
from ...core.hours import CITY_TIME
from ...core.referral import PROGRAM, Item
from ...store import referral_answers, referrals
from ...store.referrals import LIVES, Came, Card
from ...store.store import Store
from ..masking import Masker
from ..numbers import fives
from .codes import Key, code_hash, key_of, new_key, secret_hash
from .contents import notes, record, shareable
from .form import Form, problems

LEAST_MARKED = 3  # different cards that say no before a record is marked
TRIES = 5  # for a code that no other card has


@dataclass(frozen=True)
class Made:
    """A new card, or what is wrong with its form (field -> kind, see form.problems)."""

    key: Key | None
    problems: dict[str, str]


@dataclass(frozen=True)
class Shown:
    """A card as its worker sees it. until: the last day it works."""

    key: Key
    office: str
    notes: tuple[str, ...]
    items: tuple[Item, ...]
    language: str
    until: date
    live: bool
    came: Came


@dataclass(frozen=True)
class Mark:
    """A record of which the families of several cards say that it did not work out."""

    table: str  # programs / places
    key: str
    name: str
    cards: int


@dataclass(frozen=True)
class OfficeTotals:
    """Numbers of some months; None for one below five. office_id "": names that workers typed."""

    office_id: str
    office: str
    made: int | None = None
    opened: int | None = None
    yes: int | None = None
    no: int | None = None


class Referrals:
    """Cards in `store` about records of `catalog`. `clock` gives Unix seconds."""

    def __init__(
        self,
        store: Store,
        catalog: Callable[[], Catalog],
        clock: Callable[[], float] = time.time,
    ) -> None:
        self._database = store.database
        self._hashes = store.pseudonyms
        self._catalog = catalog
        self._clock = clock

    def make(self, form: Form) -> Made:
        """Keep a card; Made.key is None when the form has problems."""
        catalog = self._catalog()
        wrong = problems(form, catalog, self._masker)
        if wrong:
            return Made(None, wrong)
        department = catalog.departments.get(form.office_id)
        office = department.name if department else form.office
        now = self._clock()
        card = Card(
            0, form.office_id, office, form.items, form.phrases, form.note, form.language, now,
            False,
        )  # fmt: skip
        return Made(self._kept(card, now), {})

    def shown(self, secret: str) -> Shown | None:
        """The card of a worker's address; None when there is none."""
        found = self._database.read(lambda c: self._with_answers(c, secret))
        if found is None:
            return None
        card, came = found
        catalog = self._catalog()
        until = datetime.fromtimestamp(card.made + LIVES, CITY_TIME).date() - timedelta(days=1)
        return Shown(
            key_of(secret, self._hashes),
            card.office,
            notes(catalog, card.phrases, card.note, card.language),
            shareable(catalog, card.items),
            card.language,
            until,
            card.lives(self._clock()),
            came,
        )

    def revoke(self, secret: str) -> bool:
        """Take a card back: its code leads to the normal greeting from now on. False for none."""
        hashed = secret_hash(secret, self._hashes)

        def work(connection: sqlite3.Connection) -> bool:
            card = referrals.of_secret(connection, hashed)
            if card:
                referrals.end(connection, card.id)
            return card is not None

        return self._database.write(work)

    def marks(self, least: int = LEAST_MARKED) -> list[Mark]:
        """Records that did not work out for several families of the last 90 days."""
        found = self._database.read(lambda c: referrals.missed(c, least))
        catalog = self._catalog()
        made = []
        for text, cards in found:
            item = referrals.item_of(text)
            if known := record(catalog, item):
                table = "programs" if item.kind == PROGRAM else "places"
                made.append(Mark(table, item.id, known.short_name or known.name, cards))
        return made

    def first_month(self) -> str:
        """The month from which on there are totals; "" while there are none."""
        return self._database.read(referral_answers.first_month)

    def totals(self, first: str, last: str) -> list[OfficeTotals]:
        """The numbers of the months from `first` to `last` (2026-11) by office, none below five
        (see numbers.fives)."""
        found = self._database.read(lambda c: referral_answers.totals(c, last))
        counted = (
            fives.Counted(month, (one.office_id, one.what), one.number) for month, one in found
        )
        offices: dict[str, dict[str, int]] = {}
        for (office_id, what), number in fives.shown(counted, first, last).items():
            offices.setdefault(office_id, {})[what] = number
        departments = self._catalog().departments
        names = {id_: d.name for id_, d in departments.items()}
        return [
            OfficeTotals(id_, names.get(id_, ""), **told) for id_, told in sorted(offices.items())
        ]

    @cached_property
    def _masker(self) -> Masker:
        return Masker()

    def _with_answers(
        self, connection: sqlite3.Connection, secret: str
    ) -> tuple[Card, Came] | None:
        card = referrals.of_secret(connection, secret_hash(secret, self._hashes))
        return (card, referrals.came(connection, card.id)) if card else None

    def _kept(self, card: Card, now: float) -> Key:
        for _ in range(TRIES):
            key = new_key(self._hashes)
            if self._database.write(lambda c, key=key: self._add(c, card, key, now)):  # type: ignore[misc]
                return key
        raise RuntimeError("no free code was found")

    def _add(self, connection: sqlite3.Connection, card: Card, key: Key, now: float) -> bool:
        hashes = secret_hash(key.secret, self._hashes), code_hash(key.code, self._hashes)
        added = referrals.add(connection, card, *hashes)
        if added:
            month = f"{datetime.fromtimestamp(now, CITY_TIME):%Y-%m}"
            referral_answers.count(connection, month, card.office_id, "made")
        return added
