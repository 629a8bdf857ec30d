"""The chat as a small window in pages of other sites, those that the settings name."""

from collections.abc import Callable, Sequence

from flask import Blueprint, Response, make_response, render_template

from ..core.catalog import Catalog
from .auth import public
from .chat import chat_page
from .security import CSP


def embed_blueprint(catalog: Callable[[], Catalog], origins: Sequence[str] = ()) -> Blueprint:
    """Build `/embed`, the chat for a frame, and `/embed.js`, which puts a button and that frame
    into a page. Besides our own only pages of `origins` get anything of the two."""
    embed = Blueprint("embed", __name__, template_folder="templates")

    @embed.get("/embed")
    @public
    def page() -> Response:
        response = make_response(chat_page(catalog(), embedded=True))
        ancestors = " ".join(("'self'", *origins))
        response.headers["Content-Security-Policy"] = f"{CSP}; frame-ancestors {ancestors}"
        response.headers["Cache-Control"] = "no-store"
        return response

    @embed.get("/embed.js")
    @public
    def script() -> Response:
        text = render_template("embed.js", city=catalog().city, origins=list(origins))
        response = Response(text, mimetype="text/javascript")
        if origins:
            response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
        response.headers["Cache-Control"] = "public, max-age=300"
        return response

    return embed
