"""A record as a parent will see it, before anybody approves it."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import NamedTuple

from ..core.answer import Answer
from ..core.catalog import Catalog
from ..core.dialogue import Knowledge, respond
from ..core.events import Event
from ..core.geo import position_of
from ..core.state import State
from ..core.understanding.result import Understood
from .knowledge.build import MODELS, build_catalog
from .knowledge.problems import ERROR, Problem
from .knowledge.rows import Row, Rows
from .publishing.tables import key_of

FORM = "form"  # where the record's row stands, among those of files
NOT_SHOWN = ("phrases", "lexicon")  # tables that change answers without being seen

Cells = Mapping[str, str]


class Part(NamedTuple):
    """One thing that parents see. kind: first / more / place / hotline / answer. messages: as LINE
    takes them."""

    kind: str
    messages: list[dict]


class Shown(NamedTuple):
    """What parents see of a record, and what stands in the way of releasing it."""

    parts: list[Part]
    problems: list[Problem]


class Showing:
    """Shows records by the code that answers parents. `render` as in Conversation."""

    def __init__(self, render: Callable[[Answer], list[dict]]) -> None:
        self._render = render

    def show(self, rows: Rows, table: str, key: str, cells: Cells, now: datetime) -> Shown:
        """The record `cells` of `table` in place of the published one that `key` names."""
        folder = table.partition("/")[0]
        if folder in NOT_SHOWN:
            return Shown([], [])
        catalog, problems = build_catalog(_with(rows, table, key, cells))
        own = [p for p in problems if p.level == ERROR and p.file == FORM]
        maker = _PARTS.get(folder)
        return Shown(maker(self, catalog, cells, now) if maker else [], own)

    def tap(self, catalog: Catalog, now: datetime, area: str = "", **data: str) -> list[dict]:
        """The cards that a tap leads to; [] when there is none."""
        state = State(area=area, at=now.isoformat())
        event = Event("postback", data=data)
        turn = respond(event, state, Knowledge(catalog, _unread), now)
        return self._render(Answer(cards=turn.answer.cards[:1], summary=turn.answer.summary))


def _with(rows: Rows, table: str, key: str, cells: Cells) -> Rows:
    """The rows with the record; without phrases and weights, which no card shows."""
    tables = {name: t for name, t in rows.tables.items() if not name.startswith("phrases/")}
    documents = {k: text for k, text in rows.documents.items() if not k.startswith(MODELS)}
    kept = [row for row in tables.get(table, []) if key_of(table, row.cells) != key]
    tables[table] = [*kept, Row(FORM, 1, dict(cells))]
    return Rows(tables, documents)


def _program(showing: Showing, catalog: Catalog, cells: Cells, now: datetime) -> list[Part]:
    program = cells.get("id", "")
    if program not in catalog.programs:
        return []
    return [
        Part("first", showing.tap(catalog, now, do="program", program=program)),
        Part("more", showing.tap(catalog, now, do="detail", program=program)),
    ]


def _place(showing: Showing, catalog: Catalog, cells: Cells, now: datetime) -> list[Part]:
    """Its card as a parent in its own town sees it."""
    place = catalog.places.get(cells.get("id", ""))
    programs = place.program_ids if place else ()
    if place is None or not programs:
        return []
    alone = replace(catalog, places={place.id: place}, coverage={})
    near = next((a.name for a in catalog.areas if position_of(a)), "")
    messages = showing.tap(alone, now, place.town or near, do="places", program=programs[0])
    return [Part("place", messages)]


def _hotline(showing: Showing, catalog: Catalog, cells: Cells, now: datetime) -> list[Part]:
    hotline = catalog.hotlines.get(cells.get("id", ""))
    if hotline is None:
        return []
    alone = replace(catalog, hotlines={hotline.id: replace(hotline, required=True)})
    return [Part("hotline", showing.tap(alone, now, do="urgent"))]


def _department(showing: Showing, catalog: Catalog, cells: Cells, now: datetime) -> list[Part]:
    """The ways to reach it, as a programme shows them that has none of its own."""
    asked = cells.get("id", "")
    of_it = [p for p in catalog.programs.values() if p.contact_department == asked]
    program = next((p for p in of_it if not p.contacts), next(iter(of_it), None))
    if program is None:
        return []
    return [Part("more", showing.tap(catalog, now, do="detail", program=program.id))]


def _said(showing: Showing, catalog: Catalog, cells: Cells, now: datetime) -> list[Part]:
    """Sentences: as they are read, with their numbers filled in."""
    found = {office.id: office.answer for office in catalog.offices}
    found |= {gap.id: gap.text for gap in catalog.gaps}
    found |= {coverage.kind: coverage.text for coverage in catalog.coverage.values()}
    named = cells.get("id", "") or cells.get("kind", "")
    text = found.get(named, "") or cells.get("text", "")
    return [Part("answer", [{"type": "text", "text": text}])] if text else []


def _unread(text: str, now: datetime) -> Understood:
    """Taps are not read."""
    return Understood("unknown")


_PARTS: dict[str, Callable[[Showing, Catalog, Cells, datetime], list[Part]]] = {
    "programs": _program,
    "places": _place,
    "hotlines": _hotline,
    "departments": _department,
    "offices": _said,
    "gaps": _said,
    "coverage": _said,
    "wording": _said,
}
