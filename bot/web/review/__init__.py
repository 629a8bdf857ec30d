"""A department looks after its records behind a signed link, without an account.

Opening a page changes nothing, whoever opens it first: mail programs and chats do. A link that is
forged, too old or taken back meets one and the same page.
"""

from flask import Blueprint, Response, make_response, render_template, request
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException, TooManyRequests

from ..words import say
from . import change, page
from .services import ReviewServices

__all__ = ["PAGES", "ReviewServices", "review_blueprint"]

# Each has `add(blueprint, services)`; its views are named `<topic>` and `<topic>_<task>`.
PAGES = (page, change)


def review_blueprint(services: ReviewServices) -> Blueprint:
    """Build `/review/<token>` and what is below it."""
    review = Blueprint("review", __name__, template_folder="../templates")
    for one in PAGES:
        one.add(review, services)

    def refused(error: HTTPException) -> Response:
        key = "stale" if isinstance(error, CSRFError) else "many"
        shown = render_template(
            "review/refused.html", sentence=say(f"review.{key}"), back=request.path
        )
        return make_response(shown, error.code)

    for kind in (CSRFError, TooManyRequests):
        review.register_error_handler(kind, refused)

    @review.context_processor
    def shared() -> dict:
        return {"city": services.catalog().city}

    @review.after_request
    def keep_nothing(response: Response) -> Response:
        """The address opens a door: nothing for caches and searches, nor for the next page."""
        response.headers["Cache-Control"] = "no-store"
        response.headers["X-Robots-Tag"] = "noindex, nofollow"
        response.headers["Referrer-Policy"] = "no-referrer"
        return response

    return review
