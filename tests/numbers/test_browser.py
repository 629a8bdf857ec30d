"""The numbers in a real Chromium: on a phone, at a desk, without JavaScript, on paper."""

import pypdfium2
import pytest

from bot.services.numbers.counting import AGES
from bot.services.numbers.months import moved
from bot.store.numbers import ASKED, NOT_ANSWERED

from ..people import HAMADA
from ..web.browser import PHONE, axe_findings, scrolls_sideways
from .counted import BEFORE, NOW, count, count_office, fill

pytestmark = pytest.mark.browser
DESK = {"width": 1024, "height": 768}
SIZES = pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
PATHS = ("/staff/numbers", "/staff/numbers/report")
GAPS = ("gap:double_care", "gap:elder_care", "gap:disability_service")
DRAWN = "all => all.every(one => one.complete && one.naturalWidth > 0)"


@pytest.fixture
def come(open_page, kept):
    """`come(path)`: she has logged in and is there; charts come when they are scrolled to."""

    def make(path: str, **options: object):
        page = open_page("/staff/login", **options)
        page.get_by_label("ログイン名").fill(HAMADA.name)
        page.get_by_label("パスワード").fill(HAMADA.password)
        page.get_by_role("button", name="ログイン").click()
        page.wait_for_url("**/staff")
        page.goto(path)
        return page

    return make


def pages_of(page) -> list[str]:
    """The words of each sheet when `page` is printed."""
    printed = pypdfium2.PdfDocument(page.pdf(prefer_css_page_size=True, print_background=True))
    assert [round(side) for side in printed[0].get_size()] == [595, 842]  # A4
    return [sheet.get_textpage().get_text_bounded() for sheet in printed]


@SIZES
@pytest.mark.parametrize("filled", [True, False], ids=["filled", "empty"])
def test_axe_finds_nothing_and_nothing_scrolls_sideways(come, kept, viewport, filled):
    if filled:
        fill(kept)
    for path in PATHS:
        page = come(path, viewport=viewport)
        assert axe_findings(page) == [], path
        assert not scrolls_sideways(page), path


@SIZES
def test_charts_are_seen_without_javascript(come, kept, viewport):
    fill(kept)
    page = come(PATHS[0], viewport=viewport, java_script_enabled=False, noisy=True)
    charts = page.get_by_role("img")
    assert charts.count() == 5
    drawn = page.context.request.get(charts.first.get_attribute("src"))
    assert drawn.ok and drawn.headers["content-type"].startswith("image/svg+xml")


@SIZES
def test_each_screen_gets_charts_that_can_be_read_on_it(come, kept, viewport):
    fill(kept)
    page = come(PATHS[0], viewport=viewport)
    charts = page.locator("figure img")
    assert charts.evaluate_all(DRAWN)
    for chart in charts.all():
        shown, real = chart.evaluate("one => [one.clientWidth, one.naturalWidth]")
        assert ("narrow" in chart.evaluate("one => one.currentSrc")) == (viewport == PHONE)
        assert shown >= 0.85 * real  # letters of 13 px stay above 11


def test_she_chooses_months_and_saves_a_table_without_javascript(come, kept):
    fill(kept)
    page = come(PATHS[0], viewport=DESK, java_script_enabled=False, noisy=True)
    page.get_by_label("いつから").select_option(value=moved(NOW, -2))
    page.get_by_label("いつまで").select_option(value=BEFORE)
    page.get_by_role("button", name="この期間を見る").click()
    assert page.get_by_role("region", name="月ごと", exact=True).locator("tbody tr").count() == 2
    with page.expect_download() as download:
        page.get_by_role("link", name="「応えられていない困りごと」の表を CSV で保存").click()
    assert BEFORE in download.value.suggested_filename
    assert download.value.path().read_bytes().startswith("\ufeff事業".encode())


def test_a_month_fits_on_one_sheet(come, kept):
    fill(kept)
    (sheet,) = pages_of(come(PATHS[1], viewport=DESK))
    assert "月の報告" in sheet and "応えられていない困りごと" in sheet and "つながった" in sheet
    assert "この月を見る" not in sheet and "ログアウト" not in sheet


def test_the_fullest_month_fits_on_one_sheet(come, kept, app):
    """Long names, every age, a year of months, numbers of thousands."""
    for back in range(13):
        for at, need in enumerate(GAPS):
            count(kept, 400 - at, need, "五台山・高須・布師田・三里", "0", month=moved(NOW, -back))
    for need in GAPS:
        for age in AGES:
            for outcome in (ASKED, NOT_ANSWERED):
                count(kept, 1100, need, f"とても名前の長い{age}の地区", age, outcome, month=BEFORE)
    for what in ("made", "opened", "yes", "no"):
        for office in ("dp-boshi", "dp-hoiku", "dp-shakyo", "", "dp-kosodate"):
            count_office(kept, what, 12_345, office, BEFORE)
    (sheet,) = pages_of(come(PATHS[1], viewport=DESK))
    assert "丸めた残り" in sheet


def test_a_report_of_nothing_is_one_sheet(come, kept):
    (sheet,) = pages_of(come(PATHS[1], viewport=DESK))
    assert "まだ、数字はありません" in sheet


def test_a_gap_is_found_by_keyboard(come, kept):
    fill(kept)
    page = come(PATHS[0], viewport=DESK)
    page.get_by_role("link", name="まだ載っていないもの", exact=True).press("Enter")
    assert page.url.endswith("#gaps")
    told = page.get_by_role("region", name="まだ載っていないもの")
    assert told.get_by_role("row", name="高齢の家族の介護 5").is_visible()
