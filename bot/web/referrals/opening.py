"""What the QR code opens without LINE: the chat, with the code typed."""

from urllib.parse import urlencode

from flask import Blueprint, redirect
from werkzeug.wrappers import Response

from ...core.referral import read_code
from ..auth import public
from .services import ReferralServices


def add(referrals: Blueprint, services: ReferralServices) -> None:
    """Register `/r/<code>`."""

    @referrals.get("/r/<code>")
    @public
    def opening(code: str) -> Response:
        """Whether the code leads anywhere shows only in the chat, where guesses are counted."""
        read = read_code(code)
        return redirect(f"/#{urlencode({'card': read})}" if read else "/")
