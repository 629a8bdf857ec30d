"""Records for which no department answers get one, many at once."""

from flask import Blueprint, flash, redirect, request, url_for
from werkzeug.wrappers import Response

from ...services.freshness.assign import assign
from ...services.publishing import PublishError
from ..auth import needs, who
from ..words import say
from .freshness import NOBODY, department_names
from .services import StaffServices

MOST_AT_ONCE = 500


def add(staff: Blueprint, services: StaffServices) -> None:
    """Add `/staff/freshness/assign`."""

    @staff.post("/freshness/assign")
    @needs("editor")
    def freshness_assign() -> Response:
        department = request.form.get("owner", "")
        chosen = [one.partition("/") for one in request.form.getlist("record")[:MOST_AT_ONCE]]
        if not chosen or department not in department_names(services):
            return _back("which_to_assign")
        records = [(table, key) for table, _, key in chosen]
        try:
            done = assign(services.publishing, who(), records, department)
        except PublishError as error:
            return _back("not_yours" if error.kind == "forbidden" else "not_written")
        if done.left:
            flash(say("freshness.left", number=done.left), "error")
        if not done.drafted:
            return _back()
        flash(say("freshness.assigned", number=done.drafted), "done")
        return redirect(url_for("staff.drafts"))


def _back(error: str = "") -> Response:
    if error:
        flash(say(f"freshness.{error}"), "error")
    return redirect(url_for("staff.freshness", department=NOBODY, only="all", _anchor="list"))
