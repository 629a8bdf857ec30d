"""Save what was written of a record: as a draft, or side by side when two wrote at once."""

import json

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from ...services.publishing import Conflict, Draft, PublishError
from ...services.publishing.tables import is_table, name_of
from ..auth import needs, who
from ..words import say
from . import records_page as page
from .drafts_compare import Pair, compared
from .records_inputs import PREFIX
from .records_page import Form
from .records_words import sentence
from .services import StaffServices

Page = str | tuple[str, int] | Response


def add(staff: Blueprint, services: StaffServices) -> None:
    """Add what a record's page does."""

    @staff.post("/records/save")
    @needs("editor")
    def records_save() -> Page:
        form = page.sent(services)
        if request.form.get("do") == "show":
            return page.show(services, form)
        return page.show(services, form, 422) if form.wrong else _save(services, form)

    @staff.post("/records/end")
    @needs("editor")
    def records_end() -> Page:
        """A draft without the record: parents see it until that is approved."""
        return _end(services, request.form.get("table", ""), request.form.get("key", ""))

    @staff.post("/records/undo")
    @needs("editor")
    def records_undo() -> Page:
        return _undo(services, request.form.get("change", 0, int))


def _save(services: StaffServices, form: Form) -> Page:
    publishing = services.publishing
    try:
        draft = publishing.save(who(), form.table, form.key, form.cells, form.base)
        if request.form.get("do") == "submit":
            publishing.submit(who(), [draft.id])
    except Conflict as conflict:
        return _both(services, form, conflict)
    except PublishError as error:
        return _refused(services, form, error)
    return _saved("saved", draft)


def _end(services: StaffServices, table: str, key: str) -> Page:
    publishing = services.publishing
    published = publishing.record(table, key) if is_table(table) else None
    if published is None:
        abort(404)
    draft = publishing.draft_of(table, key)
    base = draft.cells if draft and draft.base == published else published
    try:
        note = request.form.get("note", "")[:500]
        made = publishing.save(who(), table, key, None, base, note=note)
    except PublishError as error:
        return _refused(services, Form(table, key, published, published), error)
    return _saved("taken_away", made)


def _undo(services: StaffServices, change_id: int) -> Page:
    try:
        draft = services.publishing.undo_change(who(), change_id)
    except PublishError as error:
        if error.kind == "no_change":
            abort(404)
        return _explained(error)
    return _saved("saved", draft)


def _saved(key: str, draft: Draft) -> Response:
    flash(say(f"records.{key}", name=draft.name), "done")
    return redirect(url_for("staff.drafts_one", draft_id=draft.id))


def _refused(services: StaffServices, form: Form, error: PublishError) -> Page:
    """The form again with what stands in the way."""
    if error.kind == "forbidden":
        abort(403)
    if error.kind == "unchanged":
        flash(say("records.nothing_changed"), "done")
        return redirect(url_for("staff.records_edit", table=form.table, key=form.key))
    wrong = page.named_problems(error.problems) or {"": sentence(error)}
    return page.show(services, Form(form.table, form.key, form.cells, form.base, wrong), 422)


def _explained(error: PublishError) -> Response:
    """Back to where she was, with a sentence."""
    if error.kind == "forbidden":
        abort(403)
    flash(sentence(error), "error")
    return redirect(url_for("staff.drafts"))


def _both(services: StaffServices, form: Form, conflict: Conflict) -> Page:
    """Both versions beside each other: nothing is written until she has chosen."""
    theirs = conflict.theirs
    if theirs is None and form.base is not None:
        flash(say("records.gone_meanwhile"), "error")
        again = Form(form.table, "", form.cells, None, {"": say("records.gone_meanwhile")})
        return page.show(services, again, 409)
    lines = compared(services, Pair(form.table, theirs, form.cells))
    return (
        render_template(
            "staff/records_conflict.html",
            form=form,
            name=name_of(form.cells, form.key),
            lines=lines,
            same={c: v for c, v in form.cells.items() if c not in {line.column for line in lines}},
            started=form.base or {},
            base=json.dumps(theirs, ensure_ascii=False),
            conflict=conflict,
            prefix=PREFIX,
        ),
        409,
    )
