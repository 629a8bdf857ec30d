"""「のせてほしい・直してほしい」: whom to ask for a link, and the form behind one."""

from dataclasses import replace

from flask import Blueprint, make_response, redirect, render_template, request, url_for
from werkzeug.exceptions import TooManyRequests
from werkzeug.wrappers import Response

from ...services.guide.discreet import discreet_places, discreet_programs
from ...services.proposals import LONGEST_NOTE, Subject, columns, stamp
from ...services.publishing import Conflict, PublishError
from ...services.publishing.tables import name_of
from ..auth import public
from ..staff.records_inputs import PREFIX, Input, options_of
from ..words import say
from .form import About, Form, fields_of, read
from .services import OutsideServices
from .wrong import client

PER_CLIENT = "20 per hour"
PER_LINK = "10 per hour"
LARGEST_FORM = 128 * 1024  # bytes
GONE = "gone"  # of the record behind a link
# The fields in the order in which one tells of a place; headings are of words/outside_fields.json.
GROUPS = (
    ("name", ("name", "short_name", "kana")),
    ("what", ("kind", "category", "plain", "target", "eligibility", "offers", "operator")),
    ("when", ("hours_text", "closed_text", "closed_notice", "postcode", "address", "where")),
    ("reach", ("phone", "line_url", "form_url", "url")),
    ("cost", ("fee", "reservation", "how_to_apply", "deadline", "first_visit")),
    ("more", ("parking", "good_to_know", "source_url")),
)


def add(outside: Blueprint, services: OutsideServices) -> None:
    """Add `/propose` and `/propose/<token>`."""
    by_client = services.limiter.limit(PER_CLIENT, key_func=client)
    by_link = services.limiter.limit(PER_LINK, key_func=lambda: request.path)

    @outside.get("/propose")
    @public
    def propose() -> str:
        catalog = services.catalog()
        return render_template("outside/propose.html", departments=catalog.departments.values())

    @outside.get("/propose/<token>")
    @public
    def propose_form(token: str) -> Response:
        subject = services.subject(token)
        if subject is None:
            return _over("expired")
        before = services.proposals.before(subject)
        if subject.key and before is None:
            return _over(GONE)
        return _page(services, subject, Form(before or services.proposals.start(subject)))

    @outside.post("/propose/<token>")
    @by_client
    @by_link
    @public
    def propose_send(token: str) -> Response:
        request.max_content_length = LARGEST_FORM
        subject = services.subject(token)
        return _over("expired") if subject is None else _send(services, subject, token)

    @outside.get("/propose/<token>/sent")
    @public
    def propose_sent(token: str) -> Response:
        if services.subject(token) is None:
            return _over("expired")
        return make_response(render_template("outside/propose_sent.html", token=token))


def _send(services: OutsideServices, subject: Subject, token: str) -> Response:
    """Lay what was typed before the staff, or show the form with what stands in the way."""
    before = services.proposals.before(subject)
    if subject.key and before is None:
        return _over(GONE)
    form = _read(services, subject, before)
    if request.form.get("seen") != stamp(before):
        return _page(services, subject, form.and_("", "changed"), 409)
    if form.errors:
        return _page(services, subject, form, 422)
    if services.proposals.is_full(subject):
        raise TooManyRequests
    try:
        services.proposals.send(subject, form.cells, form.note)
    except Conflict:
        return _page(services, subject, form.and_("", "changed"), 409)
    except PublishError as error:
        return _page(services, subject, form.refused(error), 422)
    return redirect(url_for("outside.propose_sent", token=token), 303)


def _read(services: OutsideServices, subject: Subject, before: dict[str, str] | None) -> Form:
    """The form that was sent; a new record says where it can be read."""
    start = before or services.proposals.start(subject)
    about = About(subject.table, columns(subject), start, not subject.key)
    form = read(services.rows(), services.catalog().areas, services.proposals, about)
    if not subject.key and not form.cells.get("source_url"):
        missing = {f"{PREFIX}source_url": say("outside.source_missing")}
        form = replace(form, errors={**missing, **form.errors})
    return form


def _page(services: OutsideServices, subject: Subject, form: Form, status: int = 200) -> Response:
    before = services.proposals.before(subject)
    hidden = _is_hidden(services, subject)
    page = render_template(
        "outside/propose_form.html",
        subject=subject,
        token=(request.view_args or {})["token"],
        name=name_of(before) if before else "",
        hidden=hidden,
        neutral_address="/guide" if hidden else "",
        groups=_groups(_inputs(services, subject, form)),
        form=form,
        errors=form.errors,
        seen=stamp(before),
        longest=LONGEST_NOTE,
    )
    return make_response(page, status)


def _groups(asked: dict[str, Input]) -> list[tuple[str, list[Input]]]:
    """(heading, inputs) of what is asked."""
    made = [(name, [asked[one] for one in columns if one in asked]) for name, columns in GROUPS]
    return [(say(f"outside_fields.group_{name}"), inputs) for name, inputs in made if inputs]


def _inputs(services: OutsideServices, subject: Subject, form: Form) -> dict[str, Input]:
    """The field of each column, with a choice where only what is known may stand."""
    rows = services.rows()
    made = fields_of(rows, subject.table, columns(subject), form.cells, not subject.key)
    found = {one.field.column: one for one in made}
    for column, options in (
        ("kind", options_of(rows, "lexicon/place_kinds")),
        ("category", [(c, c) for c in sorted({row["category"] for row in rows.table("programs")})]),
    ):
        if column in found:
            choice = [("", say("records.empty")), *options]
            found[column] = found[column]._replace(widget="select", options=choice)
    return found


def _is_hidden(services: OutsideServices, subject: Subject) -> bool:
    catalog = services.catalog()
    return subject.key in discreet_programs(catalog) | discreet_places(catalog)


def _over(why: str) -> Response:
    """Nothing is to be had behind this link; 404 whatever it may have been."""
    page = render_template("outside/refused.html", sentence=say(f"outside.{why}"), back="/propose")
    return make_response(page, 404)
