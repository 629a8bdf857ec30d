"""What stands at the head of a page: its name, its address, and who may pass it on."""

from flask import current_app, make_response, render_template, request
from werkzeug.wrappers import Response

from .carried import can_refer
from .services import GuideServices

ENTRANCE = "/guide"
LONGEST_NAME = 60  # letters of an address that are repeated to whom it led nowhere


def head(services: GuideServices, hidden: bool, name: str, description: str) -> dict:
    """The values that guide/_head.html and the tools of a page need.

    hidden: the page is on violence at home. It names itself in no title, no preview and no
    history, and is put on no card.
    """
    views = current_app.view_functions
    return {
        "hidden": hidden,
        "neutral_address": ENTRANCE if hidden else "",
        "page_name": name,
        "description": description,
        "canonical": services.public_url + request.path,
        "can_refer": not hidden and can_refer(),
        "can_correct": "outside.wrong" in views,
    }


def missing(asked: str) -> Response:
    """404 with ways on: the search for what was asked, areas, stages."""
    words = " ".join(asked.replace("_", " ").replace("-", " ").split())[:LONGEST_NAME]
    page = render_template("guide/missing.html", asked=words, tongues=())
    return make_response(page, 404)


def shown(template: str, top: dict, **values: object) -> Response:
    """A page with the head `top`; a hidden one is kept by no cache and no search engine."""
    response = make_response(render_template(template, **top, **values))
    if top["hidden"]:
        response.headers["Cache-Control"] = "no-store"
        response.headers["X-Robots-Tag"] = "noindex, noarchive"
    return response
