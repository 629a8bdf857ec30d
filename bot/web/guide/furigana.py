"""`?furigana=1`: readings over the kanji of any page of the guide."""

import re
from html import escape, unescape

from flask import Blueprint, Response, request

from ...core.catalog import Catalog
from ...services.guide.readings import Readings
from .carried import FURIGANA
from .services import GuideServices

_TAG = re.compile(r"(<!--.*?-->|<[^>]*>)", re.DOTALL)
_NAME = re.compile(r"<(/?)([a-zA-Z0-9]+)")
_LANG = re.compile(r'\slang="([^"]*)"')
_KANJI = re.compile(r"[一-鿿々〆]")
# Their text is no text on the page, or cannot hold other elements.
_LEFT = frozenset({"head", "script", "style", "textarea", "option", "svg", "ruby"})
_EMPTY = frozenset({"br", "img", "input", "link", "meta", "hr", "wbr", "path", "circle", "rect"})


class Furigana:
    """Puts readings over pages; makes them ready once for each release."""

    def __init__(self) -> None:
        self._made: tuple[Catalog, Readings] | None = None

    def over(self, catalog: Catalog, html: str) -> str:
        """The page `html` with <ruby> where its language is Japanese."""
        if not self._made or self._made[0] is not catalog:
            self._made = (catalog, Readings(catalog))
        return _with_readings(self._made[1], html)


def add(guide: Blueprint, services: GuideServices) -> None:
    """Let every page of the guide be asked for with readings."""
    furigana = Furigana()

    @guide.after_request
    def with_readings(response: Response) -> Response:
        if FURIGANA in request.args and response.mimetype == "text/html":
            page = response.get_data(as_text=True)
            response.set_data(furigana.over(services.catalog(), page))
        return response


def _with_readings(readings: Readings, html: str) -> str:
    """Walk the tags of our own templates, in which `<` and `>` stand in no attribute."""
    made = []
    above: list[tuple[str, str, bool]] = [("", "", False)]  # name, language, left as it is
    for piece in _TAG.split(html):
        if piece.startswith("<"):
            _step(above, piece)
        else:
            _, lang, left = above[-1]
            if lang.startswith("ja") and not left and _KANJI.search(piece):
                piece = _ruby(readings, unescape(piece))
        made.append(piece)
    return "".join(made)


def _step(above: list[tuple[str, str, bool]], tag: str) -> None:
    """Go into an element, or out of it and of what was left open in it."""
    match = _NAME.match(tag)
    if not match or match[2] in _EMPTY or tag.endswith("/>"):
        return
    name = match[2]
    if not match[1]:
        lang = _LANG.search(tag)
        _, outer, left = above[-1]
        above.append((name, lang[1] if lang else outer, left or name in _LEFT))
    elif any(one[0] == name for one in above):
        while above.pop()[0] != name:
            pass


def _ruby(readings: Readings, text: str) -> str:
    return "".join(
        f"<ruby>{escape(part)}<rp>(</rp><rt>{escape(reading)}</rt><rp>)</rp></ruby>"
        if reading
        else escape(part)
        for part, reading in readings.of(text)
    )
