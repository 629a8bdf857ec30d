"""One place for errors: JSON for programs, a page for people; no message reaches a log."""

import json
import traceback
from collections.abc import Callable
from pathlib import Path

from flask import Flask, Response, jsonify, make_response, render_template, request
from werkzeug.exceptions import HTTPException, InternalServerError

from ..core.catalog import Catalog, City

# Status -> sentence for people; "other" for all that are not named.
SENTENCES: dict[str, str] = json.loads(
    (Path(__file__).parent / "templates" / "errors.json").read_text(encoding="utf-8")
)


def register_errors(app: Flask, catalog: Callable[[], Catalog]) -> None:
    """Answer every error of `app` kindly; `catalog` gives the number to call instead."""

    @app.errorhandler(HTTPException)
    def http_error(error: HTTPException) -> Response:
        return _answer(error, catalog)

    @app.errorhandler(Exception)
    def crash(error: Exception) -> Response:
        # An exception's text may hold what a parent wrote: only its type and place are logged.
        place = "".join(traceback.format_tb(error.__traceback__))
        app.logger.error("%s in %s\n%s", type(error).__name__, request.endpoint, place)
        return _answer(InternalServerError(), catalog)


def _answer(error: HTTPException, catalog: Callable[[], Catalog]) -> Response:
    if error.response is not None or error.code is None or error.code < 400:
        return make_response(error.get_response())  # redirects and ready-made answers
    sentence = SENTENCES.get(str(error.code), SENTENCES["other"])
    if request.path.startswith(("/chat/", "/guide/api/")):
        response = jsonify(error=sentence, detail=error.description)
    else:
        page = render_template("error.html", sentence=sentence, city=_city(catalog))
        response = make_response(page)
    response.status_code = error.code
    response.headers.extend(
        (name, value)
        for name, value in error.get_headers()
        if name not in ("Content-Type", "Content-Length")
    )
    return response


def _city(catalog: Callable[[], Catalog]) -> City | None:
    """The city of the moment; None when the knowledge itself is what failed."""
    try:
        return catalog().city
    except Exception:
        return None
