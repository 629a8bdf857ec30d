"""The log of what was done, for reading alone."""

from flask import Blueprint, render_template, request

from ...store import audit as log
from ...store.audit import Entry
from ..auth import needs
from ..words import say
from .services import StaffServices

PER_PAGE = 50


def add(staff: Blueprint, services: StaffServices) -> None:
    """Add `/staff/audit`."""
    read = services.store.database.read

    @staff.get("/audit")
    @needs("administrator")
    def audit() -> str:
        chosen = {key: request.args.get(key, "") for key in ("who", "what")}
        pages = -(-read(lambda connection: log.number(connection, **chosen)) // PER_PAGE) or 1
        page = min(max(request.args.get("page", 1, int), 1), pages)
        entries: list[Entry] = read(
            lambda connection: log.newest(connection, PER_PAGE, (page - 1) * PER_PAGE, **chosen)
        )
        return render_template(
            "staff/audit.html",
            entries=entries,
            page=page,
            pages=pages,
            chosen=chosen,
            people=read(log.people),
            verbs=read(log.verbs),
            deed=deed,
        )


def deed(verb: str) -> str:
    """The verb in words, as it is where there are none."""
    try:
        return say(f"audit.{verb}")
    except KeyError:
        return verb
