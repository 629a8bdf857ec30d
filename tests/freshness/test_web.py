"""The pages of freshness: the staff's overview, its sheet, and the link of a department."""

import re
import time

import pytest

from bot.services.links import DEPARTMENT, LIFE, RECORD, Links
from bot.services.publishing.drafts import DRAFT, PROPOSED
from bot.store import record_checks

from ..people import HAMADA, KANRI, NISHI, OKABE

MINE = "programs/sango_care"  # of dp-boshi
OTHERS = "departments/dp-hoiku"
OLD = "2026-01-05"
SAID = "最後に確かめたのは2026年11月23日です"


@pytest.fixture
def token(links):
    return links.make(NISHI.account, DEPARTMENT, "dp-boshi")


def seen_at(visit, path):
    return re.search(r'name="seen" value="(\w+)"', visit.get(path).text)[1]


def send(visit, token, record, task="", **fields):
    page = f"/review/{token}/{record}"
    seen = fields.pop("seen", None) or seen_at(visit, page)
    return visit.post(f"{page}{task}", page, seen=seen, **fields)


def checks(store):
    return store.database.read(record_checks.every)


def kept(store):
    """All that a visit could have changed."""
    tables = ("record_checks", "drafts", "audit", "review_links")
    return [
        store.database.read(lambda c, t=t: c.execute(f"SELECT * FROM {t}").fetchall())
        for t in tables
    ]


def test_opening_changes_nothing_however_often(come, store, token):
    before, visit = kept(store), come()
    for path in ("", f"/{MINE}", f"/{MINE}/end"):
        for method in ("GET", "HEAD"):
            answer = visit.client.open(f"/review/{token}{path}", method=method)
            assert answer.status_code == 200
            assert answer.headers["X-Robots-Tag"] == "noindex, nofollow"
            assert answer.headers["Referrer-Policy"] == "no-referrer"
            assert answer.headers["Cache-Control"] == "no-store"
    assert visit.get(f"/review/{token}/{MINE}/same").status_code == 405
    assert kept(store) == before


def test_the_list_shows_the_department_alone_and_no_notes_of_the_staff(come, publishing, token):
    page = come().get(f"/review/{token}").text
    assert page.count('class="record-box') == 17
    assert "母子保健課の記録の確認" in page and "sango_care" in page
    assert publishing.record("programs", "sango_care")["staff_note"][:20] not in page
    assert "dp-hoiku" not in page


def test_nothing_changed_renews_at_once_and_makes_no_draft(come, store, publishing, token):
    visit = come()
    answer = send(visit, token, MINE, "/same")
    assert answer.status_code == 303
    assert ("programs", "sango_care") in checks(store)
    assert publishing.drafts(status=(DRAFT, PROPOSED)) == []
    assert "17件のうち 1件" in visit.get(f"/review/{token}").text


def test_what_changed_since_the_page_was_opened_is_not_confirmed(come, store, token):
    send(come(), token, MINE, "/same", seen="0123456789abcdef")
    assert checks(store) == {}


@pytest.mark.parametrize("task", ["/same", "", "/end"])
def test_another_departments_record_is_not_to_be_had(come, store, token, task):
    visit = come()
    page = f"/review/{token}/{MINE}"
    answer = visit.post(f"/review/{token}/{OTHERS}{task}", page, day="2027-01-01", note="x")
    assert answer.status_code == 404
    assert checks(store) == {}


def test_a_correction_becomes_a_proposal_of_its_department(come, publishing, token):
    answer = send(come(), token, MINE, **{"c-phone": "088-855-7796", "note": "番号が変わりました"})
    assert answer.status_code == 303
    (draft,) = publishing.drafts(status=(PROPOSED,))
    changed = {c for c in draft.cells if draft.cells[c] != draft.base[c]}
    assert changed == {"phone"} and draft.origin == "freshness"
    assert publishing.record("programs", "sango_care")["phone"] != "088-855-7796"


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"c-phone": "088-12"}, "電話"),
        ({"note": "090-1234-5678へ"}, "番号を書かずに"),
        ({}, "変わったところがありません"),
        ({"c-name": "", "c-phone": "088-855-7795"}, "名"),
        ({"c-phone": "088-855-7796", "seen": "0" * 16}, "新しくなりました"),
    ],
)
def test_a_wrong_correction_comes_back_with_its_reason(come, publishing, token, fields, told):
    answer = send(come(), token, MINE, **fields)
    assert answer.status_code == 422 and told in answer.text
    assert publishing.drafts(status=(PROPOSED,)) == []


def test_fields_that_are_not_theirs_are_not_taken(come, publishing, token):
    send(come(), token, MINE, **{"c-owner_department": "dp-hoiku", "c-plain": "x", "note": "何か"})
    (draft,) = publishing.drafts(status=(PROPOSED,))
    assert draft.cells == draft.base and draft.note == "何か"


def test_an_end_becomes_a_proposal_too(come, publishing, token):
    assert send(come(), token, MINE, "/end", day="2027-03-31").status_code == 303
    (draft,) = publishing.drafts(status=(PROPOSED,))
    assert draft.cells["visible_until"] == "2027-03-31"


@pytest.mark.parametrize("day", ["", "soon", "2027-02-30"])
def test_an_end_without_a_day_comes_back(come, publishing, token, day):
    assert send(come(), token, MINE, "/end", day=day).status_code == 422
    assert publishing.drafts(status=(PROPOSED,)) == []


def test_an_office_is_not_ended_by_a_date(come, token):
    assert come().get(f"/review/{token}/departments/dp-boshi/end").status_code == 404


def test_a_link_that_is_over_meets_one_and_the_same_page(come, links, store, settings, token):
    revoked = links.make(NISHI.account, DEPARTMENT, "dp-boshi")
    links.revoke(NISHI.account, links.read(revoked, DEPARTMENT).id)
    past = Links(store, settings.secret_key, clock=lambda: time.time() - LIFE - 1)
    expired = past.make(NISHI.account, DEPARTMENT, "dp-boshi")
    other = links.make(NISHI.account, RECORD, "dp-boshi", "places", "sc-ai")
    answers = [come().get(f"/review/{one}") for one in (revoked, expired, other, "x.y.z")]
    assert {answer.status_code for answer in answers} == {404}
    assert len({answer.text for answer in answers}) == 1
    assert "新しいリンクを頼んでください" in answers[0].text
    visit, page = come(), f"/review/{token}"
    for task in ("/same", "", "/end"):
        assert visit.post(f"/review/{revoked}/{MINE}{task}", page).status_code == 404
    assert checks(store) == {}


def test_a_form_without_its_token_is_refused(come, store, token):
    assert come().client.post(f"/review/{token}/{MINE}/same").status_code == 400
    assert checks(store) == {}


def test_a_flood_of_corrections_is_stopped(come, publishing, token):
    visit = come()
    answers = [send(visit, token, MINE, note=f"{n}回目").status_code for n in range(6)]
    assert answers == [303] * 5 + [429]
    assert len(publishing.drafts(status=(PROPOSED,))) == 5


def test_the_overview_counts_and_leads_to_the_form(come):
    page = come(HAMADA).get("/staff/freshness?only=all&department=dp-boshi").text
    assert "17件" in page and "/staff/records/edit?table=programs" in page
    assert "課に頼むリンク" not in page


@pytest.mark.parametrize("query", ["", "?only=nonsense&department=x&page=-3", "?department=-"])
def test_the_overview_takes_any_address(come, query):
    assert come(NISHI).get(f"/staff/freshness{query}").status_code == 200


def test_staff_confirm_by_a_tap(come, store):
    visit = come(HAMADA)
    page = visit.get("/staff/freshness?only=all&department=dp-boshi").text
    seen = re.search(r'value="sango_care"><input type="hidden" name="seen" value="(\w+)"', page)[1]
    given = {"table": "programs", "key": "sango_care", "seen": seen}
    assert visit.do("/staff/freshness/confirm", **given).status_code == 302
    assert list(checks(store)) == [("programs", "sango_care")]
    assert visit.do("/staff/freshness/confirm", **{**given, "key": "nobody"}).status_code == 404


def test_another_departments_record_is_not_hers_to_confirm(come, publishing, store):
    before = publishing.record("places", "sc-ai")
    cells = {**before, "owner_department": "dp-hoiku"}
    draft = publishing.save(NISHI.account, "places", "sc-ai", cells, before)
    publishing.submit(NISHI.account, [draft.id])
    publishing.approve(KANRI.account, [draft.id])
    given = {"table": "places", "key": "sc-ai", "seen": "x"}
    assert come(HAMADA).do("/staff/freshness/confirm", **given).status_code == 403
    assert come(OKABE).do("/staff/freshness/confirm", **given).status_code == 302
    assert checks(store) == {}


def test_days_are_drafted_from_the_overview(come, publishing, store, token):
    send(come(), token, MINE, "/same")
    visit = come(HAMADA)
    assert "1件の下書きにする" in visit.get("/staff/freshness").text
    assert visit.do("/staff/freshness/write").location.endswith("/staff/drafts")
    assert [draft.key for draft in publishing.drafts(status=(DRAFT,))] == ["sango_care"]


def test_the_sheet_has_a_box_for_each_record(come):
    page = come(HAMADA).get("/staff/freshness/sheet?department=dp-boshi").text
    assert page.count("□ 変更なし") == page.count("□ 終了") == 17


def test_a_link_is_made_shown_once_and_revoked(come, links):
    visit = come(NISHI)
    made = visit.do("/staff/freshness/links", department="dp-boshi").text
    address = re.search(r'value="http://[^/"]+(/review/[^"]+)"', made)[1]
    assert come().get(address).status_code == 200
    assert address not in visit.get("/staff/freshness/links").text
    (link,) = links.alive(DEPARTMENT)
    visit.do("/staff/freshness/links/revoke", id=link.id)
    assert come().get(address).status_code == 404
    assert visit.do("/staff/freshness/links/revoke", id=link.id).status_code == 404


@pytest.mark.parametrize("department", ["", "dp-nowhere"])
def test_a_link_needs_a_department(come, links, department):
    answer = come(NISHI).do("/staff/freshness/links", department=department)
    assert answer.status_code == 422 and links.alive(DEPARTMENT) == []


def assigned(visit, *records, **fields):
    page = "/staff/freshness?department=-&only=all"
    return visit.do("/staff/freshness/assign", page, record=list(records), **fields)


def test_the_overview_gives_records_of_nobody_a_department(come, publishing):
    visit = come(NISHI)
    page = visit.get("/staff/freshness?department=-&only=all").text
    assert 'name="record" value="places/sc-ai"' in page and "places/pc-kochi" not in page
    answer = assigned(visit, "places/sc-ai", "places/sc-koara", owner="dp-hoiku")
    assert answer.location.endswith("/staff/drafts")
    drafts = publishing.drafts(status=(DRAFT,))
    assert {draft.key for draft in drafts} == {"sc-ai", "sc-koara"}
    assert 'name="record"' not in visit.get("/staff/freshness?department=dp-boshi").text


@pytest.mark.parametrize(
    ("records", "owner"),
    [([], "dp-hoiku"), (["places/sc-ai"], ""), (["places/sc-ai"], "x"), (["x", "/"], "dp-hoiku")],
)
def test_without_records_or_a_department_nothing_is_assigned(come, publishing, records, owner):
    answer = assigned(come(NISHI), *records, owner=owner)
    assert "/staff/freshness?department=-" in answer.location
    assert publishing.drafts(status=(DRAFT,)) == []


def test_an_editor_takes_records_but_gives_none_to_others(come, publishing):
    visit = come(HAMADA)
    assert (
        "dp-hoiku"
        not in re.search(
            r'<select id="field-owner".*?</select>',
            visit.get("/staff/freshness?department=-").text,
            re.S,
        )[0]
    )
    assigned(visit, "places/sc-ai", owner="dp-boshi")
    assert [draft.key for draft in publishing.drafts(status=(DRAFT,))] == ["sc-ai"]


def test_a_page_of_the_guide_says_what_nobody_has_checked(come, publishing):
    """The application looks at the release at its own pace; a second process sees it at once."""
    before = publishing.record("places", "sc-ai")
    draft = publishing.save(NISHI.account, "places", "sc-ai", before | {"check_by": OLD}, before)
    publishing.submit(NISHI.account, [draft.id])
    page = "/guide/place/sc-ai"
    assert SAID not in come().get(page).text
    publishing.approve(KANRI.account, [draft.id])
    until = time.monotonic() + 5
    while SAID not in (shown := come().get(page).text) and time.monotonic() < until:
        time.sleep(0.1)
    assert SAID in shown
