"""What waits to be released: the list, one draft, several at once."""

from collections.abc import Callable

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from ...services.publishing import Draft, PublishError
from ..auth import needs, who
from ..words import say
from . import records_table as lists
from .drafts_beside import (
    MOST_AT_ONCE,
    SHOWN,
    beside,
    chosen,
    may_approve,
    shown_names,
    together,
)
from .records_inputs import options_of
from .records_words import sentence, status_of
from .services import StaffServices

Page = str | tuple[str, int] | Response


def add(staff: Blueprint, services: StaffServices) -> None:
    """Add `/staff/drafts`."""
    _add_pages(staff, services)
    _add_deeds(staff, services)


def _add_pages(staff: Blueprint, services: StaffServices) -> None:
    publishing = services.publishing

    @staff.get("/drafts")
    @needs("editor")
    def drafts() -> Page:
        department = request.args.get("department", "")
        found = publishing.drafts(status=SHOWN, department=department)
        return render_template(
            "staff/drafts.html",
            groups=[(status, [d for d in found if d.status == status]) for status in SHOWN],
            departments=options_of(publishing.rows(), "departments"),
            department=department,
            **words(services),
        )

    @staff.get("/drafts/<int:draft_id>")
    @needs("editor")
    def drafts_one(draft_id: int) -> Page:
        try:
            draft = publishing.draft(draft_id)
        except PublishError:
            abort(404)
        return render_template(
            "staff/drafts_one.html",
            one=beside(services, draft),
            may=who().may_edit(draft.department),
            may_approve=may_approve(services, who(), draft),
            **words(services),
        )

    @staff.get("/drafts/review")
    @needs("approver")
    def drafts_review() -> Page:
        found = chosen(services, request.args.getlist("id", int))
        if not found:
            return redirect(url_for("staff.drafts"))
        return render_template(
            "staff/drafts_review.html",
            sides=[beside(services, draft) for draft in found],
            problems=together(services, found),
            allowed=all(may_approve(services, who(), draft) for draft in found),
            **words(services),
        )


def _add_deeds(staff: Blueprint, services: StaffServices) -> None:
    publishing = services.publishing

    @staff.post("/drafts/submit")
    @needs("editor")
    def drafts_submit() -> Page:
        return _done("submitted", lambda ids: publishing.submit(who(), ids))

    @staff.post("/drafts/withdraw")
    @needs("editor")
    def drafts_withdraw() -> Page:
        return _done("withdrawn", lambda ids: publishing.withdraw(who(), ids))

    @staff.post("/drafts/reject")
    @needs("editor")
    def drafts_reject() -> Page:
        reason = request.form.get("reason", "").strip()[:500]
        if not reason:
            flash(say("drafts.reason_missing"), "error")
            return redirect(_back())
        return _done("rejected", lambda ids: publishing.reject(who(), ids, reason))

    @staff.post("/drafts/review")
    @needs("approver")
    def drafts_choose() -> Page:
        """The chosen drafts as a page with an address of its own."""
        return redirect(url_for("staff.drafts_review", id=_ids()))

    @staff.post("/drafts/approve")
    @needs("approver")
    def drafts_approve() -> Page:
        note = request.form.get("note", "")[:500]
        try:
            release = publishing.approve(who(), _ids(), note, _seen())
        except PublishError as error:
            return _refused(error)
        flash(say("drafts.released", count=release.number), "done")
        return redirect(url_for("staff.releases_one", release_id=release.id))


def words(services: StaffServices) -> dict:
    """How drafts are written about."""
    departments = dict(options_of(services.publishing.rows(), "departments"))
    named = shown_names(services)
    return {
        "status_of": status_of,
        "origin_of": _origin,
        "department_of": lambda draft: departments.get(draft.department, ""),
        "label_of": lists.label_of,
        "needs_two": services.publishing.needs_two,
        "people": lambda names: "、".join(named.get(name, name) for name in names),
        "kind_of": _kind,
    }


def _origin(draft: Draft) -> str:
    try:
        return say(f"records.origin_{draft.origin}")
    except KeyError:
        return draft.origin


def _kind(draft: Draft) -> str:
    """new / gone / changed."""
    if draft.cells is None:
        return "gone"
    return "new" if draft.base is None else "changed"


def _ids() -> list[int]:
    return request.form.getlist("id", int)[:MOST_AT_ONCE]


def _seen() -> dict[int, float]:
    """When each draft had changed last, as the page showed it."""
    seen = {}
    for pair in request.form.getlist("seen"):
        number, _, at = pair.partition(":")
        try:
            seen[int(number)] = float(at)
        except ValueError:
            abort(400)
    return seen


def _done(key: str, deed: Callable[[list[int]], None]) -> Page:
    ids = _ids()
    if not ids:
        flash(say("drafts.none_chosen"), "error")
        return redirect(_back())
    try:
        deed(ids)
    except PublishError as error:
        return _refused(error)
    flash(say(f"drafts.{key}", count=len(ids)), "done")
    return redirect(_back())


def _refused(error: PublishError) -> Page:
    if error.kind == "forbidden":
        abort(403)
    if error.kind == "no_draft" and _ids():
        abort(404)
    flash(sentence(error), "done" if error.kind == "waits_for_second" else "error")
    return redirect(_back())


def _back() -> str:
    """The draft that was at hand, else the list."""
    ids = _ids()
    if len(ids) == 1:
        return url_for("staff.drafts_one", draft_id=ids[0])
    return url_for("staff.drafts")
