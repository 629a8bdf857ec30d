"""The worker's page of one card, the sheets to print, and taking it back."""

from flask import Blueprint, abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from ...core.dialogue.turn import Talk
from ...core.referral import shown
from ...core.state import State
from ...services.referrals import Shown
from ...services.referrals.sheet import entries
from ..auth import public
from ..security import same_origin
from .links import chat_link, family_link, qr
from .services import ReferralServices

SHEETS = ("a4", "a6")
LONGEST_SECRET = 64
CARDS_ON_A_PAGE = 4
JAPANESE = "ja"
ITEM_WEIGHT, FOREIGN_WEIGHT = 40, 60
WORDY = 290  # see _weight; above it the print is smaller


def add(referrals: Blueprint, services: ReferralServices) -> None:
    """Register `/refer/<secret>` and what is below it."""

    @referrals.get("/refer/<secret>")
    @public
    def card(secret: str) -> str:
        return render_template("referrals/card.html", **_values(services, secret))

    @referrals.get("/refer/<secret>/<any(a4, a6):sheet>")
    @public
    def card_print(secret: str, sheet: str) -> str:
        values = _values(services, secret)
        if not values["card"].live:
            abort(404)
        return render_template(f"referrals/{sheet}.html", copies=CARDS_ON_A_PAGE, **values)

    @referrals.post("/refer/<secret>/revoke")
    @public
    def card_revoke(secret: str) -> Response:
        if not same_origin(request, services.public_url):
            abort(403)
        if len(secret) > LONGEST_SECRET or not services.referrals.revoke(secret):
            abort(404)
        return redirect(url_for("referrals.card", secret=secret), 303)


def _values(services: ReferralServices, secret: str) -> dict:
    """What the page and the sheets say. 404 for an address that is no card's."""
    card = services.referrals.shown(secret) if len(secret) <= LONGEST_SECRET else None
    if card is None:
        abort(404)
    catalog = services.catalog()
    talk = Talk(catalog, services.clock(), State(), card.language or JAPANESE)
    address = family_link(services, card.key.code)
    return {
        "card": card,
        "secret": secret,
        "code": shown(card.key.code),
        "entries": entries(talk, card.items),
        "address": address,
        "chat_address": chat_link(services, card.key.code),
        "by_line": bool(services.basic_id),
        "image": qr(address),
        "lang": card.language or JAPANESE,
        "wordy": _weight(card) > WORDY,
        "texts": _texts(talk, card, bool(services.basic_id)) if card.live else {},
    }


def _texts(talk: Talk, card: Shown, by_line: bool) -> dict[str, str]:
    """The sheet's own sentences in the family's language, the Japanese below unreviewed ones."""
    day = card.until
    date = {"year": day.year, "month": day.month, "day": day.day}
    until = [
        talk.catalog.say("refer_sheet_until", one, date=talk.catalog.say("date", one, **date))
        for one in dict.fromkeys((talk.language, JAPANESE))
    ]
    return {
        "title": talk.tell("refer_sheet_title", office=card.office),
        "scan": talk.tell("refer_sheet_scan" if by_line else "refer_sheet_scan_web"),
        "code": talk.tell("refer_sheet_code"),
        "until": "\n".join(until),
    }


def _weight(card: Shown) -> int:
    """About how many characters a sheet has to hold: two languages take more room than one."""
    foreign = card.language != JAPANESE
    words = len(card.office) * (2 if foreign else 1) + sum(map(len, card.notes))
    return words + ITEM_WEIGHT * len(card.items) + (FOREIGN_WEIGHT if foreign else 0)
