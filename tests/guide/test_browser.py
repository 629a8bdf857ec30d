"""The search in a real Chromium: on a phone, without scripts, by keyboard, printed."""

import pytest
from playwright.sync_api import expect

from ..web.browser import DESK, axe_findings, scrolls_sideways

pytestmark = pytest.mark.browser
TWINS = "双子 産後1か月 実母遠方"
PAGES = [
    "/guide",
    f"/guide?q={TWINS}",
    "/guide?q=夫に殴られる",
    "/guide?q=asdfgh",
    "/guide?area=朝倉&km=2&with=free",
    "/guide?what=places&page=2",
    "/guide/needs",
    "/guide/needs?need=双子&need=祖母の介護",
    "/guide/api",
]


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "plain"])
def test_search_and_filter_on_a_phone(open_page, scripts):
    page = open_page("/guide", java_script_enabled=scripts)
    page.get_by_role("main").get_by_role("searchbox").fill("遊べる所")
    page.get_by_role("main").get_by_role("button", name="さがす", exact=True).click()
    expect(page.get_by_role("link", name="子育て支援センター", exact=True).first).to_be_visible()
    page.get_by_text("条件でしぼる").click()
    page.get_by_label("地区・町", exact=True).fill("朝倉")
    page.get_by_label("近さ").select_option("2")
    page.get_by_role("button", name="この条件でさがす").click()
    expect(page.get_by_text("今は2つ")).to_be_visible()
    expect(page.get_by_role("link", name="あそぼっと")).to_be_visible()
    expect(page.get_by_role("searchbox")).to_have_value("遊べる所")
    expect(page.get_by_role("link", name="おもいっきりひろば")).to_have_count(0)


def test_the_keyboard_alone_is_enough(open_page):
    page = open_page("/guide")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="本文へ進む")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.get_by_role("searchbox")).to_be_focused()
    page.keyboard.type(TWINS)
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="双子・三つ子の家庭支援")).to_be_visible()
    summary = page.get_by_text("条件でしぼる")
    summary.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.get_by_label("地区・町", exact=True)).to_be_focused()


@pytest.mark.parametrize("viewport", [None, DESK], ids=["phone", "desk"])
@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_nothing_and_nothing_sticks_out(open_page, path, viewport):
    page = open_page(path, **({"viewport": viewport} if viewport else {}))
    page.evaluate("for (const details of document.querySelectorAll('details')) details.open = true")
    assert axe_findings(page) == []
    assert not scrolls_sideways(page)


def test_esc_three_times_leaves(open_page):
    page = open_page("/guide?q=夫に殴られる", noisy=True)
    page.route("**/*", lambda route: route.fulfill(body="<title>天気</title>", status=200))
    assert page.evaluate("location.pathname + location.search") == "/guide"
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    assert "jma.go.jp" not in page.url
    page.keyboard.press("Escape")
    page.wait_for_url("https://www.jma.go.jp/**")
    page.go_back()
    assert "殴" not in page.url


def test_numbers_to_call_are_on_the_first_screen(open_page):
    page = open_page("/guide?q=夫に殴られる")
    expect(page.get_by_role("link", name="110 に電話").first).to_be_in_viewport()


def test_a_print_holds_the_list_and_no_controls(open_page):
    page = open_page(f"/guide?q={TWINS}")
    page.emulate_media(media="print")
    expect(page.get_by_role("link", name="双子・三つ子の家庭支援")).to_be_visible()
    expect(page.get_by_role("searchbox")).to_be_hidden()
    expect(page.get_by_role("link", name="すぐに閉じる")).to_be_hidden()


def test_needs_are_combined_on_a_phone(open_page):
    page = open_page("/guide/needs")
    page.get_by_label("困りごと 1").fill("双子の世話で手がいっぱい")
    page.get_by_label("困りごと 2").fill("祖母の介護")
    page.get_by_role("button", name="組み合わせをさがす").click()
    expect(page.get_by_role("region", name="この組み合わせで届きます")).to_contain_text(
        "双子・三つ子"
    )
    left = page.get_by_role("region", name="合うものがまだ見つからない")
    expect(left).to_contain_text("祖母の介護")
    expect(left.get_by_role("link", name="088-823-9570")).to_be_visible()
