"""Tables in and out on the staff side."""

import io
import os
import time

import pytest

from bot.services.exchange.sheets import read_sheets
from bot.services.exchange.standards import READ, WRITTEN

from ..people import HAMADA, KANRI, OKABE
from .exchange_files import BAD, GOOD, HEAD, cp932

PAGE = "/staff/exchange"
PREVIEW = "/staff/exchange/upload"


def hand_in(visitor, data, name="施設.csv", what="places", **more):
    file = (io.BytesIO(data), name)
    return visitor.do(PREVIEW, PAGE, file=file, what=what, **more)


def settled(visitor, path=PREVIEW):
    """The page behind the upload, once the work is done."""
    for _ in range(600):
        answer = visitor.get(path)
        if "<progress" not in answer.text:
            return answer
        time.sleep(0.05)
    raise AssertionError("still at work")


def map_columns(visitor, *columns):
    fields = {f"column-{i}": column for i, column in enumerate(columns)}
    return visitor.do("/staff/exchange/columns", "/staff/exchange/columns", sheet="0", **fields)


def upload_id(page):
    return page.text.partition('name="id" value="')[2].partition('"')[0]


@pytest.fixture
def hamada(enter):
    visitor = enter(HAMADA)
    yield visitor
    settled(visitor)
    visitor.do("/staff/exchange/drop")


@pytest.mark.parametrize("form", ["xlsx", "csv"])
@pytest.mark.parametrize("table", ["places", "phrases/w1", "wording/ja"])
def test_every_table_can_be_downloaded_and_handed_in_unchanged(hamada, table, form):
    file = hamada.get(f"/staff/exchange/download?table={table}&form={form}")
    assert file.status_code == 200 and "attachment" in file.headers["Content-Disposition"]
    assert hand_in(hamada, file.data, f"a.{form}", table, complete="yes").status_code == 302
    assert "取り込むものはありません" in settled(hamada).text


def test_an_empty_table_has_headings_alone(hamada):
    file = hamada.get("/staff/exchange/download?table=places&form=xlsx&empty=yes")
    assert len(read_sheets(file.data, "a.xlsx")[0].rows) == 2


@pytest.mark.parametrize("query", ["table=nothing", "table=places&form=exe", "table=../city.toml"])
def test_what_is_no_table_is_not_found(hamada, query):
    assert hamada.get(f"/staff/exchange/download?{query}").status_code == 404


def test_bad_rows_are_told_and_nothing_is_drafted(hamada, app):
    hand_in(hamada, cp932(GOOD, *BAD))
    page = settled(hamada)
    assert "直すところが 3か所" in page.text and "下書きにする" not in page.text
    for words in ("施設", "先頭の 0 が消えています", "2026-11-23 のように", "780-8015 のように"):
        assert words in page.text
    hamada.do("/staff/exchange/apply", id="x")
    assert "sc-ai" not in hamada.get("/staff/drafts").text


def test_a_good_file_becomes_drafts_all_at_once(hamada):
    hand_in(hamada, cp932(GOOD))
    page = settled(hamada)
    assert "088-834-2041" in page.text and "直すところが" not in page.text
    hamada.do("/staff/exchange/apply", PAGE, id=upload_id(page))
    assert "1件を下書きにしました" in settled(hamada).text
    assert "支援センター あい" in hamada.get("/staff/drafts").text
    assert "続きを見る" not in hamada.get(PAGE).text


def test_columns_are_chosen_once_and_remembered(hamada):
    rows = [("こちらの印", "なんとか電話"), ("sc-ai", "088-834-2042")]
    data = "\n".join(",".join(row) for row in rows).encode()
    hand_in(hamada, data)
    assert settled(hamada).headers["Location"].endswith("/columns")
    assert map_columns(hamada, "id", "phone").status_code == 302
    assert "088-834-2042" in settled(hamada).text
    hand_in(hamada, data)
    assert "088-834-2042" in settled(hamada).text


def test_a_column_chosen_twice_and_none_at_all_are_told(hamada):
    hand_in(hamada, "甲,乙\na,b".encode())
    settled(hamada)
    assert map_columns(hamada, "name", "name").status_code == 422
    assert "読む列を1つは" in map_columns(hamada, "", "").text
    map_columns(hamada, "phone", "")
    assert "見分ける列がありません" in settled(hamada).text


@pytest.mark.parametrize(
    ("data", "name", "what", "words"),
    [
        (b"", "", "places", "ファイルを選んで"),
        (b"a", "a.csv", "", "何のファイル"),
        (b"a", "a.csv", "secrets", "何のファイル"),
        (b"a", "a.csv", "hsds", "何のファイル"),
        (b"%PDF", "a.pdf", "places", ".pdf"),
        (b"%PDF", "a.xlsx", "places", "中身がちがいます"),
        (b"x" * (10 * 1024 * 1024 + 1), "a.csv", "places", "10 MB"),
    ],
)
def test_what_cannot_be_taken_is_told_at_once(hamada, data, name, what, words):
    answer = hand_in(hamada, data, name, what)
    assert answer.status_code == 422 and words in answer.text


def test_a_file_above_the_largest_form_is_no_server_error(hamada):
    assert hand_in(hamada, b"x" * (13 * 1024 * 1024)).status_code == 413


def test_a_broken_file_is_told_when_it_is_read(hamada):
    hand_in(hamada, b'id,name\na,"never closed')
    page = settled(hamada)
    assert "引用符" in page.text and "何も変えていません" in page.text


def test_a_record_of_another_department_is_a_problem(enter, hamada):
    okabe = enter(OKABE)
    line = "id,name,owner_department\nsc-ai,高知市地域子育て支援センター「あい」,dp-boshi"
    hand_in(hamada, line.encode(), complete="")
    page = settled(hamada)
    assert "直すところが" not in page.text
    row = (
        "id,name,short_name,kind,check_level,owner_department\nx-new,広場,広場,circle,公式,dp-boshi"
    )
    hand_in(okabe, row.encode())
    page = settled(okabe).text
    assert "母子保健課" in page and "下書きにする" not in page
    okabe.do("/staff/exchange/drop")


def test_a_record_somebody_writes_on_is_a_problem(enter, hamada):
    hand_in(hamada, cp932(GOOD))
    hamada.do("/staff/exchange/apply", PAGE, id=upload_id(settled(hamada)))
    settled(hamada)
    kanri = enter(KANRI)
    hand_in(kanri, cp932((*GOOD[:2], "088-834-2043", *GOOD[3:])))
    page = settled(kanri).text
    assert f"{HAMADA.account.shown_name}さんの下書き" in page
    kanri.do("/staff/exchange/drop")


def test_taking_away_what_others_lean_on_is_told(hamada):
    hand_in(hamada, b"id,name\nsango_care,x", what="programs", complete="yes")
    assert "ほかの記録" in settled(hamada).text


def test_taking_away_what_somebody_writes_on_is_told(enter, hamada):
    hand_in(hamada, cp932(GOOD))
    hamada.do("/staff/exchange/apply", PAGE, id=upload_id(settled(hamada)))
    settled(hamada)
    kanri = enter(KANRI)
    hand_in(kanri, cp932(BAD[2][:4]), complete="yes")
    page = settled(kanri)
    assert page.status_code == 200 and "(ファイルの外)" in page.text
    assert f"{HAMADA.account.shown_name}さんの下書き" in page.text
    kanri.do("/staff/exchange/drop")


def test_nobody_sees_the_upload_of_another(enter, hamada):
    hand_in(hamada, cp932(GOOD))
    assert enter(OKABE).get(PREVIEW).status_code == 302
    assert settled(hamada).status_code == 200


def test_the_file_is_deleted_with_the_upload(hamada, settings):
    folder = settings.database_url.parent / "uploads"
    hand_in(hamada, cp932(GOOD))
    settled(hamada)
    (path,) = folder.glob("upload-*")
    assert os.stat(path).st_mode & 0o077 == 0
    hamada.do("/staff/exchange/drop")
    assert not path.exists()


@pytest.mark.parametrize("name", WRITTEN)
def test_a_standard_says_what_it_leaves_out(hamada, name):
    page = hamada.get(f"/staff/exchange/standards/{name}").text
    assert "職員のメモ" in page and "入れる欄がありません" in page
    file = hamada.get(f"/staff/exchange/standards/{name}/file")
    assert file.status_code == 200 and file.data
    if name in READ:
        hand_in(hamada, file.data, "a.csv", name)
        assert "取り込むものはありません" in settled(hamada).text


def test_an_unknown_standard_is_not_found(hamada):
    assert hamada.get("/staff/exchange/standards/x").status_code == 404
    assert hamada.get("/staff/exchange/standards/x/file").status_code == 404
    hand_in(hamada, cp932(HEAD).replace("施設名".encode("cp932"), b"x"), what="childcare")
    assert "データ標準が見つかりません" in settled(hamada).text
