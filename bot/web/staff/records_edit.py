"""The form of a record, what it says while she types, and what was changed before."""

from flask import Blueprint, abort, jsonify, render_template, request
from werkzeug.wrappers import Response

from ...services.publishing import Change, Draft
from ...services.publishing.drafts import PROPOSED, REJECTED
from ...services.publishing.tables import is_table, name_of
from ..auth import needs
from . import records_page as page
from . import records_table as lists
from .drafts_beside import shown_names
from .drafts_compare import Pair, compared
from .records_inputs import PREFIX
from .records_page import Form
from .services import StaffServices

Page = str | tuple[str, int] | Response
NEW_PHRASES = "phrases/staff"


def add(staff: Blueprint, services: StaffServices) -> None:
    """Add the page of one record and what can be done there."""
    _add_pages(staff, services)
    _add_looks(staff, services)


def _add_pages(staff: Blueprint, services: StaffServices) -> None:
    publishing = services.publishing

    @staff.get("/records/edit")
    @needs("editor")
    def records_edit() -> Page:
        table, key = request.args.get("table", ""), request.args.get("key", "")
        if not is_table(table):
            abort(404)
        published = publishing.record(table, key)
        draft = publishing.draft_of(table, key) or _put_aside(services, table, key)
        if draft and draft.cells is not None and draft.base == published:
            return page.show(services, Form(table, draft.key, draft.cells, draft.cells))
        if published is None:
            abort(404)
        return page.show(services, Form(table, key, published, published))

    @staff.get("/records/new")
    @needs("editor")
    def records_new() -> Page:
        table = request.args.get("table", "")
        table = NEW_PHRASES if table == lists.PHRASES else table
        if not is_table(table):
            abort(404)
        return page.show(services, page.blank(services, table))


def _add_looks(staff: Blueprint, services: StaffServices) -> None:
    publishing = services.publishing

    @staff.post("/records/check")
    @needs("editor")
    def records_check() -> Response:
        """What the form would say, while she types."""
        form = page.sent(services)
        shown = page.preview(services, form)
        hints = {
            PREFIX + column: render_template("staff/_hint.html", hint=hint)
            for column, hint in page.understood(services, form).items()
        }
        card = render_template("staff/_card.html", **page.card(shown, form))
        told = {**page.named_problems(shown.problems), **form.wrong}
        wrong = {PREFIX + column: text for column, text in told.items() if column}
        return jsonify(wrong=wrong, hints=hints, card=card)

    @staff.get("/records/history")
    @needs("editor")
    def records_history() -> Page:
        table, key = request.args.get("table", ""), request.args.get("key", "")
        if not is_table(table):
            abort(404)
        changes = publishing.history(table, key)
        published = publishing.record(table, key)
        if not changes and published is None:
            abort(404)
        return render_template(
            "staff/records_history.html",
            table=table,
            key=key,
            label=lists.label_of(table),
            name=name_of(published or changes[0].before or changes[0].after, key),
            there=published is not None,
            named=shown_names(services),
            changes=[(change, compared(services, _pair(change))) for change in changes],
        )


def _put_aside(services: StaffServices, table: str, key: str) -> Draft | None:
    """The proposal or the rejected draft that she goes on with."""
    wanted = request.args.get("draft", 0, int)
    found = services.publishing.drafts(status=(PROPOSED, REJECTED), table=table)
    return next((draft for draft in found if draft.id == wanted and draft.key == key), None)


def _pair(change: Change) -> Pair:
    return Pair(change.table, change.before, change.after)
