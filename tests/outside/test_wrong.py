"""「この情報は違う」 without a browser: who may send what, and what nobody gets to see."""

import pytest

from bot.store.reports import MOST_IN_A_DAY
from bot.web.outside.wrong import PER_CLIENT

from .conftest import kept

PAGE = "/wrong/programs/sango_care"
EVERY = (PAGE, "/wrong/places/sc-ai", "/wrong/departments/dp-boshi")


def send(visit, page=PAGE, **fields):
    return visit.post(page, page, **{"reason": "old", "note": "", **fields})


@pytest.mark.parametrize("page", EVERY)
def test_the_guide_leads_to_a_form_that_is_kept(come, store, page):
    visit = come()
    guide = {"programs": "/guide/p/", "places": "/guide/place/", "departments": "/guide/dept/"}
    table, id_ = page.split("/")[2:]
    assert f'href="{page}"' in visit.get(guide[table] + id_).text
    answer = send(visit, page, note="時間が変わったようです")
    assert answer.status_code == 303 and answer.location == f"{page}/sent"
    assert "ありがとうございます" in visit.get(answer.location).text
    (report,) = kept(store)
    assert report[1:5] == (table, id_, "old", "時間が変わったようです")


def test_to_look_changes_nothing_and_needs_no_account(come, store):
    for path in (*EVERY, f"{PAGE}/sent"):
        answer = come().get(path)
        assert answer.status_code == 200
        assert answer.headers["Cache-Control"] == "no-store"
        assert "noindex" in answer.headers["X-Robots-Tag"]
    assert kept(store) == []


def test_no_reader_ever_sees_a_report(come):
    visit = come()
    send(visit, note="とても珍しい言葉ゆずぽんず")
    chat = visit.client.post(
        "/chat/message", json={"text": "産後ケア"}, headers={"X-Chat-Session": "e" * 32}
    )
    seen = [visit.get(path).text for path in ("/guide/p/sango_care", PAGE, f"{PAGE}/sent")]
    assert "ゆずぽんず" not in "".join([*seen, chat.text, visit.get("/guide/api/programs").text])


@pytest.mark.parametrize(
    ("note", "said"),
    [
        ("088-855-7795は別の番号です", "番号を書かずに"),
        ("〇八八 八五五 七七九五", "番号を書かずに"),
        ("担当の山田さんが言っていました", "人の名前"),
        ("a@example.jp に知らせて", "宛先は、受け取れません"),
        ("LINE ID: hanako", "ID"),
        ("本町5丁目1-45に移った", "場所がちがう"),
        ("あ" * 301, "300文字まで"),
    ],
)
def test_a_note_with_a_person_in_it_is_kindly_refused(come, store, note, said):
    answer = send(come(), note=note)
    assert answer.status_code == 400 and said in answer.text
    assert note in answer.text  # nothing that she typed is lost
    assert kept(store) == []


@pytest.mark.parametrize("reason", ["", "x", "OLD", "old'; DROP TABLE reports; --", "古い"])
def test_a_reason_must_be_one_of_the_four(come, store, reason):
    answer = send(come(), reason=reason)
    assert answer.status_code == 400 and "ひとつ選んで" in answer.text
    assert kept(store) == []


@pytest.mark.parametrize(
    "path",
    [
        "/wrong/programs/nowhere",
        "/wrong/hotlines/h-119",
        "/wrong/wording/follow",
        "/wrong/programs/%00",
        "/wrong/__class__/x",
        "/wrong/programs/" + "x" * 3000,
        "/wrong/programs/nowhere/sent",
    ],
)
def test_a_record_that_is_not_there_cannot_be_reported(come, store, path):
    visit = come()
    assert visit.get(path).status_code == 404
    assert visit.post(path, PAGE, reason="old").status_code in (404, 405)
    assert kept(store) == []


def test_a_form_without_its_token_is_refused_with_a_way_on(come, store):
    visit = come()
    answer = visit.client.post(PAGE, data={"reason": "old"})
    assert answer.status_code == 400
    assert "もう一度開いて" in answer.text and f'href="{PAGE}"' in answer.text
    other = come().client.post(PAGE, data={"reason": "old", "csrf_token": "x" * 40})
    assert other.status_code == 400 and kept(store) == []


def test_html_stays_text(come, store):
    bad = "<script>alert(1)</script><b>太い</b>"
    visit = come()
    assert send(visit, note=bad).status_code == 303
    assert kept(store)[0].note == bad
    again = send(visit, note=bad, reason="")
    assert "<script>alert" not in again.text and "&lt;script&gt;" in again.text


@pytest.mark.parametrize(
    ("note", "left"),
    [
        ("時間\r\nが\tちがう", "時間 が ちがう"),
        ("\x00\x07\x1b[31m古い", "[31m古い"),
        ("\u202e\u200b\ufeff古い", "古い"),
        ("👩\u200d👧の広場", "👩\u200d👧の広場"),
        ("   ", ""),
    ],
)
def test_what_nobody_sees_is_taken_out(come, store, note, left):
    assert send(come(), note=note).status_code == 303
    assert kept(store)[0].note == left


def test_a_huge_form_is_refused(come, store):
    assert send(come(), note="あ" * 20_000).status_code in (400, 413)
    assert kept(store) == []


def test_too_many_from_one_client_are_asked_to_wait(come, store):
    visit, most = come(), int(PER_CLIENT.split()[0])
    answers = [send(visit).status_code for _ in range(most + 1)]
    assert answers == [303] * most + [429]
    refused = send(visit)
    assert "まだ送れていません" in refused.text
    assert send(come()).status_code == 303
    assert len(kept(store)) == most + 1


def test_too_many_from_all_the_world_are_asked_to_wait(come, store):
    def fill(connection):
        connection.execute(
            "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n WHERE x < ?)"
            " INSERT INTO reports (table_name, record_id, reason, note, at)"
            " SELECT 'programs', 'sango_care', 'old', '', strftime('%s', 'now') FROM n",
            (MOST_IN_A_DAY,),
        )

    store.database.write(fill)
    assert send(come()).status_code == 429
    assert len(kept(store)) == MOST_IN_A_DAY


@pytest.mark.parametrize("page", ["/wrong/programs/dv_soudan", "/wrong/programs/gyakutai_189"])
def test_a_record_on_violence_stays_discreet(come, page):
    visit = come()
    for path in (page, f"{page}/sent"):
        text = visit.get(path).text
        title = text.split("<title>")[1].split("</title>")[0]
        assert title == "こうち子育てみちしるべ"
        assert 'data-neutral-address="/guide"' in text and "data-exit" in text
    assert "data-neutral-address" not in visit.get(PAGE).text


def test_words_of_danger_are_kept_nowhere_and_answered_with_numbers(come, store):
    answer = send(come(), note="夫に殴られています。助けて")
    assert answer.status_code == 200
    assert "110" in answer.text and "ここには残していません" in answer.text
    assert [(one.reason, one.note) for one in kept(store)] == [("old", "")]


def test_the_chats_detail_leads_there(come):
    headers = {"X-Chat-Session": "f" * 32}
    sent = {"postback": "do=detail&program=sango_care"}
    answer = come().client.post("/chat/message", json=sent, headers=headers)
    assert f"http://localhost{PAGE}" in answer.text


def test_the_policy_tells_what_is_kept_of_reports(come):
    assert "この情報は違う" in come().get("/policy").text
