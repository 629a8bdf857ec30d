"""Addresses that lead a family to its card, and the QR code of one."""

from urllib.parse import quote

import segno
from flask import request, url_for

from ...core.referral import shown
from .services import ReferralServices

QUIET_ZONE = 4  # modules; with fewer, phones do not find the code


def chat_link(services: ReferralServices, code: str) -> str:
    """The browser chat with the code typed."""
    base = services.public_url or request.host_url.rstrip("/")
    return base + url_for("referrals.opening", code=code)


def family_link(services: ReferralServices, code: str) -> str:
    """LINE with the code typed; the browser chat where no LINE account is set."""
    if not services.basic_id:
        return chat_link(services, code)
    typed = services.catalog().say("refer_typed", code=shown(code))
    return f"https://line.me/R/oaMessage/{quote(services.basic_id, safe='')}/?{quote(typed)}"


def qr(address: str) -> str:
    """A data: address of the QR code as SVG."""
    made = segno.make(address, error="m", micro=False)
    return made.svg_data_uri(border=QUIET_ZONE, dark="#000", light="#fff")
