"""The city's plan: what it lists under each direction, which is not whom a parent calls."""

from flask import Blueprint
from werkzeug.wrappers import Response

from ...core.catalog import Catalog, PlanRow
from ..auth import public
from .heads import head, shown
from .page import talk_of
from .services import GuideServices


def add(guide: Blueprint, services: GuideServices) -> None:
    """Add `/guide/plan`."""

    @guide.get("/guide/plan")
    @public
    def plan() -> Response:
        catalog = services.catalog()
        talk = talk_of(services, catalog)
        return shown(
            "guide/plan.html",
            head(services, False, talk.say("guide_plan"), ""),
            periods=periods(catalog),
            sources=sorted({(r.source_url, r.checked) for r in catalog.plan if r.source_url}),
            programs=catalog.programs,
            departments=catalog.departments,
        )


def periods(catalog: Catalog) -> list[tuple[str, list[tuple[str, list[PlanRow], list[str]]]]]:
    """(period, [(direction, its rows, ids of the departments listed)]), the newest period first."""
    made: dict[str, dict[str, list[PlanRow]]] = {}
    for row in catalog.plan:
        made.setdefault(row.period, {}).setdefault(row.direction, []).append(row)
    return [
        (
            period,
            [(name, rows, _departments(rows)) for name, rows in sorted(made[period].items())],
        )
        for period in sorted(made, key=_number, reverse=True)
    ]


def _departments(rows: list[PlanRow]) -> list[str]:
    return list(dict.fromkeys(one for row in rows for one in row.departments))


def _number(period: str) -> int:
    return int(period) if period.isdecimal() else 0
