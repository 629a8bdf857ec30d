"""Who may use a route: every view says so, and a test walks all of them."""

from collections.abc import Callable
from typing import Any, TypeVar

from flask import g

from ..core.account import ROLES, Account

View = TypeVar("View", bound=Callable[..., Any])


def public(view: View) -> View:
    """Mark `view` as open to everybody, without a login."""
    view.access = "public"  # type: ignore[attr-defined]
    return view


def needs(role: str) -> Callable[[View], View]:
    """Mark a view of the staff side as open to accounts with the rights of `role`."""
    if role not in ROLES:
        raise ValueError(f"{role} is no role")

    def mark(view: View) -> View:
        view.access = role  # type: ignore[attr-defined]
        return view

    return mark


def who() -> Account:
    """The account that is signed in; only in a view that `needs` a role."""
    return g.account
