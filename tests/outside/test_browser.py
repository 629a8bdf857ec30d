"""What people outside see, in a real Chromium: on a phone, without scripts, by a screen reader."""

import pytest
from playwright.sync_api import expect

from bot.services.links import NEW, RECORD, Links
from bot.services.publishing.drafts import PROPOSED

from ..people import HAMADA
from ..web.browser import DESK, PHONE, axe_findings, scrolls_sideways
from .conftest import kept

pytestmark = pytest.mark.browser
PAGE = "/wrong/programs/sango_care"
SIZES = pytest.mark.parametrize(
    "viewport", [PHONE, {"width": 1024, "height": 760}], ids=["phone", "desk"]
)


def press(page, name):
    page.get_by_role("main").get_by_role("button", name=name, exact=True).first.click()


def staff_page(open_page, path, viewport=None):
    page = open_page("/staff/login", viewport=viewport or DESK)
    page.get_by_label("ログイン名").fill(HAMADA.name)
    page.get_by_label("パスワード").fill(HAMADA.password)
    page.get_by_role("button", name="ログイン").click()
    page.wait_for_url("**/staff")
    page.goto(path)
    return page


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "plain"])
def test_a_reader_says_that_something_is_old(open_page, store, scripts):
    page = open_page("/guide/p/sango_care", java_script_enabled=scripts)
    page.get_by_role("link", name="この情報は違う").click()
    page.get_by_label("古い・まちがっている").check()
    page.get_by_label("ひとこと").fill("時間が変わったようです")
    press(page, "知らせる")
    expect(page.get_by_role("heading", name="ありがとうございます")).to_be_visible()
    assert kept(store)[0].note == "時間が変わったようです"
    page.get_by_role("link", name="元のページにもどる").click()
    expect(page.get_by_role("heading", name="産後ケア", exact=True)).to_be_visible()


def test_a_refused_note_says_why_and_is_still_there(open_page):
    page = open_page(PAGE, noisy=True)
    page.get_by_label("そのほか").check()
    page.get_by_label("ひとこと").fill("090-1234-5678に電話してください")
    press(page, "知らせる")
    expect(page.get_by_role("alert")).to_contain_text("番号を書かずに")
    expect(page.get_by_label("ひとこと")).to_have_value("090-1234-5678に電話してください")
    expect(page.get_by_label("そのほか")).to_be_checked()
    assert axe_findings(page) == [] and not scrolls_sideways(page)


@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
@pytest.mark.parametrize(
    "path", [PAGE, f"{PAGE}/sent", "/wrong/places/sc-ai", "/wrong/programs/dv_soudan"]
)
def test_axe_finds_nothing_and_nothing_sticks_out(open_page, path, viewport):
    page = open_page(path, viewport=viewport)
    assert axe_findings(page) == []
    assert not scrolls_sideways(page)


def test_a_page_on_violence_leaves_no_address_behind(open_page):
    page = open_page("/wrong/programs/dv_soudan")
    assert page.evaluate("location.pathname") == "/guide"
    page.get_by_label("終わっている").check()
    press(page, "知らせる")
    expect(page.get_by_role("heading", name="ありがとうございます")).to_be_visible()
    assert page.evaluate("location.pathname") == "/guide"
    assert page.title() == "こうち子育てみちしるべ"


@SIZES
def test_the_report_comes_to_the_staff_and_is_settled(open_page, come, store, viewport):
    come().post(PAGE, PAGE, reason="over", note="春で終わったそうです")
    page = staff_page(open_page, "/staff", viewport)
    page.get_by_role("main").get_by_role("link", name="という知らせ").click()
    expect(page.get_by_text("春で終わったそうです")).to_be_visible()
    assert axe_findings(page) == [] and not scrolls_sideways(page)
    page.get_by_role("button", name="済んだ （産後ケア）").click()
    expect(page.get_by_text("済んだことにしました")).to_be_visible()
    assert axe_findings(page) == [] and kept(store) == []


@pytest.fixture
def doors(store, settings):
    """Behind each of these an outsider finds a page."""
    links = Links(store, settings.secret_key)
    record = links.make(HAMADA.account, RECORD, "dp-boshi", "places", "sc-ai")
    place = links.make(HAMADA.account, NEW, "dp-boshi", "places")
    programme = links.make(HAMADA.account, NEW, "dp-boshi", "programs")
    return [f"/propose/{token}" for token in (record, place, programme)]


@SIZES
def test_axe_finds_nothing_on_what_outsiders_are_asked(open_page, doors, viewport):
    page = open_page("/propose", viewport=viewport)
    for path in ("/propose", *doors, f"{doors[0]}/sent"):
        page.goto(path)
        assert axe_findings(page) == [] and not scrolls_sideways(page)


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "plain"])
def test_a_salon_gets_a_link_writes_and_is_read_by_the_staff(open_page, publishing, scripts):
    page = staff_page(open_page, "/staff/records/edit?table=places&key=sc-ai")
    page.get_by_role("link", name="園・サロンに書いてもらう").click()
    page.get_by_label("届いたものを見る課").select_option(label="母子保健課")
    press(page, "リンクを作る")
    address = page.get_by_label("渡すリンク").input_value()
    assert axe_findings(page) == [] and not scrolls_sideways(page)
    salon = open_page("/guide", java_script_enabled=scripts)
    salon.get_by_role("link", name="のせてほしい・直してほしい").click()
    expect(salon.get_by_role("heading", name="頼む先")).to_be_visible()
    salon.goto(address)
    salon.get_by_label("駐車場").fill("無料。5台")
    press(salon, "送る")
    expect(salon.get_by_role("heading", name="ありがとうございます")).to_be_visible()
    (draft,) = publishing.drafts(status=(PROPOSED,))
    page.goto("/staff")
    page.get_by_role("main").get_by_role("link", name="外から").first.click()
    page.get_by_role("link", name="支援センター あい").click()
    expect(page.get_by_text("外の人が書いたものです")).to_be_visible()
    expect(page.get_by_role("cell", name="無料。5台")).to_be_visible()
    assert axe_findings(page) == [] and draft.key == "sc-ai"


@SIZES
def test_the_page_of_links_on_a_phone_and_a_desk(open_page, doors, viewport):
    page = staff_page(open_page, "/staff/freshness/outside", viewport)
    assert axe_findings(page) == [] and not scrolls_sideways(page)
    page.get_by_role("button", name="取り消す （支援センター あい").first.click()
    expect(page.get_by_text("もう開けません")).to_be_visible()
