"""The handbook of staff, docs/staff.md, held against the pages it is about."""

import os
import re
from pathlib import Path
from typing import NamedTuple

from playwright.sync_api import Page

ROOT = Path(__file__).parents[2]
BOOK = ROOT / "docs" / "staff.md"
PICTURES = ROOT / "docs" / "staff"
WRITES = os.environ.get("HANDBOOK") == "1"

# What stands on the page: what is seen, what can be chosen, what a screen reader is told.
WORDS = """() => [document.title, document.body.innerText,
    ...[...document.querySelectorAll('option')].map(one => one.textContent),
    ...[...document.querySelectorAll('[aria-label]')].map(one => one.ariaLabel)].join('\\n')"""


class Section(NamedTuple):
    """One section of the handbook. labels: what stands in 「」. pictures: names of files."""

    title: str
    labels: list[str]
    pictures: list[str]


def sections() -> dict[str, Section]:
    """By their number."""
    parts = re.split(r"^## (\d+)\. (.+)$", BOOK.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return {
        number: Section(
            title,
            re.findall("「([^」\n]+?)」", text.replace("「 」", "")),
            re.findall(r"!\[[^\]]+\]\(staff/([^)]+)\)", text),
        )
        for number, title, text in zip(parts[1::3], parts[2::3], parts[3::3], strict=True)
    }


class Walk:
    """Somebody follows one section and looks around at each step."""

    def __init__(self, number: str) -> None:
        self.section = sections()[number]
        self._seen: list[str] = []
        self._shown: list[str] = []

    def look(self, page: Page, picture: str = "", height: int = 0) -> None:
        """Read `page`. picture: the file that the handbook shows of it, `height` pixels of it."""
        page.wait_for_selector("body")  # a step may still be on its way to the next page
        page.wait_for_load_state()
        self._seen.append(_bare(page.evaluate(WORDS)))
        if picture:
            self._shown.append(picture)
            if WRITES:
                _write(page, picture, height)

    def missing(self) -> list[str]:
        """What the section names and this walk did not meet: labels and pictures."""
        labels = [name for name in self.section.labels if not self._met(name)]
        unmade = [name for name in self.section.pictures if name not in self._shown]
        unnamed = [name for name in self._shown if name not in self.section.pictures]
        return labels + unmade + unnamed

    def _met(self, label: str) -> bool:
        return any(_bare(label) in text for text in self._seen)


def _bare(text: str) -> str:
    """Without blanks: they differ between a page and a sentence about it."""
    return re.sub(r"\s", "", text)


def _write(page: Page, picture: str, height: int) -> None:
    width = page.viewport_size["width"]
    before = page.viewport_size
    if height:
        page.set_viewport_size({"width": width, "height": height})
    PICTURES.mkdir(exist_ok=True)
    page.screenshot(path=PICTURES / picture, animations="disabled", caret="hide")
    page.set_viewport_size(before)
