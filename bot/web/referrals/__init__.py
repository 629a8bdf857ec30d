"""The card that a worker hands to a family: made, printed, followed. No account, no cookie."""

from flask import Blueprint, Response

from ..words import say
from . import card, cart, opening
from .services import ReferralServices

__all__ = ["PAGES", "ReferralServices", "referrals_blueprint"]

# Each has `add(blueprint, services)`; its views are named `<topic>` and `<topic>_<task>`.
PAGES = (cart, card, opening)


def referrals_blueprint(services: ReferralServices) -> Blueprint:
    """Build `/refer…` and `/r/<code>`."""
    referrals = Blueprint("referrals", __name__, template_folder="../templates")
    for page in PAGES:
        page.add(referrals, services)

    @referrals.context_processor
    def shared() -> dict:
        return {"city": services.catalog().city, "word": say}

    @referrals.after_request
    def keep_nothing(response: Response) -> Response:
        """Its addresses open cards: they stay out of caches and searches."""
        response.headers["Cache-Control"] = "no-store"
        response.headers["X-Robots-Tag"] = "noindex, nofollow"
        return response

    return referrals
