"""How often one conversation and one address may ask."""

import logging

from flask import Flask, request
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address

from .chat_request import session_id

PER_SESSION = "30 per minute"
# A whole school or a mobile carrier may share one address, so this only stops floods.
PER_ADDRESS = "600 per minute"


def build_limiter(app: Flask) -> Limiter:
    """Attach a limiter that counts in memory; views name their own limits."""
    # Its notices name the address, or the id with which a conversation could be taken over.
    logging.getLogger("flask-limiter").setLevel(logging.CRITICAL)
    return Limiter(
        key_func=get_remote_address, app=app, storage_uri="memory://", headers_enabled=True
    )


def by_session() -> str:
    """The key of one conversation, else of the address when no usable id came."""
    return session_id(request) or get_remote_address()
