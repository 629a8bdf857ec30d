"""The staff side: one door, and a file for each topic behind it."""

from flask import Blueprint, Response, g, request
from werkzeug.exceptions import HTTPException

from ..words import say
from . import (
    account,
    accounts,
    audit,
    drafts,
    entering,
    exchange,
    freshness,
    freshness_assign,
    freshness_links,
    freshness_outside,
    guard,
    numbers,
    records,
    records_edit,
    records_save,
    rehearsal,
    releases,
    reports,
    second,
    start,
    unanswered,
)
from .errors import explain
from .nav import is_current, nav_for
from .services import StaffServices
from .shown import moment

__all__ = ["PAGES", "StaffServices", "staff_blueprint"]

# Each has `add(blueprint, services)`; its views are named `<topic>` and `<topic>_<task>`.
RECORDS = (records, records_edit, records_save, drafts, rehearsal, releases)
DESKS = (reports, freshness, freshness_assign, freshness_links, freshness_outside, numbers)
PEOPLE = (account, second, accounts, audit)
PAGES = (entering, start, *RECORDS, unanswered, *DESKS, exchange, *PEOPLE)


def staff_blueprint(services: StaffServices) -> Blueprint:
    """Build everything below `/staff`."""
    staff = Blueprint("staff", __name__, url_prefix="/staff", template_folder="../templates")
    guard.add(staff, services)
    for page in PAGES:
        page.add(staff, services)
    staff.register_error_handler(HTTPException, explain)

    @staff.context_processor
    def shared() -> dict:
        """What every template of the staff side knows."""
        signed_in = g.get("account")
        return {
            "account": signed_in,
            "nav": nav_for(signed_in) if signed_in else [],
            "is_current": lambda entry: is_current(entry, request.endpoint),
            "say": say,
            "moment": moment,
            "bot_name": services.catalog().city.bot_name,
        }

    @staff.after_request
    def keep_nothing(response: Response) -> Response:
        response.headers["Cache-Control"] = "no-store"
        return response

    return staff
