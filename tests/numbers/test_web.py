"""The page of numbers, its charts and files: who sees what, and what comes of a bad address."""

import csv
import io
import re
from xml.etree import ElementTree

import pytest

from bot.core.catalog import Gap
from bot.services.guide.gaps import Seen
from bot.services.numbers.months import moved
from bot.services.numbers.report import Figures
from bot.store.numbers import NOT_ANSWERED
from bot.web.staff.numbers_tables import Line, Table, as_csv, bars
from bot.web.staff.numbers_tables import tables as tables_of

from ..core import build
from ..people import HAMADA, OKABE
from .counted import BEFORE, NOW, count, count_office, fill

PAGE, REPORT = "/staff/numbers", "/staff/numbers/report"
NAMES = ("months", "needs", "areas", "ages", "unmet", "offices", "gaps")
DRAWN = NAMES[:5]
SVG_TEXT = "{http://www.w3.org/2000/svg}text"
BAD = (
    "",
    "x",
    "2026-13",
    "0000-00",
    "9999-12",
    "1900-01",
    "2026-11-26",
    "'; DROP TABLE numbers",
    "－1",
)


def rows_of(answer) -> list[list[str]]:
    return list(csv.reader(io.StringIO(answer.data.decode("utf-8-sig"))))


def words_of(answer) -> str:
    return re.sub(r"\s+|<[^>]+>", " ", answer.text)


@pytest.fixture
def city(kept):
    fill(kept)


def test_nothing_counted_is_said_kindly(come):
    page = come(HAMADA).get(PAGE)
    assert page.status_code == 200 and "まだ、数字はありません" in page.text
    assert "<img" not in page.text and "この期間を見る" not in page.text
    assert "まだ、数字はありません" in come(HAMADA).get(REPORT).text


def test_the_page_has_a_chart_and_a_table_for_each(come, city):
    page = come(HAMADA).get(PAGE).text
    assert page.count("<figure") == len(DRAWN) and page.count("<table>") >= len(NAMES)
    assert page.count('alt="') == len(DRAWN) and 'alt=""' not in page
    assert all(f'id="{name}"' in page for name in NAMES)
    assert "5件に満たない数は" in page


def test_another_departments_editor_sees_the_same(come, city):
    assert "産後ケア" in come(OKABE).get(PAGE).text


@pytest.mark.parametrize(
    "path", [PAGE, REPORT, f"{PAGE}/needs.csv", f"{PAGE}/chart/needs-wide.svg"]
)
def test_a_stranger_sees_no_number(come, city, path):
    answer = come().get(path)
    assert answer.status_code == 302 and "/staff/login" in answer.location


def test_gaps_stand_in_the_unmet_table_by_their_title(come, city):
    rows = rows_of(come(HAMADA).get(f"{PAGE}/unmet.csv"))
    assert ["高齢の家族の介護〔未掲載〕", "すべての地区"] in [row[:2] for row in rows]
    assert ["高齢の家族の介護〔未掲載〕", "朝倉", "20"] in [row[:3] for row in rows]
    assert rows[-1][0] == "何のことか分からなかったもの"


def test_four_families_are_on_no_page(come, kept):
    count(kept, 50, "sango_care", month=NOW)
    count(kept, 4, "gap:double_care", "旭街", "6+", NOT_ANSWERED, month=NOW)
    for what in ("made", "opened", "yes", "no"):
        count_office(kept, what, 4, "dp-hoiku", NOW)
    editor = come(HAMADA)
    for path in (PAGE, f"{REPORT}?month={NOW}", *(f"{PAGE}/{n}.csv" for n in NAMES[:-1])):
        text = words_of(editor.get(path))
        assert "旭街" not in text and "保育幼稚園課" not in text
        assert not re.search(r"[ ,][1-46-9] |ダブルケア\)〔未掲載〕", text), path


def test_every_number_of_every_file_is_a_multiple_of_five(come, city):
    editor = come(HAMADA)
    for name in NAMES:
        _, *rows = rows_of(editor.get(f"{PAGE}/{name}.csv"))
        numbers = [int(cell) for row in rows for cell in row if cell.isdigit()]
        assert rows and all(number % 5 == 0 and number for number in numbers), name


def test_a_file_opens_in_excel(come, city):
    answer = come(HAMADA).get(f"{PAGE}/months.csv?first={BEFORE}&last={NOW}")
    assert answer.data.startswith("\ufeff".encode()) and answer.mimetype == "text/csv"
    assert "attachment" in answer.headers["Content-Disposition"]
    head, *rows = rows_of(answer)
    assert head == ["月", "聞かれた", "答えた", "選ばれた", "答えなし", "つながった"]
    assert len(rows) == 2 and "途中" in rows[1][0]


def test_names_cannot_be_formulas():
    gap = Gap("bad", "=HYPERLINK(1)", (), (), (), "")
    empty = Figures(NOW, NOW, (), (), (), (), ())
    made = tables_of(empty, [], [Seen(gap, 5)], build.catalog(), NOW)
    assert "'=HYPERLINK(1),5" in as_csv(made["gaps"]).decode()


@pytest.mark.parametrize("name", DRAWN)
@pytest.mark.parametrize("width", ["wide", "narrow"])
def test_a_chart_is_a_picture_that_loads_and_runs_nothing(come, city, name, width):
    answer = come(HAMADA).get(f"{PAGE}/chart/{name}-{width}.svg")
    assert answer.mimetype == "image/svg+xml"
    root = ElementTree.fromstring(answer.data)
    assert not [one for one in root.iter() if one.tag.endswith(("script", "foreignObject"))]
    assert b"xml-stylesheet" not in answer.data and b"@import" not in answer.data
    assert b"href" not in answer.data and "sandbox" in answer.headers["Content-Security-Policy"]
    assert "script" not in answer.headers["Content-Security-Policy"]


def test_a_chart_of_one_month_and_of_nothing_is_drawn(come, kept):
    count(kept, 4, month=NOW)
    editor = come(HAMADA)
    for name in DRAWN:
        assert editor.get(f"{PAGE}/chart/{name}-wide.svg?first={NOW}&last={NOW}").status_code == 200


@pytest.mark.parametrize("width", ["wide", "narrow"])
def test_a_chart_of_five_years_stays_readable(come, kept, width):
    for back in range(0, 80, 2):
        count(kept, 45, month=moved(NOW, -back))
    answer = come(HAMADA).get(f"{PAGE}/chart/months-{width}.svg?first=2000-01&last={NOW}")
    texts = [one.text or "" for one in ElementTree.fromstring(answer.data).iter(SVG_TEXT)]
    months = [text for text in texts if text.endswith("月")]
    assert len(months) == (5 if width == "wide" else 60)
    assert sum("年1月" in text for text in months) == 5
    assert len(rows_of(come(HAMADA).get(f"{PAGE}/months.csv?first=2000-01"))) == 61


@pytest.mark.parametrize(
    "path",
    ["x.csv", "months", "chart/months-huge.svg", "chart/x-wide.svg", "chart/offices-wide.svg",
     "chart/gaps-wide.svg", "months.xlsx", "../numbers.csv", "%00.csv"],
)  # fmt: skip
def test_what_there_is_not_is_not_found(come, city, path):
    assert come(HAMADA).get(f"{PAGE}/{path}").status_code == 404


@pytest.mark.parametrize("bad", BAD)
def test_a_bad_month_shows_what_there_is(come, city, bad):
    editor = come(HAMADA)
    for path in (
        f"{PAGE}?first={bad}&last={bad}",
        f"{REPORT}?month={bad}",
        f"{PAGE}/needs.csv?first={bad}",
        f"{PAGE}/chart/months-wide.svg?last={bad}",
    ):
        answer = editor.get(path)
        assert answer.status_code == 200 and bad not in BAD[7:] or bad not in answer.text


def test_months_the_wrong_way_round_are_turned(come, city):
    editor = come(HAMADA)
    right = editor.get(f"{PAGE}/needs.csv?first={BEFORE}&last={NOW}").data
    assert editor.get(f"{PAGE}/needs.csv?first={NOW}&last={BEFORE}").data == right


def test_nobody_writes_to_numbers(come, city):
    assert come(HAMADA).do(PAGE).status_code == 405


def test_a_month_without_numbers_says_so(come, kept):
    count(kept, 9, month="2026-01")
    page = come(HAMADA).get(f"{PAGE}?first=2026-02&last=2026-03").text
    assert page.count("出せる大きさの数(5件から)がありません") >= 5


def test_the_report_is_of_the_last_whole_month(come, city):
    page = words_of(come(HAMADA).get(REPORT))
    year, month = BEFORE.split("-")
    assert f"月の報告 {year}年{int(month)}月" in page and "前の月 105" in page
    assert "(途中)" in words_of(come(HAMADA).get(f"{REPORT}?month={NOW}"))


def test_a_programme_that_is_gone_has_a_name(come, kept):
    count(kept, 5, "was_here_once", month=NOW)
    count(kept, 5, "gap:was_here_once", month=NOW)
    page = come(HAMADA).get(PAGE).text
    assert page.count("いまは載っていない事業") >= 2 and "was_here_once" not in page


def test_many_needs_are_folded_away(come, kept):
    for number in range(40):
        count(kept, 5 + number * 5, f"need{number}", month=NOW)
    page = come(HAMADA).get(PAGE).text
    assert "のこり 30行も見る" in page


@pytest.mark.parametrize(
    ("months", "labels"),
    [
        (["2026年11月", "2026年12月", "2027年1月(途中)"], ["2026年11月", "12月", "2027年1月"]),
        (["2026年12月", "2027年1月"], ["12月", "2027年1月"]),
        (["2026年12月"], ["2026年12月"]),
        ([], []),
    ],
)
def test_the_year_is_named_where_it_begins(months, labels):
    lines = tuple(Line((month,), (5, 0)) for month in months)
    table = Table("months", ("月",), ("a", "b"), lines, (0, 1), in_time=True)
    assert bars(table).labels == labels
