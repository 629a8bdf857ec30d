"""A real server on a free port and a real Chromium, for the tests of pages.

The fixtures `browser` and `open_page` are imported once, by tests/conftest.py: a fixture is made
anew for each conftest that imports it, and two Playwrights cannot run in one thread. Another
application is put under test by a fixture `app` that gives a Flask application.
"""

import os
import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from axe_playwright_python.sync_playwright import Axe
from flask import Flask
from playwright.sync_api import Browser, Page, sync_playwright
from waitress.server import create_server

PHONE = {"width": 360, "height": 740}
DESK = {"width": 1280, "height": 800}


@contextmanager
def serving(app: Flask) -> Iterator[str]:
    """Serve `app` on a free port; give its address."""
    server = create_server(app, host="127.0.0.1", port=0, threads=4)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.effective_port}"
    finally:
        server.task_dispatcher.shutdown()
        server.trigger.pull_trigger(server.close)  # in the thread that waits for its sockets
        thread.join(timeout=5)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """$CHROMIUM, else the system's chromium, else Playwright's own."""
    path = os.environ.get("CHROMIUM") or shutil.which("chromium")
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield launched
        launched.close()


class Watched:
    """A page with all its complaints: console errors and uncaught exceptions, CSP included."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.complaints: list[str] = []
        page.on(
            "console", lambda m: m.type in ("error", "warning") and self.complaints.append(m.text)
        )
        page.on("pageerror", lambda error: self.complaints.append(str(error)))


OpenPage = Callable[..., Page]


@pytest.fixture
def open_page(browser: Browser, app: Flask) -> Iterator[OpenPage]:
    """`open_page(path="/", **context options)` opens a page as a new person; its console must stay
    silent unless the test passes `noisy=True`."""
    opened: list[Watched] = []
    contexts = []
    with serving(app) as address:

        def open_one(path: str = "/", noisy: bool = False, **options: object) -> Page:
            context = browser.new_context(
                **{"viewport": PHONE, "locale": "ja-JP", "base_url": address, **options}  # type: ignore[arg-type]
            )
            context.set_default_timeout(8000)
            contexts.append(context)
            watched = Watched(context.new_page())
            if not noisy:
                opened.append(watched)
            watched.page.goto(path)
            return watched.page

        yield open_one
        for context in contexts:
            context.close()
    assert [complaint for watched in opened for complaint in watched.complaints] == []


# Endless ones (the typing dots) never finish; the others do within a second.
SETTLED = """() => Promise.allSettled(document.getAnimations()
    .filter(one => one.effect.getComputedTiming().endTime !== Infinity)
    .map(one => one.finished)).then(() => true)"""


def axe_findings(page: Page) -> list[str]:
    """What axe finds on `page`, a line for each place, once nothing fades in any more: colours
    halfway through a fade are nobody's colours."""
    page.evaluate(SETTLED)
    found = Axe().run(page).response["violations"]
    return [f"{rule['id']}: {node['html'][:160]}" for rule in found for node in rule["nodes"]]


def scrolls_sideways(page: Page) -> bool:
    """True when the page itself is wider than its window."""
    return page.evaluate("document.documentElement.scrollWidth > innerWidth")
