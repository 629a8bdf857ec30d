"""The search of the guide: one form, one page of results, nothing kept."""

from urllib.parse import urlencode

from flask import Blueprint, Request, Response, make_response, render_template, request

from ...core.dialogue.answers import taken
from ...core.dialogue.smalltalk import office, unknown
from ...core.dialogue.turn import Talk
from ...core.referral import PLACE, PROGRAM, Item
from ...services.guide.asked import Asked, read_asked
from ...services.guide.discreet import is_discreet
from ...services.guide.gaps import count_gaps
from ...services.guide.listing import Listing, listings
from ...services.guide.rows import Row
from ...services.guide.search import Found, Search
from ...services.referrals.contents import shareable
from ..auth import public
from ..referrals.basket import along
from .carried import CARD, Filling, carried, filling
from .heads import ENTRANCE
from .options import options
from .page import language
from .services import GuideServices


def fields_of(sent: Request) -> dict[str, str]:
    """The fields of a search; boxes of one name that were ticked together are one field."""
    return {name: ",".join(sent.args.getlist(name)) for name in ("with",)} | {
        name: value for name, value in sent.args.items() if name != "with"
    }


def searched(services: GuideServices) -> Found:
    """What the address of this request finds."""
    search: Search = services.searches.get()
    catalog = search.knowledge.catalog
    asked = read_asked(fields_of(request), catalog)
    return search.find(asked, services.clock(), language(catalog))


def add(guide: Blueprint, services: GuideServices) -> None:
    """Add `/guide`."""

    @guide.get("/guide")
    @public
    def search() -> Response:
        found = searched(services)
        asked, talk = found.asked, found.talk
        count_gaps(services.store.database, found.gaps, talk.now.date())
        browsing = not (asked.text or asked.filters or asked.what)
        page = render_template(
            "guide/search.html",
            found=found,
            asked=asked,
            options=options(talk),
            lists=() if browsing else listings(found),
            read_as=taken(talk) if found.said else "",
            fallback=_fallback(found) if not browsing else None,
            link=lambda **changed: _link(asked, talk, changed),
            adding=lambda found: _adding(asked, talk, found, filling(talk.catalog) or Filling(())),
            whole=lambda listing: _whole(talk, listing),
            neutral_address=ENTRANCE if is_discreet(found) else None,
        )
        return make_response(page)


def _link(asked: Asked, talk: Talk, changed: dict[str, object]) -> str:
    """The address of this search with some fields changed; the first page unless it is named."""
    kept = {name: value for name, value in asked.given.items() if name != "page"}
    fields = {**kept, **changed}
    for name, value in carried(talk.catalog, talk.language).items():
        fields.setdefault(name, value)
    query = urlencode({name: value for name, value in fields.items() if value})
    return f"/guide?{query}" if query else "/guide"


def _adding(asked: Asked, talk: Talk, found: Row, card: Filling) -> str:
    """This search with `found` on the card as well; "" for what may not stand there."""
    item = Item(PROGRAM if found.what == "program" else PLACE, found.id)
    if card.full or not shareable(talk.catalog, (item,)):
        return ""
    page = asked.given.get("page", "")
    return _link(asked, talk, {CARD: along((*card.items, item)), "page": page}) + f"#{found.mark}"


def _whole(talk: Talk, listing: Listing) -> str:
    return talk.say(f"guide_all_{listing.what}", count=listing.total)


def _fallback(found: Found) -> object:
    """Whom to ask when nothing is found: the office whose question it is, or the windows."""
    if not found.empty or found.danger:
        return None
    if found.said and found.said.office:
        return office(found.talk, found.said.office)
    return unknown(found.talk, "guide_none")
