"""Collect up to five programmes or places, say from whom they are, make the card."""

from collections.abc import Mapping
from typing import NamedTuple
from urllib.parse import urlencode

from flask import Blueprint, abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from ...core.catalog import Catalog, Program
from ...core.dialogue.taps import LANGUAGES
from ...core.referral import MOST_ITEMS, PLACE, PROGRAM, Item
from ...services.guide.asked import Asked
from ...services.referrals import Form
from ...services.referrals.contents import is_discreet, phrases, record
from ...services.referrals.form import LONGEST_NOTE, LONGEST_OFFICE
from ..auth import public
from ..security import same_origin
from ..words import say
from .basket import along, items_of, link
from .services import ReferralServices

PER_ADDRESS = "60 per hour"  # a whole office may share one
LONGEST_QUERY = 200
MOST_FOUND = 8
LARGEST_FORM = 32 * 1024


class Chosen(NamedTuple):
    """An item on the card that is being made; `without`: the page without it."""

    item: Item
    name: str
    plain: str
    without: str


class Result(NamedTuple):
    """A record that a search found; `added`: the page with it on the card, "" when it is there."""

    name: str
    plain: str
    added: str


def add(referrals: Blueprint, services: ReferralServices) -> None:
    """Register `/refer`."""
    limited = services.limiter.limit(PER_ADDRESS)

    @referrals.get("/refer")
    @public
    def cart() -> str:
        form = Form(items_of(request.args), office_id=request.args.get("office", ""))
        return _page(services, form, {})

    @referrals.post("/refer")
    @limited
    @public
    def cart_make() -> Response | tuple[str, int]:
        if not same_origin(request, services.public_url):
            abort(403)
        request.max_content_length = LARGEST_FORM
        form = _read()
        made = services.referrals.make(form)
        if made.key is None:
            return _page(services, form, made.problems), 400
        return redirect(url_for("referrals.card", secret=made.key.secret), 303)


def _read() -> Form:
    given = request.form
    return Form(
        items_of(given),
        given.get("office", ""),
        _line(given.get("office_name", "")),
        tuple(dict.fromkeys(given.getlist("phrase"))),
        _line(given.get("note", "")),
        given.get("language", "ja"),
    )


def _line(text: str) -> str:
    """One line that any encoder takes."""
    text = text.encode("utf-8", "replace").decode("utf-8").replace("\0", "")
    return " ".join(text.split())


def _page(services: ReferralServices, form: Form, problems: Mapping[str, str]) -> str:
    catalog = services.catalog()
    refused = [i for i in form.items if record(catalog, i) and is_discreet(catalog, i)]
    kept = [i for i in form.items if record(catalog, i) and i not in refused]
    asked = _line(request.args.get("q", ""))[:LONGEST_QUERY]
    return render_template(
        "referrals/cart.html",
        chosen=[_chosen(catalog, item, kept) for item in kept],
        refused=bool(refused) or problems.get("items") == "discreet",
        gone=len(form.items) - len(kept) - len(refused),
        over=len(kept) > MOST_ITEMS,
        full=len(kept) >= MOST_ITEMS,
        most=MOST_ITEMS,
        longest_note=LONGEST_NOTE,
        longest_office=LONGEST_OFFICE,
        form=form,
        errors={field: say(f"refer.{field}_{kind}") for field, kind in problems.items()},
        departments=[(d.id, d.name) for d in catalog.departments.values()],
        phrases=list(phrases(catalog).items()),
        languages=[(c, catalog.say(f"language_{c}")) for c in LANGUAGES if c in catalog.wording],
        asked=asked,
        found=_found(services, catalog, asked, kept) if asked else [],
        office=form.office_id,
        around="/guide?" + urlencode({"card": along(kept), **({"q": asked} if asked else {})}),
    )


def _chosen(catalog: Catalog, item: Item, kept: list[Item]) -> Chosen:
    name, plain = _words(catalog, item)
    return Chosen(item, name, plain, link(other for other in kept if other != item))


def _words(catalog: Catalog, item: Item) -> tuple[str, str]:
    found = record(catalog, item)
    if found is None:
        return "", ""
    plain = found.plain if isinstance(found, Program) else found.address
    return found.short_name or found.name, plain


def _found(
    services: ReferralServices, catalog: Catalog, asked: str, kept: list[Item]
) -> list[Result]:
    """The best programmes and places for a text, those that may stand on a card."""
    search = services.searches.get().find(Asked(text=asked), services.clock())
    items = [
        Item(kind, one.record.id)
        for kind, group in ((PROGRAM, search.programs), (PLACE, search.places))
        for one in group.all[:MOST_FOUND]
    ]
    shown = (i for i in items if record(catalog, i) and not is_discreet(catalog, i))
    return [
        Result(*_words(catalog, item), "" if item in kept else link([*kept, item]))
        for item in shown
    ]
