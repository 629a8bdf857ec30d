"""A sheet with bad rows, corrected, and drafted: in a real Chromium."""

import pytest

from bot.services.exchange.standards import WRITTEN

from ..people import HAMADA
from ..web.browser import DESK, PHONE, axe_findings, scrolls_sideways
from .exchange_files import BAD, GOOD, cp932

pytestmark = pytest.mark.browser
LOST_ZERO = "電話番号の先頭の 0 が消えています。0 から文字で書いてください。例: 088-855-7795。"
MENDED = ("sc-koara", "高知市地域子育て支援センター「こあら」", "088-833-7078", "2026-11-24", "")


def come_in(page) -> None:
    page.get_by_label("ログイン名").fill(HAMADA.name)
    page.get_by_label("パスワード").fill(HAMADA.password)
    page.get_by_role("button", name="ログイン").click()
    page.wait_for_url("**/staff/exchange")


def hand_in(page, data: bytes, name: str = "施設一覧.csv") -> None:
    file = {"name": name, "mimeType": "text/csv", "buffer": data}
    page.get_by_label("ファイル", exact=False).first.set_input_files(file)
    page.get_by_label("何のファイル").select_option(label="場所")
    page.get_by_role("button", name="変わる所を見る").click()


def looks_right(page) -> None:
    assert axe_findings(page) == [] and not scrolls_sideways(page)


@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
def test_a_sheet_of_the_office_is_mended_and_becomes_drafts(open_page, viewport):
    page = open_page("/staff/exchange", viewport=viewport)
    come_in(page)
    looks_right(page)
    hand_in(page, cp932(GOOD, *BAD))
    page.get_by_role("heading", name="直すところが 3か所あります").wait_for()
    looks_right(page)
    rows = page.get_by_role("region", name="直すところ").get_by_role("row").all_inner_texts()
    found = [" ".join(row.split()) for row in rows[1:]]
    assert [row.partition("列 ")[::2] for row in found] == [
        ("施設一覧 3行 C", "電話 888337077 " + LOST_ZERO),
        ("施設一覧 4行 D", "確かめた日 きのう 日付を 2026-11-23 のように書いてください。"),
        ("施設一覧 5行 E", "郵便番号 78 郵便番号を 780-8015 のように書いてください。"),
    ]
    assert page.get_by_role("button", name="下書きにする").count() == 0

    page.get_by_role("button", name="直したファイルを選ぶ").click()
    hand_in(page, cp932(GOOD, MENDED))
    page.get_by_text("088-833-7078").wait_for()
    looks_right(page)
    page.get_by_role("button", name="2件を下書きにする").click()
    page.get_by_role("heading", name="2件を下書きにしました").wait_for()
    looks_right(page)
    page.get_by_role("link", name="下書きを見る").click()
    assert page.get_by_role("link", name="支援センター あい").count() > 0


@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
def test_columns_are_chosen_on_a_page(open_page, viewport):
    page = open_page("/staff/exchange", viewport=viewport)
    come_in(page)
    hand_in(page, f"印{viewport['width']},なんとか電話\nsc-ai,088-834-2042".encode())
    page.get_by_role("heading", name="列の意味を選ぶ").wait_for()
    looks_right(page)
    page.get_by_label(f"印{viewport['width']}").select_option(label="ID")
    page.get_by_label("なんとか電話").select_option(label="電話")
    page.get_by_role("button", name="変わる所を見る").click()
    page.get_by_text("088-834-2042").wait_for()
    page.get_by_role("button", name="やめる").click()
    page.get_by_text("取り込みをやめました").wait_for()


def test_the_pages_of_the_standards_are_accessible(open_page):
    page = open_page("/staff/exchange")
    come_in(page)
    for name in WRITTEN:
        page.goto(f"/staff/exchange/standards/{name}")
        looks_right(page)


def test_a_refused_file_is_told_at_the_top(open_page):
    page = open_page("/staff/exchange", noisy=True)
    come_in(page)
    hand_in(page, b"%PDF-1.7", "施設.xlsx")
    assert "中身がちがいます" in page.get_by_role("alert").inner_text()
    looks_right(page)
