"""The door: who comes in to which page, and the cookie that says who it is."""

from urllib.parse import urlsplit

from flask import Blueprint, abort, current_app, g, redirect, request, url_for
from werkzeug.wrappers import Response

from .services import StaffServices

COOKIE = "staff_session"
HOME = "/staff"


def add(staff: Blueprint, services: StaffServices) -> None:
    """Let nobody pass who may not."""

    @staff.before_request
    def check() -> Response | None:
        view = current_app.view_functions[request.endpoint or ""]
        access = getattr(view, "access", None)
        if access == "public":
            return None
        g.account = services.door.signed_in(request.cookies.get(COOKIE, ""))
        if g.account is None:
            return redirect(url_for("staff.login", next=_wanted()))
        if access is None or not g.account.has(access):
            abort(403)
        return None


def _wanted() -> str | None:
    """The page to come back to; a form that was sent is not sent again."""
    return request.full_path.rstrip("?") if request.method == "GET" else None


def local(address: str) -> str:
    """`address` when it is a page of the staff side, else the start page: nothing that a browser
    could read as another site's."""
    odd = any(not "!" <= letter <= "~" or letter == "\\" for letter in address)
    try:
        parts = urlsplit(address)
    except ValueError:
        return HOME
    inside = parts.path == HOME or parts.path.startswith(f"{HOME}/")
    return HOME if odd or parts.scheme or parts.netloc or not inside else address


def give_cookie(response: Response, token: str, https: bool) -> None:
    """Let the browser carry `token` until it is closed, to the staff side alone."""
    response.set_cookie(COOKIE, token, path=HOME, httponly=True, samesite="Lax", secure=https)


def take_cookie(response: Response, https: bool) -> None:
    """Let the browser forget the token."""
    response.delete_cookie(COOKIE, path=HOME, httponly=True, samesite="Lax", secure=https)
