"""Setting up the second factor: a QR code for an app, and recovery codes that are shown once."""

import segno
from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from ...services.accounts import AccountError
from ...services.accounts.second import address
from ..auth import needs, who
from ..words import say
from .account import prove
from .services import StaffServices
from .shown import problem

Page = str | tuple[str, int] | Response


def add(staff: Blueprint, services: StaffServices) -> None:
    """Add `/staff/account/second`."""

    @staff.get("/account/second")
    @needs("editor")
    def account_second() -> Page:
        return _page(services)

    @staff.post("/account/second/begin")
    @needs("editor")
    def account_second_begin() -> Page:
        """The password is asked for: an open screen alone must not lock its owner out."""
        try:
            prove(services)
        except AccountError as error:
            return _page(services, problem(error)), 422
        services.factors.begin(who())
        return redirect(url_for("staff.account_second"))

    @staff.post("/account/second/finish")
    @needs("editor")
    def account_second_finish() -> Page:
        try:
            codes = services.factors.finish(who(), request.form.get("code", ""))
        except AccountError as error:
            return _page(services, problem(error)), 422
        return render_template("staff/second_codes.html", codes=codes)

    @staff.post("/account/second/cancel")
    @needs("editor")
    def account_second_cancel() -> Page:
        services.factors.cancel(who())
        return redirect(url_for("staff.account"))

    @staff.post("/account/second/remove")
    @needs("editor")
    def account_second_remove() -> Page:
        try:
            prove(services)
        except AccountError as error:
            return _page(services, problem(error)), 422
        services.factors.remove(who().name, who())
        flash(say("accounts.second_removed"), "done")
        return redirect(url_for("staff.account"))


def _page(services: StaffServices, errors: dict[str, str] | None = None) -> str:
    secret = services.factors.pending(who())
    picture = ""
    if secret:
        code = segno.make(address(secret, who().name, services.catalog().city.bot_name))
        picture = code.svg_data_uri(scale=5, border=4)
    spaced = " ".join(secret[at : at + 4] for at in range(0, len(secret), 4))
    return render_template("staff/second.html", picture=picture, secret=spaced, errors=errors)
