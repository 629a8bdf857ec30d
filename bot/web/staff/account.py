"""What everybody sets for herself: the password, and where she is signed in."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from ...services.accounts import AccountError
from ...services.accounts.door import PASSWORD
from ..auth import needs, who
from ..words import say
from .entering import remember, twice_typed
from .guard import COOKIE
from .services import StaffServices
from .shown import device, problem

Page = str | tuple[str, int] | Response


def add(staff: Blueprint, services: StaffServices) -> None:
    """Add `/staff/account`."""

    @staff.get("/account")
    @needs("editor")
    def account() -> Page:
        return _page(services)

    @staff.post("/account/password")
    @needs("editor")
    def account_password() -> Page:
        try:
            password = twice_typed()
            prove(services)
            services.accounts.set_password(who().name, who().id, password)
        except AccountError as error:
            return _page(services, problem(error)), 422
        token = services.door.start(who(), device(request.user_agent.string))
        flash(say("accounts.password_changed"), "done")
        return remember(services, redirect(url_for("staff.account")), token)

    @staff.post("/account/sessions/<int:session_id>/end")
    @needs("editor")
    def account_end_session(session_id: int) -> Page:
        services.door.end(who(), session_id)
        flash(say("accounts.session_ended"), "done")
        return redirect(url_for("staff.account"))


def prove(services: StaffServices) -> None:
    """Raise AccountError unless the form holds her own password; tries are counted."""
    if not services.door.may_try(PASSWORD, who().name, request.remote_addr or ""):
        raise AccountError("wait", "current")
    services.accounts.prove(who(), request.form.get("current", ""))


def _page(services: StaffServices, errors: dict[str, str] | None = None) -> str:
    token = request.cookies.get(COOKIE, "")
    departments = services.catalog().departments
    return render_template(
        "staff/account.html",
        sessions=services.door.sessions_of(who(), token),
        codes_left=services.factors.codes_left(who()),
        departments=[departments[one].name for one in who().departments if one in departments],
        errors=errors,
    )
