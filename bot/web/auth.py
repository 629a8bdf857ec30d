"""Who may use a route: every view says so, and a test walks all of them."""

from collections.abc import Callable
from typing import Any, TypeVar

View = TypeVar("View", bound=Callable[..., Any])


def public(view: View) -> View:
    """Mark `view` as open to everybody, without a login."""
    view.access = "public"  # type: ignore[attr-defined]
    return view
