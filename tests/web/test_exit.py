"""The way out at once: on every page that a parent may see, by a tap, by Esc, without scripts."""

import re
from collections.abc import Iterator

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from ..people import running, staff_settings

WEATHER = "https://www.jma.go.jp/**"
SOME = {  # a value for each part of an address
    "program_id": "sango_care",
    "place_id": "sc-ai",
    "department_id": "dp-boshi",
    "name": "朝倉",
    "stage_id": "baby",
    "table": "programs",
    "record_id": "sango_care",
}
# Not pages of parents: staff, a department's own link, data and files.
ELSEWHERE = ("/staff", "/review", "/guide/api/", "/static", "/chat", "/line", "/healthz")


@pytest.fixture
def app(tmp_path) -> Iterator[Flask]:
    with running(staff_settings(tmp_path)) as one:
        yield one


def pages(app: Flask) -> set[str]:
    """An address of every public page; without those that need a secret."""
    found = set()
    for rule in app.url_map.iter_rules():
        known = rule.arguments <= SOME.keys()
        if "GET" in rule.methods and known and not rule.rule.startswith(ELSEWHERE):
            found.add(re.sub(r"<(?:\w+:)?(\w+)>", lambda part: SOME[part[1]], rule.rule))
    return found


def test_every_page_of_parents_has_the_way_out(app):
    client, seen = app.test_client(), 0
    for path in pages(app) | {"/nowhere", "/guide/p/nope", "/refer/nope", "/wrong/programs/nope"}:
        answer = client.get(path)
        if answer.mimetype == "text/html" and answer.status_code not in (302, 303):
            assert "data-exit" in answer.text and "/static/exit.js" in answer.text, path
            seen += 1
    assert seen >= 18


def test_so_do_the_worker_s_page_and_its_sheets(app):
    client = app.test_client()
    card = {"p": ["sango_care"], "office": "dp-boshi"}
    made = client.post("/refer", data=card).headers["Location"]
    for path in (made, f"{made}/a4", f"{made}/a6"):
        assert "data-exit" in client.get(path).text


@pytest.mark.browser
@pytest.mark.parametrize("path", ["/guide/p/dv_soudan", "/policy", "/nowhere", "/", "/refer"])
@pytest.mark.parametrize("how", ["escape", "tap"])
def test_it_takes_the_place_of_the_page(open_page, path, how):
    page = at(open_page, path)
    if how == "tap":
        page.locator("[data-exit]").first.click()
    else:
        for _ in range(3):
            page.keyboard.press("Escape")
    page.wait_for_url(WEATHER)
    assert page.evaluate("history.length") == 2  # about:blank and the weather


@pytest.mark.browser
def test_two_presses_of_escape_change_nothing(open_page):
    page = at(open_page, "/policy")
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    expect(page.get_by_role("heading", level=1)).to_be_visible()


@pytest.mark.browser
@pytest.mark.parametrize("path", ["/guide/p/dv_soudan", "/policy"])
def test_without_scripts_it_is_a_link(open_page, path):
    page = at(open_page, path, java_script_enabled=False)
    page.locator("[data-exit]").first.click()
    page.wait_for_url(WEATHER)


@pytest.mark.browser
@pytest.mark.parametrize(
    ("path", "left"),
    [
        ("/guide/p/dv_soudan", "/guide"),
        ("/guide/place/b-wm-001", "/guide"),
        ("/wrong/programs/dv_soudan", "/guide"),
        ("/guide?q=DV相談", "/guide"),
        ("/guide/needs?need=双子&need=夫に殴られる", "/guide/needs"),
    ],
)
def test_violence_leaves_neither_title_nor_address(open_page, path, left):
    page = open_page(path)
    expect(page).to_have_url(re.compile(f"{re.escape(left)}$"))
    assert not re.search("DV|暴力|女性|殴|被害", page.title())
    assert page.locator("meta[property^='og:'], script[type='application/ld+json']").count() == 0


def at(open_page, path: str, **options: object) -> Page:
    """`path` on a device on which the weather's page is a stand-in."""
    page = open_page("/healthz", noisy=True, **options)
    page.context.route(WEATHER, lambda route: route.fulfill(body="<title>天気</title>"))
    fresh = page.context.new_page()
    fresh.goto(path)
    return fresh
