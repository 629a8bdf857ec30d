"""How things are written on the staff side."""

from datetime import datetime

from ...core.hours import CITY_TIME
from ...services.accounts import AccountError
from ..words import say

# What a browser calls itself, the more particular names first.
BROWSERS = (
    ("Edg", "Edge"),
    ("Firefox/", "Firefox"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Mac OS", "Mac"),
    ("Linux", "Linux"),
)


def moment(seconds: float | None) -> str:
    """Unix seconds as a time in the city, such as 2026-11-25 14:03; "" for none."""
    return "" if seconds is None else f"{datetime.fromtimestamp(seconds, CITY_TIME):%Y-%m-%d %H:%M}"


def device(user_agent: str) -> str:
    """Browser and system in two words; "" when neither is known."""
    found = (
        next((name for sign, name in table if sign in user_agent), "")
        for table in (BROWSERS, SYSTEMS)
    )
    return " / ".join(name for name in found if name)


def problem(error: AccountError) -> dict[str, str]:
    """The sentence for `error`, under the field that it is about."""
    return {error.field: say(f"accounts.{error.kind}")}
