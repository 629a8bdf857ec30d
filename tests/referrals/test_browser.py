"""A worker with a phone and no JavaScript makes a card; a family scans the print."""

import re
from collections.abc import Iterator
from urllib.parse import unquote

import pypdfium2
import pytest
import zxingcpp
from flask import Flask

from bot.core.referral import read_code

from ..people import running, staff_settings
from ..web.browser import DESK, axe_findings, scrolls_sideways, serving
from .conftest import CARD, code_of

pytestmark = pytest.mark.browser
NO_SCRIPT = {"java_script_enabled": False}
FULL = {
    "p": ["chiiki_kosodate_center", "boshi_hoken_soudan", "hoocchoken"],
    "s": ["sc-ai", "sc-koara"],
    "office_name": "高知市ちいき子育てと暮らしのセンターおよび相談室東部地区出張所の窓口",
    "phrase": ["alone", "call_first", "show_card"],
    "note": "いつでも休んでください。無理はしないでください。" * 5,
    "language": "vi",
}


def scan(pdf: bytes) -> list[str]:
    """What the QR codes on the only page of `pdf` say."""
    document = pypdfium2.PdfDocument(pdf)
    assert len(document) == 1
    picture = document[0].render(scale=200 / 72, rev_byteorder=True).to_numpy()
    return [code.text for code in zxingcpp.read_barcodes(picture)]


def print_of(page) -> bytes:
    return page.pdf(prefer_css_page_size=True, print_background=True)


def test_a_card_is_made_without_script_printed_scanned_and_answered(open_page):
    worker = open_page("/guide/p/boshi_hoken_soudan", noisy=True, **NO_SCRIPT)
    worker.get_by_role("link", name="家族にわたす").click()
    worker.get_by_role("searchbox", name="加えたい").fill("支援センター あい")
    worker.get_by_role("button", name="さがす").click()
    worker.get_by_role("link", name=re.compile("加える.*支援センター あい")).click()
    worker.get_by_label("窓口", exact=True).select_option("dp-boshi")
    worker.get_by_label("おひとりで行っても大丈夫です。").check()
    worker.get_by_label("自分で書く").fill("090-1234-5678へ")
    worker.get_by_role("button", name="カードをつくる").click()
    assert worker.get_by_role("alert").inner_text().count("長い数字") == 1
    worker.get_by_label("自分で書く").fill("先週話した所です")
    worker.get_by_role("button", name="カードをつくる").click()
    address = worker.url
    assert worker.locator(".came dd").all_inner_texts() == ["0人", "0人", "0人"]
    worker.get_by_role("link", name="A4で印刷").click()
    (scanned,) = scan(print_of(worker))

    family = open_page(scanned)
    family.get_by_text("母子保健課からの紹介ですね").wait_for()
    assert "#" not in family.url
    family.get_by_role("button", name="つながったか答える").click()
    family.get_by_role("button", name="はい", exact=True).click()
    family.get_by_text("よかったです").wait_for()
    worker.goto(address)
    assert worker.locator(".came dd").all_inner_texts() == ["1人", "1人", "0人"]


def test_a_reload_does_not_open_the_card_twice(open_page, client, made):
    code = code_of(client.get(made).text)
    family = open_page(f"/r/{code}")
    family.get_by_text("母子保健課からの紹介ですね").wait_for()
    family.reload()
    family.locator(".turn.bot").first.wait_for()
    assert family.locator(".turn.her").count() == 1


def test_four_cards_on_a_page_each_lead_to_the_card(open_page, client, made):
    page = open_page(f"{made}/a6")
    scanned = scan(print_of(page))
    code = code_of(client.get(made).text).replace("-", "")
    assert len(scanned) == 4 and {one.rsplit("/", 1)[1] for one in scanned} == {code}


def test_the_print_helps_without_a_phone_and_hides_the_workers_address(open_page, made):
    page = open_page(f"{made}/a4")
    words = pypdfium2.PdfDocument(print_of(page))[0].get_textpage().get_text_bounded()
    assert "088-834-2040" in words and "月~金曜日" in words and "に確認" in words
    assert made.rsplit("/", 1)[1] not in words


@pytest.mark.parametrize("size", ["a4", "a6"])
@pytest.mark.parametrize("card", [CARD, FULL, {**FULL, "language": "ja"}, {**CARD, "s": []}])
def test_nothing_is_cut_off_on_paper(open_page, client, size, card):
    page = open_page(f"{client.post('/refer', data=card).headers['Location']}/{size}")
    page.emulate_media(media="print")
    over = "one => one.scrollHeight > one.clientHeight || one.scrollWidth > one.clientWidth"
    assert page.locator(".sheet").evaluate_all(f"all => all.map({over})").count(True) == 0


@pytest.fixture(scope="module")
def line_app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    folder = tmp_path_factory.mktemp("with_line")
    named = {"LINE_BASIC_ID": "@kochi", "PUBLIC_URL": "http://127.0.0.1:1"}
    with running(staff_settings(folder, **named)) as one:
        yield one


def test_with_line_the_print_opens_line_with_the_code_typed(browser, line_app):
    client = line_app.test_client()
    made = client.post("/refer", data=FULL).headers["Location"]
    with serving(line_app) as address:
        page = browser.new_page()
        page.goto(f"{address}{made}/a6")
        scanned = scan(print_of(page))
        page.close()
    assert len(scanned) == 4
    base, _, typed = scanned[0].partition("/?")
    assert base == "https://line.me/R/oaMessage/%40kochi"
    code = code_of(client.get(made).text)
    assert read_code(unquote(typed), ["紹介カード {code}"]) == code.replace("-", "")


@pytest.mark.parametrize("viewport", [{"width": 360, "height": 740}, DESK])
def test_every_page_is_fit_for_everybody(open_page, client, made, viewport):
    over = client.post("/refer", data=CARD).headers["Location"]
    client.post(f"{over}/revoke")
    pages = ["/refer", "/refer?p=boshi_hoken_soudan&p=dv_soudan&q=夜泣き", made, over, f"{made}/a4"]
    for path in [*pages, f"{made}/a6"]:
        page = open_page(path, viewport=viewport)
        assert axe_findings(page) == [], path
        assert not scrolls_sideways(page) or re.search("a[46]$", path)


def test_a_bad_form_is_fit_for_everybody(open_page):
    page = open_page("/refer?p=boshi_hoken_soudan", noisy=True)
    page.get_by_role("button", name="カードをつくる").click()
    assert axe_findings(page) == []
    page.get_by_role("link", name="どの窓口からのカードか").click()
    assert page.evaluate("document.activeElement.id") == "field-office"


def test_a_card_opens_by_keyboard_alone(open_page, client, made):
    page = open_page("/")
    page.locator("#input").fill(code_of(client.get(made).text).lower())
    page.keyboard.press("Enter")
    page.get_by_text("母子保健課からの紹介ですね").wait_for()
    assert axe_findings(page) == []
