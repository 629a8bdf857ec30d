"""The administrator looks after the accounts."""

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from ...core.account import EDITOR, ROLES, Account
from ...services.accounts import AccountError
from ..auth import needs, who
from ..words import say
from .services import StaffServices
from .shown import problem

Page = str | tuple[str, int] | Response
Errors = dict[str, str] | None


def add(staff: Blueprint, services: StaffServices) -> None:
    """Add `/staff/accounts`."""
    _add_list(staff, services)
    _add_one(staff, services)
    _add_deeds(staff, services)


def _add_list(staff: Blueprint, services: StaffServices) -> None:
    @staff.get("/accounts")
    @needs("administrator")
    def accounts() -> Page:
        return render_template(
            "staff/accounts.html",
            everyone=services.accounts.everyone(),
            departments=services.catalog().departments,
        )

    @staff.get("/accounts/new")
    @needs("administrator")
    def accounts_new() -> Page:
        return _form(services, "staff/accounts_new.html", Account(0, "", "", EDITOR))

    @staff.post("/accounts/new")
    @needs("administrator")
    def accounts_add() -> Page:
        wanted = Account(0, request.form.get("name", ""), **_rights())
        try:
            added = services.accounts.add(who().name, wanted)
        except AccountError as error:
            return _form(services, "staff/accounts_new.html", wanted, problem(error)), 422
        return _link(services, added, True)


def _add_one(staff: Blueprint, services: StaffServices) -> None:
    @staff.get("/accounts/<int:account_id>")
    @needs("administrator")
    def accounts_edit(account_id: int) -> Page:
        return _form(services, "staff/accounts_edit.html", _of(services, account_id))

    @staff.post("/accounts/<int:account_id>")
    @needs("administrator")
    def accounts_change(account_id: int) -> Page:
        before = _of(services, account_id)
        wanted = Account(account_id, before.name, **_rights())
        try:
            services.accounts.change(who().name, account_id, **_rights())
        except AccountError as error:
            return _form(services, "staff/accounts_edit.html", wanted, problem(error)), 422
        return _done("changed", wanted)


def _add_deeds(staff: Blueprint, services: StaffServices) -> None:
    @staff.post("/accounts/<int:account_id>/link")
    @needs("administrator")
    def accounts_link(account_id: int) -> Page:
        return _link(services, _of(services, account_id), False)

    @staff.post("/accounts/<int:account_id>/second-off")
    @needs("administrator")
    def accounts_second_off(account_id: int) -> Page:
        owner = _of(services, account_id)
        services.factors.remove(who().name, owner)
        return _done("changed", owner)

    @staff.post("/accounts/<int:account_id>/close")
    @needs("administrator")
    def accounts_close(account_id: int) -> Page:
        owner = _of(services, account_id)
        try:
            services.accounts.change(who().name, account_id, active=False)
        except AccountError as error:
            return _form(services, "staff/accounts_edit.html", owner, problem(error)), 422
        return _done("closed", owner)

    @staff.post("/accounts/<int:account_id>/open")
    @needs("administrator")
    def accounts_open(account_id: int) -> Page:
        owner = _of(services, account_id)
        services.accounts.change(who().name, account_id, active=True)
        return _done("opened", owner)


def _of(services: StaffServices, account_id: int) -> Account:
    try:
        return services.accounts.find(account_id)
    except AccountError:
        abort(404)


def _rights() -> dict:
    return {
        "shown_name": request.form.get("shown_name", ""),
        "role": request.form.get("role", ""),
        "departments": tuple(request.form.getlist("departments")),
    }


def _form(services: StaffServices, template: str, owner: Account, errors: Errors = None) -> str:
    named = services.catalog().departments.values()
    return render_template(
        template,
        owner=owner,
        departments=[(one.id, one.name) for one in named],
        roles=[(role, say(f"roles.{role}"), say(f"roles.{role}_help")) for role in ROLES],
        errors=errors,
    )


def _link(services: StaffServices, owner: Account, is_new: bool) -> str:
    """The page that shows, once, the link to set a password."""
    number = services.accounts.new_link(who().name, owner.id)
    path = url_for("staff.password_link", token=services.links.make(owner.id, number))
    link = (services.public_url or request.url_root.rstrip("/")) + path
    return render_template("staff/accounts_link.html", owner=owner, link=link, is_new=is_new)


def _done(key: str, owner: Account) -> Response:
    flash(say(f"accounts.{key}", name=owner.shown_name), "done")
    return redirect(url_for("staff.accounts"))
