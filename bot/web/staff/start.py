"""The first page after the login: what waits for whom."""

from collections.abc import Callable
from typing import NamedTuple

from flask import Blueprint, render_template

from ...core.account import ADMINISTRATOR, Account
from ..auth import needs, who
from ..words import say
from .services import StaffServices


class Box(NamedTuple):
    """So many things wait at a page. label: a sentence of words/start.json."""

    label: str
    number: int
    endpoint: str


def invited(services: StaffServices, account: Account) -> Box | None:
    """Accounts whose link to set a password was not used."""
    if not account.has(ADMINISTRATOR):
        return None
    waiting = [one for one in services.accounts.everyone() if one.active and not one.ready]
    return Box(say("start.invited"), len(waiting), "staff.accounts")


# Each gives a box for the account, or None where it has nothing to do with it.
WAITING: tuple[Callable[[StaffServices, Account], Box | None], ...] = (invited,)


def add(staff: Blueprint, services: StaffServices) -> None:
    """Add `/staff`."""

    @staff.get("")
    @needs("editor")
    def start() -> str:
        boxes = [box for count in WAITING if (box := count(services, who()))]
        return render_template("staff/start.html", boxes=[box for box in boxes if box.number])
