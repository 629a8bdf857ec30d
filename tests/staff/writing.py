"""Forms of records, filled in and sent as a browser does."""

import html
import re
from urllib.parse import quote

from werkzeug.test import TestResponse

from bot.services.publishing import Draft, Publishing

from ..people import Visitor

PROGRAM = ("programs", "sango_care")
PLACE = ("places", "sc-ai")
HOTLINE = ("hotlines", "b-hl-010")


def address(table: str, key: str, page: str = "edit") -> str:
    return f"/staff/records/{page}?table={quote(table)}&key={quote(key)}"


def opened(visitor: Visitor, table: str, key: str) -> dict[str, str]:
    """The hidden fields of the form, as they were when she opened it."""
    text = visitor.get(address(table, key)).text
    found = re.findall(r'<input type="hidden" name="(table|key|base)" value="([^"]*)"', text)
    return {name: html.unescape(value) for name, value in found}


def save(visitor: Visitor, form: dict[str, str], do: str = "save", **cells: object) -> TestResponse:
    """Send the form with some of its cells changed."""
    typed = {f"c-{column}": value for column, value in cells.items()}
    return visitor.do("/staff/records/save", **form, **typed, do=do)


def drafted(
    visitor: Visitor, publishing: Publishing, table: str, key: str, do: str = "submit", **cells: str
) -> Draft:
    """The draft that comes of changing some cells."""
    answer = save(visitor, opened(visitor, table, key), do, **cells)
    assert answer.status_code == 302, answer.text
    draft = publishing.draft_of(table, key)
    assert draft
    return draft
