"""What the browser may send: exactly one of a few shapes, turned into an Event."""

import json
import re
from collections.abc import Callable
from urllib.parse import parse_qsl

from flask import Request
from werkzeug.exceptions import BadRequest as HTTPBadRequest

from ..core.events import Event

SESSION_HEADER = "X-Chat-Session"
LARGEST_BODY = 16 * 1024
LONGEST_TEXT = 5000  # UTF-16 units, as in LINE
LONGEST_DATA = 300
MOST_FIELDS = 20

_SESSION = re.compile(r"[0-9a-f]{32,64}")


class BadRequest(HTTPBadRequest):
    """A body of another shape; the text says what was expected, never what came."""


def session_id(request: Request) -> str:
    """The conversation's id (128 bits or more, hexadecimal), "" when none or another shape came."""
    given = request.headers.get(SESSION_HEADER, "")
    return given if _SESSION.fullmatch(given) else ""


def read_event(body: bytes, is_area: Callable[[str], bool]) -> Event:
    """Read a JSON body into an Event. Raises BadRequest for anything unexpected.

    Shapes: {"text"}, {"postback"}, {"lat", "lon"}, {"area"} (a name the page offered) and
    {"follow": true} when the page opens.
    """
    given = _json_object(body)
    keys = frozenset(given)
    if keys not in _SHAPES:
        raise BadRequest("one of text, postback, lat and lon, area, follow is expected")
    if keys == {"area"} and not is_area(_text(given["area"], LONGEST_DATA)):
        raise BadRequest("area: unknown name")
    return _SHAPES[keys](given)


def _json_object(body: bytes) -> dict:
    try:
        given = json.loads(body.decode("utf-8"))
    except (ValueError, RecursionError):
        raise BadRequest("JSON in UTF-8 is expected") from None
    if not isinstance(given, dict):
        raise BadRequest("a JSON object is expected")
    return given


def _text(value: object, longest: int) -> str:
    """A string that any encoder takes: lone surrogates become U+FFFD, NUL goes."""
    if not isinstance(value, str):
        raise BadRequest("a string is expected")
    units = value.encode("utf-16-le", "surrogatepass")
    if len(units) > 2 * longest:
        raise BadRequest(f"a string of at most {longest} UTF-16 units is expected")
    clean = units.decode("utf-16-le", "replace").replace("\0", "")
    if not clean.strip():
        raise BadRequest("a string that is not empty is expected")
    return clean


def _degrees(value: object, most: int) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise BadRequest("lat and lon: numbers are expected")
    if not abs(value) <= most:  # NaN is not either
        raise BadRequest(f"lat and lon: degrees up to {most} are expected")
    return float(value)


def _follow(given: dict) -> Event:
    if given["follow"] is not True:
        raise BadRequest("follow: true is expected")
    return Event("follow")


def _said(given: dict) -> Event:
    return Event("text", text=_text(given["text"], LONGEST_TEXT))


def _area(given: dict) -> Event:
    return Event("text", text=_text(given["area"], LONGEST_DATA))


def _postback(given: dict) -> Event:
    data = _text(given["postback"], LONGEST_DATA)
    try:
        fields = parse_qsl(data, keep_blank_values=True, max_num_fields=MOST_FIELDS)
    except ValueError:
        raise BadRequest("postback: key=value&key=value is expected") from None
    return Event("postback", data=dict(fields))


def _location(given: dict) -> Event:
    return Event("location", lat=_degrees(given["lat"], 90), lon=_degrees(given["lon"], 180))


_SHAPES: dict[frozenset[str], Callable[[dict], Event]] = {
    frozenset({"follow"}): _follow,
    frozenset({"text"}): _said,
    frozenset({"area"}): _area,
    frozenset({"postback"}): _postback,
    frozenset({"lat", "lon"}): _location,
}
