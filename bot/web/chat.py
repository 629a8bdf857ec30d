"""The chat in a browser: the page, a message, and forgetting."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Protocol

from flask import Blueprint, Response, abort, jsonify, render_template, request
from flask_limiter import Limiter

from ..core.catalog import Area, Catalog
from ..core.events import Event
from ..core.hours import CITY_TIME
from ..services.network import network
from .auth import public
from .chat_request import LARGEST_BODY, BadRequest, read_event, session_id
from .limits import PER_ADDRESS, PER_SESSION, by_session
from .policy import urgent_lines
from .security import same_origin


class Conversation(Protocol):
    """What the chat needs of the conversation service."""

    def answer(self, event: Event, user: str, now: datetime) -> list[dict]:
        """The LINE message objects that answer `event`."""

    def forget(self, user: str) -> Mapping[str, int]:
        """Delete all that is kept of `user`; say how much of what: `state`, `questions`."""


def city_now() -> datetime:
    """The time in the city."""
    return datetime.now(CITY_TIME)


def chat_blueprint(
    conversation: Conversation,
    catalog: Callable[[], Catalog],
    hash_user: Callable[[str], str],
    limiter: Limiter,
    public_url: str = "",
    clock: Callable[[], datetime] = city_now,
) -> Blueprint:
    """Build the routes `/`, `/chat/message` and `/chat/forget`.

    `catalog` gives the release of the moment, `hash_user` turns the browser's random id into the
    pseudonym under which a conversation is kept.
    """
    chat = Blueprint("chat", __name__, template_folder="templates")
    per_session = limiter.limit(PER_SESSION, key_func=by_session)
    per_address = limiter.limit(PER_ADDRESS)

    @chat.get("/")
    @public
    def page() -> str:
        return chat_page(catalog())

    @chat.post("/chat/message")
    @per_address
    @per_session
    @public
    def message() -> Response:
        sender = hash_user(_checked_session(public_url))
        areas = catalog().areas
        event = read_event(request.get_data(), lambda name: any(a.name == name for a in areas))
        # A browser makes its id itself: whoever guesses codes is counted by the network as well.
        client = hash_user(f"network {network(request.remote_addr or '')}")
        site = public_url or request.host_url.rstrip("/")
        event = replace(event, client=client, site=site)
        return jsonify(messages=conversation.answer(event, sender, clock()))

    @chat.post("/chat/forget")
    @per_address
    @per_session
    @public
    def forget() -> Response:
        deleted = conversation.forget(hash_user(_checked_session(public_url)))
        return jsonify(deleted=dict(deleted))

    @chat.after_request
    def keep_nothing(response: Response) -> Response:
        response.headers["Cache-Control"] = "no-store"
        return response

    return chat


def chat_page(knowledge: Catalog, embedded: bool = False) -> str:
    """The page of the chat; `embedded`: as it stands in a frame of another site's page."""
    return render_template(
        "chat.html",
        city=knowledge.city,
        hotlines=urgent_lines(knowledge),
        districts=_of_kind(knowledge, "district"),
        towns=_of_kind(knowledge, "town"),
        embedded=embedded,
    )


def _checked_session(public_url: str) -> str:
    """The conversation's id, after the checks that every POST shares."""
    if not same_origin(request, public_url):
        abort(403)
    if not request.is_json:
        abort(415)
    request.max_content_length = LARGEST_BODY
    sent_id = session_id(request)
    if not sent_id:
        raise BadRequest("the header X-Chat-Session is expected: 32 to 64 hexadecimal digits")
    return sent_id


def _of_kind(catalog: Catalog, kind: str) -> list[Area]:
    return sorted((a for a in catalog.areas if a.kind == kind), key=lambda area: area.kana)
