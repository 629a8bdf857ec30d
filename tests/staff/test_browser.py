"""The staff side in a real Chromium, on a phone and at a desk."""

import re

import pytest

from ..people import HAMADA, KANRI
from ..web.browser import PHONE, axe_findings, scrolls_sideways

pytestmark = pytest.mark.browser
DESK = {"width": 1024, "height": 768}
PAGES = ("", "/account", "/account/second", "/accounts", "/accounts/new", "/accounts/1", "/audit")


def log_in(page, person) -> None:
    page.get_by_label("ログイン名").fill(person.name)
    page.get_by_label("パスワード").fill(person.password)
    page.get_by_role("button", name="ログイン").click()


def test_she_logs_in_on_a_phone_and_finds_her_way_by_the_menu(open_page):
    page = open_page("/staff/account")
    assert axe_findings(page) == [] and not scrolls_sideways(page)
    log_in(page, HAMADA)
    page.wait_for_url("**/staff/account")
    page.get_by_text("メニュー", exact=True).click()
    page.get_by_role("link", name="はじめに").click()
    assert page.get_by_role("heading", level=1).inner_text().startswith(HAMADA.account.shown_name)
    page.get_by_role("button", name="ログアウト").click()
    page.wait_for_url("**/staff/login*")
    page.go_back()
    page.wait_for_load_state()
    assert page.url.endswith("/staff/login") or "/staff/login?" in page.url


def test_a_wrong_password_is_told_at_the_top(open_page):
    page = open_page("/staff/login", noisy=True)
    log_in(page, HAMADA._replace(password="wrong"))
    assert "ちがいます" in page.get_by_role("alert").inner_text()
    assert page.title().startswith("入力を確かめてください")
    assert axe_findings(page) == []


@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
def test_axe_finds_nothing_and_nothing_scrolls_sideways(open_page, viewport):
    page = open_page("/staff/login", viewport=viewport)
    log_in(page, KANRI)
    page.wait_for_url("**/staff")
    for path in PAGES:
        page.goto(f"/staff{path}")
        assert axe_findings(page) == [], path
        assert not scrolls_sideways(page), path


def test_a_password_can_be_pasted(open_page):
    page = open_page("/staff/login")
    page.get_by_label("ログイン名").fill(KANRI.password)
    page.keyboard.press("Control+A")
    page.keyboard.press("Control+C")
    page.get_by_label("パスワード").focus()
    page.keyboard.press("Control+V")
    assert page.get_by_label("パスワード").input_value() == KANRI.password


def test_an_error_leads_to_its_field(open_page):
    page = open_page("/staff/accounts/new", viewport=DESK, noisy=True)
    log_in(page, KANRI)
    page.get_by_label(re.compile("^ログイン名")).fill("浜田")
    page.get_by_label(re.compile("^表示する名前")).fill("浜田")
    page.get_by_role("button", name="追加して").click()
    page.get_by_role("alert").get_by_role("link").click()
    assert page.evaluate("document.activeElement.name") == "name"
    assert axe_findings(page) == []
