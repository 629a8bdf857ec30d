"""The page of one record: its form, what was understood, and the card beside it."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from flask import abort, render_template, request

from ...core.hours import CITY_TIME
from ...services.knowledge.problems import Problem
from ...services.publishing.tables import is_table, name_of
from ...services.showing import Shown
from ..auth import who
from ..words import say
from . import records_table as lists
from .records_check import Hint, hints, with_town, wrong
from .records_inputs import PREFIX, columns_of, inputs, read_form
from .records_week import city_today
from .records_words import status_of
from .services import StaffServices

Cells = dict[str, str]


@dataclass(frozen=True)
class Form:
    """A record as it stands in its form. base: what it began with, None for a new one."""

    table: str
    key: str
    cells: Cells
    base: Cells | None
    wrong: Mapping[str, str] = field(default_factory=dict)  # column -> sentence; "" is the whole

    @property
    def is_new(self) -> bool:
        return self.base is None


def sent(services: StaffServices) -> Form:
    """The form that was sent, with what is wrong in it."""
    if not is_table(request.form.get("table", "")):
        abort(404)
    rows, areas = services.publishing.rows(), services.catalog().areas
    table, key = request.form.get("table", ""), request.form.get("key", "")
    base = _base(request.form.get("base", ""))
    cells, faults = read_form(rows, table, request.form, base or {})
    cells = with_town(areas, cells)
    return Form(table, key, cells, base, wrong(rows, table, cells, faults, base is None))


def blank(services: StaffServices, table: str) -> Form:
    """The form of a record that is not there yet."""
    cells = dict.fromkeys(columns_of(services.publishing.rows(), table), "")
    if "checked_on" in cells:
        cells["checked_on"] = city_today().isoformat()
    if table.startswith(f"{lists.PHRASES}/"):
        cells |= {"language": "ja", "writer": table.partition("/")[2]}
    return Form(table, "", cells, None)


def show(services: StaffServices, form: Form, status: int = 200) -> tuple[str, int]:
    """The page with `form` and its card."""
    rows = services.publishing.rows()
    shown = preview(services, form)
    told = {**named_problems(shown.problems), **form.wrong} if form.wrong else {}
    mine = who().may_edit(form.cells.get("owner_department", ""))
    page = render_template(
        "staff/records_edit.html",
        form=form,
        mine=mine,
        name=name_of(form.cells, form.key),
        list_label=lists.label_of(_list_of(form.table)),
        list_table=_list_of(form.table),
        groups=inputs(rows, form.table, form.cells, form.is_new),
        base="" if form.base is None else json.dumps(form.base, ensure_ascii=False),
        errors={PREFIX + column if column else "": text for column, text in told.items()},
        hints=understood(services, form),
        draft=services.publishing.draft_of(form.table, form.key) if form.key else None,
        draft_status=status_of,
        **card(shown, form),
    )
    return page, status


def preview(services: StaffServices, form: Form) -> Shown:
    """What parents will see of it; a wrong field is shown as it was."""
    rows, now = services.publishing.rows(), datetime.now(CITY_TIME)
    before = {column: (form.base or {}).get(column, "") for column in form.wrong if column}
    return services.showing.show(rows, form.table, form.key, {**form.cells, **before}, now)


def card(shown: Shown, form: Form) -> dict:
    """What the template of the card needs."""
    folder = form.table.partition("/")[0]
    notes = []
    if not shown.parts:
        key = "card_none" if folder in lists.NOT_ON_CARDS else "card_broken"
        notes.append(say(f"records.{key}"))
    today = city_today().isoformat()
    begin, end = form.cells.get("visible_from", ""), form.cells.get("visible_until", "")
    if begin > today or (end and end < today):
        notes.append(say("records.not_visible"))
    titles = [(say(f"records.card_{part.kind}"), part.messages) for part in shown.parts]
    return {"parts": titles, "card_notes": notes}


def understood(services: StaffServices, form: Form) -> dict[str, Hint]:
    """What was understood of each column."""
    return hints(services.catalog().areas, form.cells, city_today())


def named_problems(problems: list[Problem] | tuple[Problem, ...]) -> dict[str, str]:
    """column -> sentence, for what the knowledge itself objects to."""
    found: dict[str, str] = {}
    for problem in problems:
        found.setdefault(problem.column, problem.text)
    return found


def _list_of(table: str) -> str:
    folder = table.partition("/")[0]
    return folder if folder == lists.PHRASES else table


def _base(text: str) -> Cells | None:
    """The cells that the form began with, as its page wrote them; None for a new record."""
    try:
        given = json.loads(text) if text else None
    except (ValueError, RecursionError):
        return None
    if not isinstance(given, dict):
        return None
    return {str(column): str(value) for column, value in given.items()}
