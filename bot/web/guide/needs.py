"""Several needs of one family on one page."""

from flask import Blueprint, render_template, request

from ...core.catalog import Catalog
from ...core.dialogue.answers import taken
from ...core.referral import MOST_ITEMS, PROGRAM, Item
from ...services.guide.discreet import is_discreet
from ...services.guide.gaps import count_gaps
from ...services.guide.needs import MOST, Plan, plan, read_needs
from ...services.guide.rows import Row, row
from ...services.referrals.contents import shareable
from ..auth import public
from ..referrals.basket import link
from .carried import can_refer
from .heads import ENTRANCE
from .page import language
from .services import GuideServices

FIELDS = 3  # more may be written in one, apart by 、


def add(guide: Blueprint, services: GuideServices) -> None:
    """Add `/guide/needs`."""

    @guide.get("/guide/needs")
    @public
    def needs() -> str:
        search = services.searches.get()
        now = services.clock()
        texts = read_needs(request.args.getlist("need"))
        found = plan(search, texts, now, language(search.knowledge.catalog)) if texts else None
        if found:
            count_gaps(services.store.database, found.gaps, now.date())
        return render_template(
            "guide/needs.html",
            texts=texts,
            fields=min(MOST, max(FIELDS, len(texts) + 1)),
            found=found,
            catalog=search.knowledge.catalog,
            together=_together(found) if found else [],
            taken=taken,
            row=row,
            tried="need" in request.args,
            neutral_address=_neutral(found),
            handing=_handing(search.knowledge.catalog, found) if found else "",
        )


def _neutral(found: Plan | None) -> str:
    """The address that the history gets instead, when a need is about violence at home."""
    hidden = found is not None and any(is_discreet(need.found) for need in found.needs)
    return f"{ENTRANCE}/needs" if hidden else ""


def _handing(catalog: Catalog, found: Plan) -> str:
    """The page of a card with this combination, as far as it may stand there; "" for none."""
    chosen = (Item(PROGRAM, one.item.record.id) for one in found.chosen)
    items = shareable(catalog, chosen)[:MOST_ITEMS]
    return link(items) if items and can_refer() else ""


def _together(found: Plan) -> list[tuple[Row, list[str]]]:
    """Each programme of the combination with the needs it may serve, in the writer's words."""
    made = []
    for one in found.chosen:
        needs = [found.needs[number - 1] for number in one.needs]
        made.append((row(needs[0].found, one.item), [need.text for need in needs]))
    return made
