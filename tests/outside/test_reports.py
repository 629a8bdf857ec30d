"""What readers say, on the side of the staff: whose it is, who may settle it, how long it stays."""

import re

import pytest

from bot.services.reports import answers_for, one_line
from bot.store import audit, reports
from bot.store.reports import DAY, KEPT, MOST_IN_A_DAY, Report

from ..people import HAMADA, NISHI, OKABE
from ..talking import AT, open_store
from .conftest import kept

PAGE = "/staff/reports"


def report(table="programs", id_="sango_care", note="", at=AT):
    return Report(0, table, id_, "old", note, at)


def add(store, *given):
    for one in given or (report(),):
        store.database.write(lambda c, one=one: reports.add(c, one))
    return [one.id for one in kept(store)]


def verbs(store):
    return store.database.read(audit.verbs)


def text_of(answer):
    return " ".join(re.sub(r"<[^>]+>", " ", answer.text).split())


def test_reports_stand_by_department_hers_first_and_newest_first(come, store):
    add(store, report(note="先の言葉"), report(note="後の言葉", at=AT + 60))
    add(store, report("departments", "dp-hoiku"), report("programs", "nowhere"))
    page = text_of(come(HAMADA).get(PAGE))
    assert page.index("母子保健課 2件") < page.index("保育幼稚園課 1件")
    assert page.index("後の言葉") < page.index("先の言葉")
    assert "受け持つ課が決まっていない記録 1件" in page and "もうない記録" in page
    only = text_of(come(HAMADA).get(f"{PAGE}?department=dp-hoiku"))
    assert "保育幼稚園課 1件" in only and "先の言葉" not in only


def test_the_start_page_counts_what_waits_for_her(come, store):
    assert "という知らせ" not in come(HAMADA).get("/staff").text
    add(store, report(), report("departments", "dp-hoiku"))
    assert re.search(r"1 「この情報は違う」という知らせ", text_of(come(HAMADA).get("/staff")))
    assert re.search(r"2 「この情報は違う」という知らせ", text_of(come(NISHI).get("/staff")))


def test_a_report_is_settled_and_stays_for_a_look_back(come, store):
    (id_,) = add(store)
    visit = come(HAMADA)
    assert visit.do(f"{PAGE}/done", PAGE, id=id_).status_code == 302
    assert kept(store) == [] and kept(store, done=True)[0].done_by == HAMADA.name
    assert "産後ケア" in visit.get(f"{PAGE}?shown=done").text
    assert "待っている知らせはありません" in visit.get(PAGE).text
    assert "report_done" in verbs(store)
    visit.do(f"{PAGE}/done", "/staff/account", id=id_)
    assert len(kept(store, done=True)) == 1


def test_a_prank_is_dropped(come, store):
    (id_,) = add(store)
    assert come(HAMADA).do(f"{PAGE}/drop", PAGE, id=id_).status_code == 302
    assert kept(store) == kept(store, done=True) == []
    assert "report_drop" in verbs(store)


@pytest.mark.parametrize("deed", ["done", "drop"])
def test_another_departments_report_is_left_alone(come, store, deed):
    (id_,) = add(store)
    visit = come(OKABE)
    assert "ほかの課が受け持っています" in visit.get(PAGE).text
    assert visit.do(f"{PAGE}/{deed}", id=id_).status_code == 404
    assert len(kept(store)) == 1


@pytest.mark.parametrize("id_", ["", "0", "999999", "x", "-1", "1 OR 1=1"])
@pytest.mark.parametrize("deed", ["done", "drop"])
def test_a_made_up_report_cannot_be_settled(come, store, deed, id_):
    add(store)
    assert come(HAMADA).do(f"{PAGE}/{deed}", id=id_).status_code == 404
    assert len(kept(store)) == 1


@pytest.mark.parametrize("query", ["department=nowhere", "shown=all", "department=%00&shown=%00"])
def test_odd_filters_show_a_page(come, store, query):
    add(store)
    assert come(HAMADA).get(f"{PAGE}?{query}").status_code == 200


def test_html_of_a_stranger_stays_text_for_staff(come, store):
    add(store, report(note="<img src=x onerror=alert(1)>"))
    page = come(HAMADA).get(PAGE).text
    assert "<img src=x" not in page and "&lt;img src=x" in page


def test_a_stranger_and_a_missing_token_change_nothing(come, store):
    (id_,) = add(store)
    assert come().get(PAGE).status_code == 302
    assert come(HAMADA).client.post(f"{PAGE}/drop", data={"id": id_}).status_code in (302, 400)
    assert len(kept(store)) == 1


@pytest.mark.parametrize(("age", "left"), [(KEPT - 60, 1), (KEPT, 0), (KEPT + DAY, 0)])
def test_reports_stay_ninety_days_done_or_not(tmp_path, age, left):
    store = open_store(tmp_path)
    done, _ = add(store, report(at=AT - age), report(at=AT - age))
    store.database.write(lambda c: reports.finish(c, done, "hamada", AT))
    store.purge()
    assert (len(kept(store, done=True)), len(kept(store))) == (left, left)
    store.close()


def test_a_flood_ends_and_the_next_day_begins_anew(tmp_path):
    store = open_store(tmp_path)
    many = [report(at=AT) for _ in range(MOST_IN_A_DAY + 1)]
    took = store.database.write(lambda c: [reports.add(c, one) for one in many])
    assert took == [True] * MOST_IN_A_DAY + [False]
    assert store.database.write(lambda c: reports.add(c, report(at=AT + DAY + 1)))
    store.close()


@pytest.mark.parametrize(
    ("table", "id_", "department"),
    [
        ("programs", "sango_care", "dp-boshi"),
        ("departments", "dp-hoiku", "dp-hoiku"),
        ("programs", "nowhere", ""),
        ("wording", "follow", ""),
    ],
)
def test_who_answers_for_a_record(publishing, table, id_, department):
    assert answers_for(publishing.rows(), table, id_) == department


def test_a_place_is_its_programmes_departments(publishing):
    rows = publishing.rows()
    places = {row.cells["id"]: row.cells["program_ids"] for row in rows.table("places")}
    found = {answers_for(rows, "places", id_) for id_ in places}
    assert found <= {row.cells["id"] for row in rows.table("departments")} | {""}
    assert len(found) > 2


def test_one_line_takes_lone_surrogates_out():
    assert one_line("古い\ud800\u0085です\u2028。") == "古い です 。"
