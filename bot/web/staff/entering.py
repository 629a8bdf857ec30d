"""Logging in and out, and setting a password by a link."""

from flask import Blueprint, flash, make_response, redirect, render_template, request, url_for
from flask import session as form_session
from werkzeug.wrappers import Response

from ...core.account import Account, tidy_name
from ...services.accounts import AccountError, Entry
from ..auth import needs, public
from ..words import say
from .guard import COOKIE, give_cookie, local, take_cookie
from .services import StaffServices
from .shown import device, problem

Page = str | tuple[str, int] | Response
# What went wrong: (sentence, status).
WRONG = {"wrong": ("accounts.login_wrong", 422), "wait": ("accounts.wait", 429)}


def add(staff: Blueprint, services: StaffServices) -> None:
    """Add `/staff/login`, `/staff/logout` and `/staff/password`."""
    _add_login(staff, services)
    _add_code(staff, services)
    _add_link(staff, services)

    @staff.post("/logout")
    @needs("editor")
    def logout() -> Response:
        services.door.log_out(_token())
        form_session.clear()
        flash(say("accounts.logged_out"), "done")
        return _without_cookie(services, url_for("staff.login"))


def _add_login(staff: Blueprint, services: StaffServices) -> None:
    @staff.get("/login")
    @public
    def login() -> Page:
        if services.door.signed_in(_token()):
            return redirect(local(request.args.get("next", "")))
        return render_template("staff/login.html", name="", next=request.args.get("next", ""))

    @staff.post("/login")
    @public
    def login_try() -> Page:
        name, wanted = request.form.get("name", ""), request.form.get("next", "")
        password = request.form.get("password", "")
        entry = services.door.log_in(name, password, _address(), _device())
        if entry.outcome in WRONG:
            key, status = WRONG[entry.outcome]
            return render_template(
                "staff/login.html", name=tidy_name(name), next=wanted, errors={"": say(key)}
            ), status
        return _enter(services, entry, wanted)


def _add_code(staff: Blueprint, services: StaffServices) -> None:
    @staff.get("/login/code")
    @public
    def login_code() -> Page:
        if not services.door.half_in(_token()):
            return redirect(url_for("staff.login"))
        return render_template("staff/login_code.html", next=request.args.get("next", ""))

    @staff.post("/login/code")
    @public
    def login_code_try() -> Page:
        wanted = request.form.get("next", "")
        entry = services.door.confirm(_token(), request.form.get("code", ""), _address())
        if entry.outcome == "over":
            flash(say("accounts.over"), "error")
            return _without_cookie(services, url_for("staff.login"))
        if entry.outcome != "in":
            wait = entry.outcome == "wait"
            errors = {"code": say("accounts.wait" if wait else "accounts.code_wrong")}
            page = render_template("staff/login_code.html", next=wanted, errors=errors)
            return page, 429 if wait else 422
        return _enter(services, entry, wanted)


def _add_link(staff: Blueprint, services: StaffServices) -> None:
    @staff.get("/password/<token>")
    @public
    def password_link(token: str) -> Page:
        account = _of_link(services, token)
        if not account:
            return render_template("staff/link_over.html"), 404
        return render_template("staff/password_link.html", owner=account)

    @staff.post("/password/<token>")
    @public
    def password_link_set(token: str) -> Page:
        account = _of_link(services, token)
        if not account:
            return render_template("staff/link_over.html"), 404
        try:
            services.accounts.set_password(account.name, account.id, twice_typed())
        except AccountError as error:
            page = render_template("staff/password_link.html", owner=account, errors=problem(error))
            return page, 422
        flash(say("accounts.password_set"), "done")
        return redirect(url_for("staff.login"))


def twice_typed() -> str:
    """The new password of a form. Raises AccountError when its two fields differ."""
    password = request.form.get("password", "")
    if password != request.form.get("again", ""):
        raise AccountError("passwords_differ", "again")
    return password


def remember(services: StaffServices, response: Response, token: str) -> Response:
    """Give the browser a new session; the form token of before goes with the old one."""
    form_session.clear()
    give_cookie(response, token, services.https)
    return response


def _enter(services: StaffServices, entry: Entry, wanted: str) -> Response:
    if entry.outcome == "second":
        response = redirect(url_for("staff.login_code", next=wanted or None))
    else:
        response = redirect(local(wanted))
    return remember(services, response, entry.token)


def _without_cookie(services: StaffServices, address: str) -> Response:
    response = make_response(redirect(address))
    take_cookie(response, services.https)
    return response


def _of_link(services: StaffServices, token: str) -> Account | None:
    given = services.links.read(token)
    try:
        return services.accounts.of_link(*given) if given else None
    except AccountError:
        return None


def _token() -> str:
    return request.cookies.get(COOKIE, "")


def _address() -> str:
    return request.remote_addr or ""


def _device() -> str:
    return device(request.user_agent.string)
