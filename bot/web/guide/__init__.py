"""The public guide: a file for each kind of page."""

from flask import Blueprint, Response, request

from . import api, areas, furigana, needs, plan, records, search, sitemap, stages
from .carried import LANGUAGE
from .page import shared
from .services import GuideServices

__all__ = ["PAGES", "GuideServices", "guide_blueprint"]

JSON = "/guide/api/"  # for programs; search engines are given the pages
# Each has `add(blueprint, services)`; its views are named `<topic>` and `<topic>_<task>`.
PAGES = (search, needs, records, areas, stages, plan, furigana, api, sitemap)


def guide_blueprint(services: GuideServices) -> Blueprint:
    """Build everything below `/guide`, and `/robots.txt` and `/sitemap.xml`."""
    guide = Blueprint("guide", __name__, template_folder="../templates")
    for page in PAGES:
        page.add(guide, services)

    @guide.context_processor
    def for_templates() -> dict:
        return shared(services)

    @guide.after_request
    def keep_to_the_reader(response: Response) -> Response:
        """What somebody asked stays out of caches and of other people's searches."""
        asked = set(request.args) - {LANGUAGE}
        response.headers.setdefault("Cache-Control", "no-store" if asked else "no-cache")
        if asked or request.path.startswith(JSON):
            response.headers["X-Robots-Tag"] = "noindex"
        return response

    return guide
