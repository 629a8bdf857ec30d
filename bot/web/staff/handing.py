"""A link that a member of staff hands to somebody: as an address, as a QR code, with its end."""

from typing import NamedTuple

import segno
from flask import request

from ...services.links import KINDS, Links
from .services import StaffServices

QUIET_ZONE = 4  # modules; with fewer, phones do not find the code


class Handed(NamedTuple):
    """qr: a data: address of a picture. until: Unix seconds."""

    address: str
    qr: str
    until: float


def handed(services: StaffServices, links: Links, token: str, path: str) -> Handed:
    """The link of a token that was just made, at `path`."""
    address = (services.public_url or request.url_root.rstrip("/")) + path
    made = segno.make(address, error="m", micro=False)
    link = links.read(token, *KINDS)
    return Handed(
        address,
        made.svg_data_uri(border=QUIET_ZONE, dark="#000", light="#fff"),
        link.until if link else 0.0,
    )
