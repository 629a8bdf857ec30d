"""「のせてほしい・直してほしい」: what a salon or a nursery writes of itself becomes a proposal."""

import hashlib
import json
import time
from collections.abc import Callable, Mapping
from functools import cached_property
from typing import NamedTuple

from ..core.catalog import Catalog
from .exchange.fields import fields
from .masking import Masker
from .publishing import Draft, Publishing
from .publishing.drafts import PROPOSED
from .publishing.tables import department_of
from .referrals.form import not_names
from .referrals.personal import finding
from .reports import answers_for, one_line

ORIGIN = "outside"
ORIGINS = (ORIGIN, "freshness")  # of a department that was asked to check its records
LONGEST_CELL = 1_000  # characters
LONGEST_NOTE = 300
MOST_IN_A_DAY = 100  # from all the world
MOST_WAITING = 5  # of one record, or of one department's new ones
DAY = 24 * 3600  # seconds

# What outsiders may write; the rest (ids, opening hours in their notation, sources, owners) is for
# the staff. Of a new record also what only it needs.
COLUMNS: dict[str, tuple[str, ...]] = {
    "places": (
        *("name", "short_name", "kana", "operator", "target", "fee", "reservation", "parking"),
        *("good_to_know", "phone", "line_url", "form_url", "url", "hours_text", "closed_text"),
        *("postcode", "address", "closed_notice"),
    ),
    "programs": (
        *("name", "short_name", "kana", "plain", "offers", "fee", "how_to_apply", "deadline"),
        *("where", "first_visit", "eligibility", "phone", "line_url", "form_url", "url"),
        *("hours_text", "closed_notice"),
    ),
}
ONLY_NEW = {"places": ("kind", "source_url"), "programs": ("category", "source_url")}
# A number is looked for in these: it belongs into `phone`, where everybody finds and checks it.
PROSE = frozenset(
    {
        *("plain", "offers", "fee", "how_to_apply", "deadline", "where", "first_visit", "target"),
        *("eligibility", "reservation", "parking", "good_to_know", "hours_text", "closed_text"),
        "closed_notice",
    }
)
NOT_IN_PROSE = frozenset({"phone", "mail", "line_id"})


class Subject(NamedTuple):
    """What a link is about. key "": a new record, for `department`."""

    table: str
    key: str
    department: str


class Proposals:
    """Takes what outsiders write to `publishing`. `clock` gives Unix seconds."""

    def __init__(
        self,
        publishing: Publishing,
        catalog: Callable[[], Catalog],
        clock: Callable[[], float] = time.time,
    ) -> None:
        self._publishing = publishing
        self._catalog = catalog
        self._clock = clock

    def before(self, subject: Subject) -> dict[str, str] | None:
        """The published cells of the record; None when it is a new one, or gone."""
        return self._publishing.record(subject.table, subject.key) if subject.key else None

    def start(self, subject: Subject) -> dict[str, str]:
        """What every new record of an outsider begins with: nobody has checked it."""
        known = {field.column for field in fields(subject.table)}
        given = {
            "check_level": "unconfirmed",
            "phone_kind": "direct",
            "owner_department": subject.department,
        }
        return {column: value for column, value in given.items() if column in known}

    def faults(self, cells: Mapping[str, str], before: Mapping[str, str]) -> dict[str, str]:
        """column -> kind (long / phone / mail / line_id) of what she changed and may not be so."""
        found = {}
        for column, text in cells.items():
            if text == before.get(column, ""):
                continue
            if len(text) > LONGEST_CELL:
                found[column] = "long"
            elif column in PROSE:
                kind = finding(text, self._masker, self._not_names)
                found |= {column: kind} if kind in NOT_IN_PROSE else {}
        return found

    def note_fault(self, note: str) -> str:
        """What is wrong with what she tells the staff: long, or anything of a person; else ""."""
        if len(note) > LONGEST_NOTE:
            return "long"
        return finding(note, self._masker, self._not_names) if note else ""

    def is_full(self, subject: Subject) -> bool:
        """Too many wait already, of this record or in all since yesterday."""
        waiting = [d for d in self._publishing.drafts(status=(PROPOSED,)) if d.origin in ORIGINS]
        mine = [draft for draft in waiting if self._is_about(draft, subject)]
        since = self._clock() - DAY
        return len(mine) >= MOST_WAITING or sum(d.at > since for d in waiting) >= MOST_IN_A_DAY

    def send(
        self, subject: Subject, cells: Mapping[str, str], note: str, origin: str = ORIGIN
    ) -> Draft:
        """Lay a proposal before the department. Raises what publishing.propose raises."""
        table, key = subject.table, subject.key
        owner = answers_for(self._publishing.rows(), table, key) if key else ""
        department = subject.department or owner
        base = self.before(subject)
        return self._publishing.propose(department, table, key, cells, base, origin, one_line(note))

    @cached_property
    def _masker(self) -> Masker:
        return Masker()

    @property
    def _not_names(self) -> tuple[str, ...]:
        return not_names(self._catalog())

    @staticmethod
    def _is_about(draft: Draft, subject: Subject) -> bool:
        if draft.table != subject.table:
            return False
        if subject.key:
            return draft.key == subject.key
        return draft.base is None and subject.department in ("", department_of(draft.cells))


def columns(subject: Subject) -> tuple[str, ...]:
    """The columns that the form of a link has."""
    new = () if subject.key else ONLY_NEW[subject.table]
    return (*COLUMNS[subject.table], *new)


def stamp(cells: Mapping[str, str] | None) -> str:
    """Stands for a version of a record; says nothing of what is in it (staff's notes are)."""
    text = json.dumps(cells, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:16]
