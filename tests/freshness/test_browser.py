"""A department's link and the staff's overview, in a real Chromium, on a phone and a desk."""

import pytest
from playwright.sync_api import expect

from bot.services.links import DEPARTMENT
from bot.services.publishing.drafts import PROPOSED
from bot.store import record_checks

from ..people import HAMADA, NISHI
from ..web.browser import PHONE, axe_findings, scrolls_sideways

pytestmark = pytest.mark.browser
DESK = {"width": 1024, "height": 760}
SIZES = pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
MINE = "programs/sango_care"


@pytest.fixture
def token(links):
    return links.make(NISHI.account, DEPARTMENT, "dp-boshi")


def press(page, name, role="button"):
    page.get_by_role("main").get_by_role(role, name=name).first.click()


def staff_page(open_page, person, path, viewport=None):
    page = open_page("/staff/login", viewport=viewport or DESK)
    page.get_by_label("ログイン名").fill(person.name)
    page.get_by_label("パスワード").fill(person.password)
    page.get_by_role("button", name="ログイン").click()
    page.wait_for_url("**/staff")
    page.goto(path)
    return page


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "plain"])
def test_the_walk_of_a_link(open_page, links, store, publishing, token, scripts):
    page = open_page(f"/review/{token}", noisy=True, java_script_enabled=scripts)
    expect(page.get_by_text("17件のうち 0件")).to_be_visible()
    press(page, "変更なし （産後ケア）")
    expect(page.get_by_role("status")).to_contain_text("産後ケア")
    assert list(store.database.read(record_checks.every)) == [("programs", "sango_care")]
    press(page, "直す （産後ケア）", "link")
    page.get_by_label("電話", exact=True).fill("088-12")
    press(page, "送る")
    expect(page.get_by_role("alert")).to_be_visible()
    page.get_by_label("電話", exact=False).first.fill("088-855-7796")
    press(page, "送る")
    expect(page.get_by_role("status")).to_contain_text("直しを受け取りました")
    (draft,) = publishing.drafts(status=(PROPOSED,))
    assert draft.cells["phone"] == "088-855-7796"
    links.revoke(NISHI.account, links.read(token, DEPARTMENT).id)
    page.reload()
    expect(page.get_by_role("heading", name="このリンクは使えません")).to_be_visible()


@SIZES
@pytest.mark.parametrize("path", ["", f"/{MINE}", f"/{MINE}/end"], ids=["list", "edit", "end"])
def test_axe_finds_nothing_behind_a_link(open_page, token, path, viewport):
    page = open_page(f"/review/{token}{path}", viewport=viewport)
    assert axe_findings(page) == [] and not scrolls_sideways(page)


@SIZES
def test_axe_finds_nothing_where_a_link_is_over(open_page, viewport):
    page = open_page("/review/x.y.z", viewport=viewport, noisy=True)
    assert axe_findings(page) == [] and not scrolls_sideways(page)


@SIZES
@pytest.mark.parametrize("path", ["?only=all", "/sheet?department=dp-boshi", "/links"])
def test_axe_finds_nothing_on_the_staff_pages(open_page, token, path, viewport):
    page = staff_page(open_page, NISHI, f"/staff/freshness{path}", viewport)
    assert axe_findings(page) == [] and not scrolls_sideways(page)


def test_staff_confirm_after_a_call(open_page, store):
    page = staff_page(open_page, HAMADA, "/staff/freshness?only=all&department=dp-boshi")
    press(page, "変更なし （産後ケア）")
    expect(page.get_by_role("status")).to_contain_text("今日確かめたことにしました")
    assert list(store.database.read(record_checks.every)) == [("programs", "sango_care")]
