"""The first page after the login: what waits for whom."""

from collections.abc import Callable
from typing import NamedTuple

from flask import Blueprint, render_template

from ...core.account import ADMINISTRATOR, APPROVER, Account
from ...services.publishing.drafts import DRAFT, PROPOSED, REJECTED, SUBMITTED
from ..auth import needs, who
from ..words import say
from .freshness import freshness_of
from .records_week import city_today
from .reports import desk_of
from .services import StaffServices
from .unanswered import unanswered_of


class Box(NamedTuple):
    """So many things wait at a page. label: a sentence of words/start.json."""

    label: str
    number: int
    endpoint: str


def to_approve(services: StaffServices, account: Account) -> Box | None:
    """Drafts that she may approve: not her own, nor those she approved already."""
    if not account.has(APPROVER):
        return None
    waiting = [
        draft
        for draft in services.publishing.drafts(status=(SUBMITTED,))
        if account.may_edit(draft.department)
        and account.name not in (*draft.authors, *draft.approvals)
    ]
    return Box(say("drafts.waiting_approval"), len(waiting), "staff.drafts")


def proposed(services: StaffServices, account: Account) -> Box:
    """What came from outside for her department."""
    waiting = [
        draft
        for draft in services.publishing.drafts(status=(PROPOSED,))
        if account.may_edit(draft.department)
    ]
    return Box(say("drafts.waiting_outside"), len(waiting), "staff.drafts")


def reported(services: StaffServices, account: Account) -> Box:
    """What readers say is wrong with the records of her department."""
    return Box(say("reports.number"), desk_of(services).number(account), "staff.reports")


def overdue(services: StaffServices, account: Account) -> Box:
    """Records of her department that somebody should have looked at by now."""
    number = freshness_of(services).number(account, city_today())
    return Box(say("freshness.number"), number, "staff.freshness")


def unanswered(services: StaffServices, account: Account) -> Box:
    """What parents asked in vain and nobody has looked at."""
    number = unanswered_of(services).number()
    return Box(say("nav.unanswered"), number, "staff.unanswered")


def unfinished(services: StaffServices, account: Account) -> Box:
    """Her own drafts that she has not handed in, or that came back."""
    waiting = services.publishing.drafts(status=(DRAFT, REJECTED))
    hers = [draft for draft in waiting if draft.author == account.name]
    return Box(say("drafts.waiting_mine"), len(hers), "staff.drafts")


def invited(services: StaffServices, account: Account) -> Box | None:
    """Accounts whose link to set a password was not used."""
    if not account.has(ADMINISTRATOR):
        return None
    waiting = [one for one in services.accounts.everyone() if one.active and not one.ready]
    return Box(say("start.invited"), len(waiting), "staff.accounts")


# Each gives a box for the account, or None where it has nothing to do with it.
WAITING: tuple[Callable[[StaffServices, Account], Box | None], ...] = (
    to_approve,
    proposed,
    reported,
    unanswered,
    overdue,
    unfinished,
    invited,
)


def add(staff: Blueprint, services: StaffServices) -> None:
    """Add `/staff`."""

    @staff.get("")
    @needs("editor")
    def start() -> str:
        boxes = [box for count in WAITING if (box := count(services, who()))]
        return render_template("staff/start.html", boxes=[box for box in boxes if box.number])
