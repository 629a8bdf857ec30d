"""Headers of every answer, the proxies that are trusted, and where a request may come from."""

from collections.abc import Iterable
from urllib.parse import urlsplit

from flask import Flask, Request, Response
from flask_wtf import CSRFProtect
from werkzeug.middleware.proxy_fix import ProxyFix

CSP = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
    )
)
HEADERS = {
    "Content-Security-Policy": f"{CSP}; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "geolocation=(self), camera=(), microphone=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
HSTS = "max-age=31536000"
LARGEST_FORM = 12 * 1024 * 1024  # bytes, a sheet of 10 MB in it


def secure(app: Flask, public_url: str = "", trusted_proxies: int = 0) -> None:
    """Set the headers on every answer of `app`, errors included, and trust so many proxies."""
    if trusted_proxies:
        app.wsgi_app = ProxyFix(  # type: ignore[method-assign]
            app.wsgi_app, x_for=trusted_proxies, x_proto=trusted_proxies, x_host=trusted_proxies
        )
    https = urlsplit(public_url).scheme == "https"

    @app.after_request
    def add_headers(response: Response) -> Response:
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        if https:
            response.headers.setdefault("Strict-Transport-Security", HSTS)
        return response


def protect_forms(app: Flask, public_url: str = "", exempt: Iterable[str] = ()) -> None:
    """Take a form only with the token that its page was given. `exempt`: names of blueprints that
    check in another way."""
    app.config.update(
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=urlsplit(public_url).scheme == "https",
        MAX_CONTENT_LENGTH=LARGEST_FORM,
        WTF_CSRF_TIME_LIMIT=None,  # as long as the browser is open
        WTF_CSRF_SSL_STRICT=False,  # our pages send no Referer
    )
    csrf = CSRFProtect(app)
    for name in exempt:
        csrf.exempt(app.blueprints[name])


def same_origin(request: Request, public_url: str = "") -> bool:
    """True unless a browser says that another site's page sent `request`.

    Sec-Fetch-Site decides where the browser sends it; Origin where it does not (plain http). A
    caller that sends neither is no browser and has no parent's session to ride on.
    """
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site == "same-origin"
    origin = request.headers.get("Origin")
    if origin is None:
        return True
    try:
        return urlsplit(origin).netloc in {request.host, urlsplit(public_url).netloc} - {""}
    except ValueError:
        return False
