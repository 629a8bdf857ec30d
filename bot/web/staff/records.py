"""All that the bot knows, as lists: which table, then which record."""

from typing import NamedTuple

from flask import Blueprint, abort, render_template, request

from ...services.exchange.fields import fields
from ...services.freshness.rules import KEPT_TRUE, is_stale, missing
from ...services.knowledge.rows import Rows
from ...services.publishing import Draft
from ...services.publishing.tables import is_table, name_of
from ..auth import needs
from ..words import say
from . import records_table as lists
from .records_inputs import columns_of, options_of
from .records_table import PER_PAGE, PHRASES, Listed, Wanted
from .records_week import city_today
from .records_words import status_of
from .services import StaffServices

ONLY = ("stale", "incomplete", "draft")
WITH_DEPARTMENT = (*KEPT_TRUE, "coverage")


class Table(NamedTuple):
    """A table on the page where one is chosen. drafts: open ones."""

    table: str
    label: str
    records: int
    stale: int
    incomplete: int
    drafts: int


def add(staff: Blueprint, services: StaffServices) -> None:
    """Add `/staff/records` and the lists."""
    publishing = services.publishing

    @staff.get("/records")
    @needs("editor")
    def records() -> str:
        rows, drafts = publishing.rows(), publishing.drafts()
        made = [_counted(rows, table, drafts) for table in _choice(publishing.tables())]
        plain = [one for one in made if "/" not in one.table]
        folders = {
            folder: [one for one in made if one.table.startswith(f"{folder}/")]
            for folder in ("wording", "lexicon")
        }
        return render_template(
            "staff/records.html", tables=plain, folders=folders, label_of=lists.label_of
        )

    @staff.get("/records/list/<path:table>")
    @needs("editor")
    def records_list(table: str) -> str:
        rows, drafts = publishing.rows(), publishing.drafts()
        if not exists(rows, table):
            abort(404)
        wanted = _wanted()
        found = lists.listed(rows, table, drafts, wanted)
        pages = -(-len(found) // PER_PAGE) or 1
        page = min(max(request.args.get("page", 1, int), 1), pages)
        part = lists.with_drafts(found[(page - 1) * PER_PAGE : page * PER_PAGE], drafts)
        return render_template(
            "staff/records_list.html",
            table=table,
            label=lists.label_of(table),
            total=len(found),
            page=page,
            pages=pages,
            wanted=wanted,
            args={k: v for k, v in request.args.items() if k != "page" and v},
            departments=options_of(rows, "departments") if table in WITH_DEPARTMENT else [],
            **_for_rows(rows, table, part),
        )


def exists(rows: Rows, table: str) -> bool:
    """True for a table that has a list."""
    return table == PHRASES or (is_table(table) and table in rows.tables)


def _choice(tables: tuple[str, ...]) -> list[str]:
    """The tables as they are offered: phrases once."""
    folded = (PHRASES if table.startswith(f"{PHRASES}/") else table for table in tables)
    return list(dict.fromkeys(folded))


def _counted(rows: Rows, table: str, drafts: list[Draft]) -> Table:
    names = lists.tables_of(rows, table)
    every = [row.cells for name in names for row in rows.table(name)]
    dated = table in KEPT_TRUE
    today = city_today()
    return Table(
        table,
        lists.label_of(table),
        len(every),
        sum(is_stale(table, cells, today) for cells in every) if dated else 0,
        sum(bool(missing(table, cells)) for cells in every) if dated else 0,
        sum(draft.table in names or draft.table == table for draft in drafts),
    )


def _wanted() -> Wanted:
    given = request.args
    only = given.get("only", "")
    return Wanted(
        text=given.get("text", "").strip()[:200],
        department=given.get("department", ""),
        only=only if only in ONLY else "",
        sort=given.get("sort", ""),
        down=given.get("down") == "1",
    )


def _for_rows(rows: Rows, table: str, part: list[Listed]) -> dict:
    """What the rows of a list show."""
    first = lists.tables_of(rows, table)
    sample = rows.table(first[0])[0].cells if first and rows.table(first[0]) else {}
    columns = lists.columns_of(table, sample)
    name_column = lists.name_column(sample)
    known = columns_of(rows, first[0]) if first else ()
    described = {field.column: field for field in fields(table, (*known, *columns))}
    titles = {field.column: dict(field.choices) for field in described.values()}
    for field in described.values():
        if field.reference and field.column in columns:
            titles[field.column] = dict(options_of(rows, field.reference))
    today = city_today()

    def shown(column: str, text: str) -> str:
        names = titles.get(column) or {}
        return "、".join(names.get(part.strip(), part.strip()) for part in text.split(";"))

    return {
        "part": part,
        "columns": [c for c in columns if c in described and c in (known or columns)],
        "labels": {c: field.label for c, field in described.items()},
        "shown": shown,
        "name_column": name_column,
        "called": lambda one: one.cells.get(name_column) or name_of(one.cells, one.key),
        "is_stale": lambda one: is_stale(one.table, one.cells, today),
        "missing": lambda one: [
            say(f"records.missing_{what}") for what in missing(one.table, one.cells)
        ],
        "status": status_of,
    }
