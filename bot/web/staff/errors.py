"""What staff read when something does not work."""

from flask import Response, make_response, render_template
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException

from ..words import say


def explain(error: HTTPException) -> Response:
    """A page of the staff side for `error`; redirects and ready-made answers pass."""
    if error.response is not None or error.code is None or error.code < 400:
        return make_response(error.get_response())
    page = render_template("staff/error.html", sentence=_sentence(error), code=error.code)
    response = make_response(page, error.code)
    response.headers.extend(
        (name, value)
        for name, value in error.get_headers()
        if name not in ("Content-Type", "Content-Length")
    )
    return response


def _sentence(error: HTTPException) -> str:
    if isinstance(error, CSRFError):
        return say("errors.csrf")
    try:
        return say(f"errors.{error.code}")
    except KeyError:
        return say("errors.other")
