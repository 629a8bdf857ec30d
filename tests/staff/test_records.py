"""Lists and forms of records, without a browser."""

import json
import re
import sqlite3
from datetime import date

import pytest

from bot.services.exchange.fields import fields
from bot.services.knowledge.rows import Row, Rows
from bot.services.publishing.tables import key_of
from bot.web.staff.records_inputs import inputs
from bot.web.staff.records_table import Wanted, listed, missing
from bot.web.staff.records_week import week_of
from bot.web.staff.town import town_in

from ..people import HAMADA, NISHI, OKABE
from .writing import PLACE, PROGRAM, address, opened, save

TODAY = date(2026, 11, 26)


@pytest.fixture
def hamada(enter):
    return enter(HAMADA)


def names(page: str) -> list[str]:
    return re.findall(r'<th scope="row" class="name"><a [^>]*>([^<]+)</a>', page)


def test_each_table_has_a_list_and_each_list_a_form(hamada, publishing):
    for table in publishing.tables():
        page = hamada.get(f"/staff/records/list/{table}")
        assert page.status_code == 200, table
        row = publishing.rows().table(table)[0]
        form = hamada.get(address(table, key_of(table, row.cells)))
        assert form.status_code == 200, table
        assert all(f'name="c-{column}' in form.text for column in row.cells), table


def test_the_choice_of_tables_counts_what_is_there(hamada, publishing):
    page = hamada.get("/staff/records").text
    number = len(publishing.rows().table("programs"))
    assert re.search(rf"programs\">事業</a></th>\s*<td class=\"number\">{number}</td>", page)


def test_a_search_finds_by_any_width_and_column(hamada):
    assert "支援センター あい" in names(hamada.get("/staff/records/list/places?text=百石").text)
    assert names(hamada.get("/staff/records/list/places?text=ＳＣ－ＡＩ").text) == [
        "支援センター あい"
    ]
    assert "見つかりません" in hamada.get("/staff/records/list/places?text=zzz").text


def test_a_list_is_sorted_both_ways(hamada):
    up = names(hamada.get("/staff/records/list/hotlines?sort=short_name").text)
    down = names(hamada.get("/staff/records/list/hotlines?sort=short_name&down=1").text)
    assert up == sorted(up) and down == up[::-1]


def test_incomplete_ones_are_those_that_lack_something(hamada, publishing):
    lacking = [r for r in publishing.rows().table("places") if missing("places", r.cells)]
    page = hamada.get("/staff/records/list/places?only=incomplete").text
    assert f"場所 {len(lacking)}件" in page


def test_what_is_past_its_day_is_stale():
    cells = [{"id": "a", "check_by": "2026-01-01"}, {"id": "b", "check_by": "2999-01-01"}]
    cells += [{"id": "c", "expires_on": "2026/01/01"}, {"id": "d", "checked_on": "2999-01-01"}]
    rows = Rows({"programs": [Row("programs.csv", 2, one) for one in cells]}, {})
    found = listed(rows, "programs", [], Wanted(only="stale"))
    assert [one.cells["id"] for one in found] == ["a", "c"]


@pytest.mark.parametrize("page", ["0", "-3", "9999", "x"])
def test_any_number_of_a_page_gives_a_page(hamada, page):
    assert names(hamada.get(f"/staff/records/list/areas?page={page}").text)


@pytest.mark.parametrize(
    "path",
    [
        "list/nothing",
        "list/phrases/../../etc",
        "edit?table=nothing&key=x",
        "edit?table=programs&key=nothing",
        "edit",
        "new?table=accounts",
        "history?table=programs&key=nothing",
        "history?table=sqlite_master&key=x",
    ],
)
def test_what_is_not_there_is_a_plain_404(hamada, path):
    assert hamada.get(f"/staff/records/{path}").status_code == 404


def test_a_form_explains_every_field(publishing):
    for table in publishing.tables():
        if table.startswith("lexicon/"):
            continue
        groups = inputs(publishing.rows(), table, {}, True)
        assert all(one.help for _, asked in groups for one in asked), table


def test_saving_makes_a_draft_and_parents_see_nothing_of_it(hamada, publishing):
    answer = save(hamada, opened(hamada, *PROGRAM), plain="泊まって休めます")
    assert re.fullmatch(r"/staff/drafts/\d+", answer.location)
    draft = publishing.draft_of(*PROGRAM)
    assert draft.cells["plain"] == "泊まって休めます" and draft.author == "hamada"
    assert publishing.record(*PROGRAM)["plain"] != "泊まって休めます"


def test_what_was_not_touched_stays_letter_by_letter(hamada, publishing):
    before = publishing.record(*PLACE)
    save(hamada, opened(hamada, *PLACE), parking="あり")
    after = publishing.draft_of(*PLACE).cells
    assert {c for c in before if before[c] != after[c]} == {"parking"}


def test_a_draft_is_gone_on_with(hamada, publishing):
    save(hamada, opened(hamada, *PROGRAM), plain="いち")
    assert "まだ公開していない変更" in hamada.get(address(*PROGRAM)).text
    save(hamada, opened(hamada, *PROGRAM), fee="無料です")
    assert publishing.draft_of(*PROGRAM).cells["plain"] == "いち"


@pytest.mark.parametrize(
    ("column", "typed", "said"),
    [
        ("phone", "12345", "市外局番から"),
        ("hours", "9時から5時", "この書き方は読めません"),
        ("source_date", "きのう", "日付を"),
        ("url", "www.example.jp", "https://"),
        ("plain", "", "やさしい1行を書いてください"),
        ("contact_department", "dp-nothing", "一覧にない名前"),
        ("age_min_months", "三つ", "整数"),
    ],
)
def test_a_wrong_field_is_told_at_its_place_and_nothing_is_kept(
    hamada, publishing, column, typed, said
):
    answer = save(hamada, opened(hamada, *PROGRAM), **{column: typed})
    assert answer.status_code == 422
    assert re.search(rf'<a href="#field-c-{column}">[^<]*{re.escape(said)}', answer.text)
    assert f'id="wrong-c-{column}"' in answer.text
    assert publishing.draft_of(*PROGRAM) is None


def test_what_she_typed_wrongly_is_still_there(hamada):
    answer = save(hamada, opened(hamada, *PROGRAM), phone="12345", fee="五百円")
    assert 'value="12345"' in answer.text and 'value="五百円"' in answer.text


def test_the_check_while_typing_says_the_same(hamada):
    form = opened(hamada, *PLACE)
    said = hamada.do(
        "/staff/records/check", **form, **{"c-phone": "1", "c-hours": "Mo 10:00-12:00"}
    )
    assert "市外局番から" in said.json["wrong"]["c-phone"]
    assert "10:00〜12:00" in said.json["hints"]["c-hours"]
    assert "支援センター あい" in said.json["card"]


def test_the_card_shows_what_is_typed_not_what_is_published(hamada):
    form = opened(hamada, *PROGRAM)
    shown = save(hamada, form, do="show", short_name="あたらしい題")
    assert shown.status_code == 200 and "あたらしい題</p>" in shown.text


@pytest.mark.parametrize("base", ["", "[1]", "{", "null", '{"id": {"a": 1}}', "[" * 5000])
def test_a_broken_base_is_no_accident(hamada, base):
    form = {"table": "programs", "key": "sango_care", "base": base}
    for path in ("check", "save"):
        assert hamada.do(f"/staff/records/{path}", **form).status_code < 500


def test_script_in_a_cell_is_only_text(hamada):
    shown = save(hamada, opened(hamada, *PROGRAM), do="show", plain="<script>alert(1)</script>")
    assert "<script>alert" not in shown.text and "&lt;script&gt;alert" in shown.text


def test_a_new_place_is_put_into_the_town_of_its_address(hamada, publishing):
    form = {"table": "places", "key": "", "base": ""}
    cells = {"name": "ためしの広場", "short_name": "ためし", "kind": "support_center"}
    cells |= {"program_ids": "chiiki_kosodate_center", "check_level": "official"}
    cells |= {"address": "高知市百石町2丁目1-1", "id": "tameshi"}
    assert save(hamada, form, **cells).status_code == 302
    assert publishing.draft_of("places", "tameshi").cells["town"] == "百石町二丁目"


def test_a_new_record_needs_its_fields_and_an_id_of_its_own(hamada, publishing):
    form = {"table": "places", "key": "", "base": ""}
    answer = save(hamada, form, id="sc-ai", name="x")
    assert "もう使われています" in answer.text and answer.status_code == 422
    assert "半角の英小文字" in save(hamada, form, id="あ い", name="x").text
    assert not publishing.drafts()


def test_an_end_is_a_draft_too(hamada, publishing):
    table, key = PLACE
    hamada.do("/staff/records/end", table=table, key=key, note="3月で終了")
    draft = publishing.draft_of(*PLACE)
    assert draft.cells is None and draft.note == "3月で終了"
    assert publishing.record(*PLACE)


def test_two_people_edit_one_record_and_nothing_is_overwritten(enter, publishing):
    hamada, nishi = enter(HAMADA), enter(NISHI, "192.0.2.2")
    first, second = opened(hamada, *PROGRAM), opened(nishi, *PROGRAM)
    save(hamada, first, fee="千円", plain="浜田の1行")
    answer = save(nishi, second, fee="二千円")
    assert answer.status_code == 409
    assert "千円" in answer.text and "二千円" in answer.text and "浜田" in answer.text
    assert publishing.draft_of(*PROGRAM).cells["fee"] == "千円"


def test_she_chooses_field_by_field(enter, publishing):
    hamada, nishi = enter(HAMADA), enter(NISHI, "192.0.2.2")
    first, second = opened(hamada, *PROGRAM), opened(nishi, *PROGRAM)
    save(hamada, first, fee="千円", plain="浜田の1行")
    theirs = publishing.draft_of(*PROGRAM).cells
    chosen = {**second, "base": json.dumps(theirs)}
    assert save(nishi, chosen, fee="二千円", plain="浜田の1行").status_code == 302
    kept = publishing.draft_of(*PROGRAM).cells
    assert (kept["fee"], kept["plain"]) == ("二千円", "浜田の1行")


def owned(publishing, department: str) -> None:
    """The record belongs to a department from now on."""
    cells = publishing.record(*PROGRAM)
    draft = publishing.save(
        HAMADA.account, *PROGRAM, {**cells, "owner_department": department}, cells
    )
    publishing.submit(HAMADA.account, [draft.id])
    publishing.approve(NISHI.account, [draft.id])


def test_another_departments_editor_may_read_and_no_more(enter, publishing):
    owned(publishing, "dp-boshi")
    okabe = enter(OKABE)
    page = okabe.get(address(*PROGRAM))
    assert page.status_code == 200 and "直せません" in page.text
    assert save(okabe, opened(okabe, *PROGRAM), fee="x").status_code == 403
    table, key = PROGRAM
    assert okabe.do("/staff/records/end", table=table, key=key).status_code == 403
    assert not publishing.drafts()


def test_a_hotline_cannot_lose_its_number(hamada, publishing):
    key = publishing.rows().table("hotlines")[0]["id"]
    answer = save(hamada, opened(hamada, "hotlines", key), phone="")
    assert answer.status_code == 422 and not publishing.drafts()


def test_hours_are_a_week_in_plain_words():
    week = week_of("Mo-Fr 09:00-12:00; Sa 10:00-12:00 unknown; PH off", TODAY)
    assert dict(week.days)["月"] == "9:00〜12:00" and dict(week.days)["日"] == "休み"
    assert "要確認" in dict(week.days)["土"] and dict(week.days)["祝日"] == "休み"


def test_weeks_that_differ_are_told_by_their_days():
    week = week_of("Tu[2] 10:00-12:00", TODAY)
    assert not week.days and "12月8日(火)" in week.note
    assert week_of("nonsense", TODAY) is None


def test_a_chome_is_read_in_either_way(publishing):
    areas = publishing.preview([])[0].areas
    assert town_in(areas, "高知市百石町２丁目18-25").name == "百石町二丁目"
    assert town_in(areas, "東京都港区芝公園4丁目") is None


def test_20000_phrases_are_listed_a_page_at_a_time():
    table = [
        Row("phrases/w1.csv", n, {"program_ids": "a", "text": f"言い方{n}", "language": "ja"})
        for n in range(20_000)
    ]
    found = listed(Rows({"phrases/w1": table}, {}), "phrases", [], Wanted(text="言い方1999"))
    assert len(found) == 11


def test_every_described_choice_can_be_chosen(publishing):
    for table in ("programs", "places", "hotlines"):
        by_name = {
            i.field.column: i
            for _, asked in inputs(publishing.rows(), table, {}, True)
            for i in asked
        }
        for field in fields(table):
            if field.choices:
                offered = {value for value, _ in by_name[field.column].options}
                assert {value for value, _ in field.choices} <= offered


def test_the_draft_is_in_the_audit_log(hamada, store):
    save(hamada, opened(hamada, *PROGRAM), fee="千円")

    def last(connection: sqlite3.Connection) -> tuple:
        return connection.execute("SELECT who, what FROM audit ORDER BY id DESC").fetchone()

    assert store.database.read(last) == ("hamada", "draft")
