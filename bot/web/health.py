"""Whether this process can answer parents."""

import logging
from collections.abc import Callable

from flask import Blueprint, Response, jsonify

from .auth import public

log = logging.getLogger(__name__)


def health_blueprint(probe: Callable[[], str]) -> Blueprint:
    """Build `/healthz`. `probe` gives the id of the release in use and raises when no answer can
    be given."""
    health = Blueprint("health", __name__)

    @health.get("/healthz")
    @public
    def healthz() -> tuple[Response, int]:
        try:
            release = probe()
        except Exception as error:
            log.error("healthz: %s", type(error).__name__)
            return jsonify(status="unavailable"), 503
        return jsonify(status="ok", release=release), 200

    return health
