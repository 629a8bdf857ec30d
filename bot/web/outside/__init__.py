"""What people outside say of the knowledge: that something is wrong, or what should be in it."""

from flask import Blueprint, Response, make_response, render_template, request
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException, TooManyRequests

from ..words import say
from . import propose, wrong
from .services import OutsideServices

__all__ = ["PAGES", "OutsideServices", "outside_blueprint"]

# Each has `add(blueprint, services)`; its views are named `<topic>` and `<topic>_<task>`.
PAGES = (wrong, propose)


def outside_blueprint(services: OutsideServices) -> Blueprint:
    """Build `/wrong/…` and `/propose…`."""
    outside = Blueprint("outside", __name__, template_folder="../templates")
    for page in PAGES:
        page.add(outside, services)

    def refused(error: HTTPException) -> Response:
        key = "stale" if isinstance(error, CSRFError) else "many"
        page = render_template(
            "outside/refused.html", sentence=say(f"outside.{key}"), back=request.path
        )
        return make_response(page, error.code)

    for kind in (CSRFError, TooManyRequests):
        outside.register_error_handler(kind, refused)

    @outside.context_processor
    def shared() -> dict:
        return {"city": services.catalog().city}

    @outside.after_request
    def keep_nothing(response: Response) -> Response:
        """Forms: nothing for caches and searches."""
        response.headers["Cache-Control"] = "no-store"
        response.headers["X-Robots-Tag"] = "noindex, nofollow"
        return response

    return outside
