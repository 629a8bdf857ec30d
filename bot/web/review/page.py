"""The records of the department of a link, and 「変更なし」."""

from flask import Blueprint, flash, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from ...services.exchange.fields import Field, fields
from ...services.exchange.words import table_label
from ...services.freshness import Standing, in_order
from ...services.links import DEPARTMENT, Link
from ...services.proposals import stamp
from ...services.publishing.saving import OUTSIDER
from ..auth import public
from ..outside.wrong import client
from ..staff.records_inputs import as_typed
from ..staff.records_week import city_today
from ..words import say
from .services import ReviewServices

PER_CLIENT = "600 per hour"  # a whole city hall may share an address
PER_LINK = "300 per hour"
LARGEST_FORM = 64 * 1024  # bytes

# What stands on a record for the staff alone, or says the same in another notation.
NOT_SHOWN = frozenset(
    {
        *("id", "kana", "aliases", "staff_note", "owner_department", "check_by", "checked_on"),
        *("check_level", "visible_from", "program_ids", "phone_kind", "serves", "rank", "hours"),
        *("contact_department", "lat", "lon", "town", "source_date", "topic_only", "referral_by"),
        *("self_use", "ways", "kind", "name", "category", "pregnancy", "free"),
    }
)


def add(review: Blueprint, services: ReviewServices) -> None:
    """Add `/review/<token>`."""

    @review.get("/review/<token>")
    @public
    def review_list(token: str) -> Response:
        link = services.links.read(token, DEPARTMENT)
        return over() if link is None else _page(services, link, token)

    @review.post("/review/<token>/<table>/<key>/same")
    @services.limiter.limit(PER_CLIENT, key_func=client)
    @services.limiter.limit(PER_LINK, key_func=link_of)
    @public
    def review_same(token: str, table: str, key: str) -> Response:
        request.max_content_length = LARGEST_FORM
        link = services.links.read(token, DEPARTMENT)
        if link is None:
            return over()
        one = found(services, link, table, key)
        if one is None:
            return gone(token)
        seen = request.form.get("seen", "")
        true = services.freshness.confirm(one, seen, OUTSIDER, link.id)
        return back(token, one, "confirmed" if true else "changed", "done" if true else "error")


def link_of() -> str:
    """What a limit counts for a link: all its pages together."""
    return str((request.view_args or {}).get("token", ""))


def found(services: ReviewServices, link: Link, table: str, key: str) -> Standing | None:
    """The record of the link's department; None for another department's."""
    hers = services.freshness.of_department(link.department, city_today())
    return next((one for one in hers if (one.table, one.key) == (table, key)), None)


def over() -> Response:
    """Nothing is to be had behind this link, whatever it may have been."""
    return make_response(render_template("review/over.html", sentence=say("review.over")), 404)


def gone(token: str) -> Response:
    """The record is not one of this link."""
    page = render_template(
        "review/refused.html",
        sentence=say("review.gone"),
        back=url_for("review.review_list", token=token),
    )
    return make_response(page, 404)


def back(token: str, one: Standing, key: str, kind: str = "done") -> Response:
    """To the list, at the record."""
    flash(say(f"review.{key}", name=one.name), kind)
    anchor = f"r-{one.table}-{one.key}"
    return redirect(url_for("review.review_list", token=token, _anchor=anchor), 303)


def troubles(one: Standing) -> list[str]:
    """What is wrong with a record, in a few words each."""
    made = [say(f"review.disputed_{kind}", number=n) for kind, n in one.disputed.items()]
    made += [say("review.overdue")] if one.is_overdue else []
    return [*made, *(say(f"review.missing_{what}") for what in one.missing)]


def _page(services: ReviewServices, link: Link, token: str) -> Response:
    hers = in_order(services.freshness.of_department(link.department, city_today()))
    department = services.catalog().departments.get(link.department)
    page = render_template(
        "review/list.html",
        token=token,
        link=link,
        department=department.name if department else link.department,
        records=sorted(hers, key=lambda one: one.is_done),
        done=sum(one.is_done for one in hers),
        stamp=lambda one: stamp(one.cells),
        troubles=troubles,
        label_of=table_label,
        facts=_facts,
        may_end=lambda one: ends(one.table),
    )
    return make_response(page)


def ends(table: str) -> bool:
    """Whether a record of `table` can be given a last day."""
    return any(field.column == "visible_until" for field in fields(table))


def _facts(one: Standing) -> list[tuple[str, str]]:
    """(label, text) of all that she says is true when she says that nothing has changed."""
    known = (f for f in fields(one.table, tuple(one.cells)) if f.column not in NOT_SHOWN)
    return [(f.label, _text(f, one.cells[f.column])) for f in known if one.cells[f.column]]


def _text(field: Field, cell: str) -> str:
    names = dict(field.choices)
    return as_typed(field, names.get(cell, cell))
