"""「この情報は違う」: what readers say of records, for the department that mends them."""

from collections.abc import Callable

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from ...core.account import Account
from ...services.reports import Desk, Waiting
from ..auth import needs, who
from ..words import say
from . import records_table as lists
from .records_inputs import options_of
from .services import StaffServices

SHOWN = ("waiting", "done")


def add(staff: Blueprint, services: StaffServices) -> None:
    """Add `/staff/reports`."""
    desk = desk_of(services)
    _add_page(staff, services, desk)

    @staff.post("/reports/done")
    @needs("editor")
    def reports_done() -> Response:
        return _done(desk.finish, "done")

    @staff.post("/reports/drop")
    @needs("editor")
    def reports_drop() -> Response:
        return _done(desk.drop, "dropped")


def desk_of(services: StaffServices) -> Desk:
    """The reports, with the records of the release in force."""
    return Desk(services.store, services.publishing.rows)


def _add_page(staff: Blueprint, services: StaffServices, desk: Desk) -> None:
    @staff.get("/reports")
    @needs("editor")
    def reports() -> str:
        department = request.args.get("department", "")
        shown = request.args.get("shown", SHOWN[0])
        found = desk.listed(done=shown == SHOWN[1])
        departments = options_of(services.publishing.rows(), "departments")
        return render_template(
            "staff/reports.html",
            groups=_groups(found, department, dict(departments)),
            departments=departments,
            department=department,
            shown=shown,
            choices=[(one, say(f"reports.shown_{one}")) for one in SHOWN],
            reason_of=lambda report: say(f"reports.reason_{report.reason}"),
            label_of=lists.label_of,
            may=lambda waiting: who().may_edit(waiting.department),
        )


def _groups(
    found: list[Waiting], department: str, names: dict[str, str]
) -> list[tuple[str, list[Waiting]]]:
    """(department's name, its reports), hers first; each newest first."""
    groups: dict[str, list[Waiting]] = {}
    for one in found:
        if department in ("", one.department):
            groups.setdefault(one.department, []).append(one)

    def rank(id_: str) -> tuple[bool, bool, str]:
        hers = id_ in who().departments
        return not hers, not id_, names.get(id_, id_)

    anybody = say("reports.anybody")
    return [(names.get(id_, anybody), groups[id_]) for id_ in sorted(groups, key=rank)]


def _done(deed: Callable[[Account, int], bool], key: str) -> Response:
    if not deed(who(), request.form.get("id", 0, int)):
        abort(404)
    flash(say(f"reports.{key}"), "done")
    return redirect(url_for("staff.reports", department=request.form.get("department") or None))
