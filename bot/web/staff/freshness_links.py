"""Links with which a department looks after its records without an account."""

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from ...services.links import DEPARTMENT, LinkError, Links, may_make
from ..auth import needs, who
from ..words import say
from .drafts_beside import shown_names
from .freshness import department_names
from .handing import Handed, handed
from .services import StaffServices

Page = str | tuple[str, int] | Response


def add(staff: Blueprint, services: StaffServices) -> None:
    """Add `/staff/freshness/links`."""
    links = Links(services.store, services.secret_key)

    @staff.get("/freshness/links")
    @needs("approver")
    def freshness_links() -> Page:
        return _page(services, links)

    @staff.post("/freshness/links")
    @needs("approver")
    def freshness_links_make() -> Page:
        department = request.form.get("department", "")
        if department not in department_names(services):
            return _page(services, links, {"department": say("freshness.which_department")}), 422
        try:
            token = links.make(who(), DEPARTMENT, department)
        except LinkError:
            return _page(services, links, {"department": say("freshness.not_hers")}), 403
        path = url_for("review.review_list", token=token)
        made = handed(services, links, token, path)
        return _page(services, links, made=made, department=department)

    @staff.post("/freshness/links/revoke")
    @needs("approver")
    def freshness_links_revoke() -> Page:
        if not links.revoke(who(), request.form.get("id", 0, int)):
            abort(404)
        flash(say("freshness.revoked"), "done")
        return redirect(url_for("staff.freshness_links"))


def _page(
    services: StaffServices,
    links: Links,
    errors: dict[str, str] | None = None,
    made: Handed | None = None,
    department: str = "",
) -> str:
    names = department_names(services)
    return render_template(
        "staff/freshness_links.html",
        departments=[(id_, name) for id_, name in names.items() if may_make(who(), id_)],
        names=names,
        name_of=shown_names(services).get,
        links=links.alive(DEPARTMENT),
        may=lambda link: may_make(who(), link.department),
        errors=errors or {},
        made=made,
        department=department,
    )
