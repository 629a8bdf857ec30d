"""What the bot is and what it keeps; and the files that every page shares."""

from collections.abc import Callable
from pathlib import Path

from flask import Blueprint, Response, render_template, send_from_directory

from ..core.catalog import Catalog, Hotline
from .auth import public

STATIC = Path(__file__).parent / "static"


def urgent_lines(catalog: Catalog) -> list[Hotline]:
    """The lines that every release must have; the shortest numbers are for the worst moments."""
    required = (hotline for hotline in catalog.hotlines.values() if hotline.required)
    return sorted(required, key=lambda hotline: (len(hotline.contact.value), hotline.rank))


def policy_blueprint(catalog: Callable[[], Catalog]) -> Blueprint:
    """Build `/policy`."""
    policy = Blueprint("policy", __name__, template_folder="templates")

    @policy.get("/policy")
    @public
    def page() -> str:
        knowledge = catalog()
        return render_template("policy.html", city=knowledge.city, hotlines=urgent_lines(knowledge))

    return policy


def assets_blueprint() -> Blueprint:
    """Build `/static/...`: the style and the scripts."""
    assets = Blueprint("assets", __name__)

    @assets.get("/static/<path:filename>")
    @public
    def file(filename: str) -> Response:
        return send_from_directory(STATIC, filename)

    return assets
