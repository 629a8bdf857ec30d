"""POST /line/webhook: check, write down, say 200. The answering happens elsewhere (sender.py)."""

import base64
import hashlib
import hmac
import json
import logging
import sqlite3
import time
from collections.abc import Callable

from flask import Blueprint, Response, request

from ..store.inbox import Inbox
from . import events
from .sender import Sender

log = logging.getLogger(__name__)

LARGEST_BODY = 1_000_000  # bytes; LINE's own are a hundredth of it
LONGEST_WAIT = 40.0  # seconds; beyond it an answer would miss its token's minute


def webhook_blueprint(
    inbox: Inbox, sender: Sender, secret: str, clock: Callable[[], float] = time.time
) -> Blueprint:
    """Build the route. `secret`: the channel secret; with "" every call is answered 503."""
    line = Blueprint("line", __name__)

    @line.post("/line/webhook")
    def webhook() -> Response:
        if not secret:
            # An empty key could be forged.
            return _status(503)
        request.max_content_length = LARGEST_BODY
        body = request.get_data()
        if not is_signed(body, request.headers.get("x-line-signature", ""), secret):
            return _status(400)
        given = _events(body)
        if given is None:
            return _status(400)
        if sender.longest_wait() >= LONGEST_WAIT:
            # Nothing is promised that cannot be kept: LINE delivers it again.
            return _status(503)
        deliveries = [found for found in map(events.read, given) if found]
        try:
            waiting = inbox.add(deliveries, clock()) if deliveries else []
        except sqlite3.Error as error:
            log.error("webhook: the inbox cannot be written: %s", type(error).__name__)
            return _status(503)
        sender.offer(waiting)
        return _status(200, len(given), len(waiting))

    webhook.access = "signed"  # type: ignore[attr-defined]  # who may use a route: see web/auth.py
    return line


def is_signed(body: bytes, signature: str, secret: str) -> bool:
    """True when `signature` (base64) is that of `body` under the channel secret."""
    digest = hmac.new(secret.encode(), body, hashlib.sha256).digest()
    return hmac.compare_digest(base64.b64encode(digest), signature.encode("utf-8", "replace"))


def _events(body: bytes) -> list | None:
    """The listed events; [] for another shape of JSON, None for what is no JSON."""
    try:
        given = json.loads(body)
    except (ValueError, RecursionError):
        return None
    listed = given.get("events") if isinstance(given, dict) else None
    return listed if isinstance(listed, list) else []


def _status(status: int, came: int = 0, taken: int = 0) -> Response:
    log.info("webhook status=%d events=%d taken=%d", status, came, taken)
    return Response(status=status)
