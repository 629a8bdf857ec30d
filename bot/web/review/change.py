"""「直す」 and 「終了」: what a department writes becomes a proposal, and nothing else."""

from datetime import date

from flask import Blueprint, make_response, render_template, request
from werkzeug.exceptions import TooManyRequests
from werkzeug.wrappers import Response

from ...services.freshness import Standing
from ...services.freshness.freshness import ORIGIN
from ...services.links import DEPARTMENT, Link
from ...services.proposals import LONGEST_NOTE, Subject, stamp
from ...services.publishing import Conflict, PublishError
from ..auth import public
from ..outside.form import About, Form, fields_of, read, with_note
from ..outside.wrong import client
from ..words import say
from .page import LARGEST_FORM, back, ends, found, gone, link_of, over
from .services import ReviewServices

PER_CLIENT = "120 per hour"
PER_LINK = "60 per hour"
EDITED = ("name", "phone", "hours_text", "address", "closed_notice")  # as far as a table has them


def add(review: Blueprint, services: ReviewServices) -> None:
    """Add `/review/<token>/<table>/<key>` and its `/end`."""
    _add_edit(review, services)
    _add_end(review, services)


def _add_end(review: Blueprint, services: ReviewServices) -> None:
    @review.get("/review/<token>/<table>/<key>/end")
    @public
    def review_end(token: str, table: str, key: str) -> Response:
        link = services.links.read(token, DEPARTMENT)
        one = link and found(services, link, table, key)
        if link is None:
            return over()
        return _end_page(token, one, "", Form({})) if one and ends(table) else gone(token)

    @review.post("/review/<token>/<table>/<key>/end")
    @services.limiter.limit(PER_CLIENT, key_func=client)
    @services.limiter.limit(PER_LINK, key_func=link_of)
    @public
    def review_end_send(token: str, table: str, key: str) -> Response:
        request.max_content_length = LARGEST_FORM
        link = services.links.read(token, DEPARTMENT)
        one = link and found(services, link, table, key)
        if link is None:
            return over()
        return _end(services, link, token, one) if one and ends(table) else gone(token)


def _add_edit(review: Blueprint, services: ReviewServices) -> None:
    @review.get("/review/<token>/<table>/<key>")
    @public
    def review_edit(token: str, table: str, key: str) -> Response:
        link = services.links.read(token, DEPARTMENT)
        one = link and found(services, link, table, key)
        if link is None:
            return over()
        return _edit_page(services, token, one, Form(dict(one.cells))) if one else gone(token)

    @review.post("/review/<token>/<table>/<key>")
    @services.limiter.limit(PER_CLIENT, key_func=client)
    @services.limiter.limit(PER_LINK, key_func=link_of)
    @public
    def review_edit_send(token: str, table: str, key: str) -> Response:
        request.max_content_length = LARGEST_FORM
        link = services.links.read(token, DEPARTMENT)
        one = link and found(services, link, table, key)
        if link is None:
            return over()
        return _edit(services, link, token, one) if one else gone(token)


def _edit(services: ReviewServices, link: Link, token: str, one: Standing) -> Response:
    about = About(one.table, _columns(one), one.cells)
    form = read(services.rows(), services.catalog().areas, services.proposals, about)
    if not form.errors:
        form = _sent(services, link, one, form)
    if form.errors:
        return _edit_page(services, token, one, form, 422)
    return back(token, one, "sent")


def _end(services: ReviewServices, link: Link, token: str, one: Standing) -> Response:
    day = request.form.get("day", "")
    form = with_note(Form({**one.cells, "visible_until": day}), services.proposals)
    if not _is_day(day):
        form = Form(form.cells, form.note, {"day": say("review.day"), **form.errors})
    if not form.errors:
        form = _sent(services, link, one, form)
    return _end_page(token, one, day, form, 422) if form.errors else back(token, one, "ended")


def _sent(services: ReviewServices, link: Link, one: Standing, form: Form) -> Form:
    """The form, with what kept it from becoming a proposal."""
    subject = Subject(one.table, one.key, link.department)
    if request.form.get("seen") != stamp(one.cells):
        return form.and_("", "changed")
    if services.proposals.is_full(subject):
        raise TooManyRequests
    try:
        services.proposals.send(subject, form.cells, form.note, ORIGIN)
    except Conflict:
        return form.and_("", "changed")
    except PublishError as error:
        return form.refused(error)
    return form


def _edit_page(
    services: ReviewServices, token: str, one: Standing, form: Form, status: int = 200
) -> Response:
    page = render_template(
        "review/edit.html",
        token=token,
        one=one,
        inputs=fields_of(services.rows(), one.table, _columns(one), form.cells, False),
        form=form,
        errors=form.errors,
        seen=stamp(one.cells),
        longest=LONGEST_NOTE,
        may_end=ends(one.table),
    )
    return make_response(page, status)


def _end_page(token: str, one: Standing, day: str, form: Form, status: int = 200) -> Response:
    page = render_template(
        "review/end.html",
        token=token,
        one=one,
        day=day,
        form=form,
        errors=form.errors,
        seen=stamp(one.cells),
        longest=LONGEST_NOTE,
    )
    return make_response(page, status)


def _columns(one: Standing) -> tuple[str, ...]:
    return tuple(column for column in EDITED if column in one.cells)


def _is_day(text: str) -> bool:
    try:
        return bool(date.fromisoformat(text))
    except ValueError:
        return False
