"""From a draft to a release: who may do what, and what is said when it cannot be done."""

import re
import time

import pytest

from bot.core.account import Account

from ..people import HAMADA, KANRI, NISHI, OKABE, Person, settle
from .writing import HOTLINE, PLACE, PROGRAM, drafted, opened, save

DOI = Person(Account(0, "doi", "こども政策課 土居", "approver"), "kasa wo sashite aruku 12")


@pytest.fixture
def hamada(enter):
    return enter(HAMADA)


@pytest.fixture
def nishi(enter):
    return enter(NISHI, "192.0.2.2")


@pytest.fixture
def draft(hamada, publishing):
    """A draft that Hamada has handed in."""
    return drafted(hamada, publishing, *PROGRAM, fee="千円")


def test_both_versions_stand_side_by_side(draft, nishi):
    page = nishi.get(f"/staff/drafts/{draft.id}").text
    assert re.search(r'class="old">.*?</td>\s*<td class="new">.*?<ins>千円</ins>', page, re.DOTALL)
    assert "承認へ進む" in page and draft.author_shown in page


def test_the_list_says_what_waits(draft, nishi):
    page = nishi.get("/staff/drafts").text
    assert "承認を待っているもの" in page and f"/staff/drafts/{draft.id}" in page
    assert "いま、下書きはありません" in nishi.get("/staff/drafts?department=dp-hoiku").text


def test_the_start_page_counts_what_waits_for_whom(draft, hamada, nishi):
    assert "承認を待っている下書き" in nishi.get("/staff").text
    assert "承認を待っている下書き" not in hamada.get("/staff").text


def test_approving_releases_it(draft, nishi, publishing):
    answer = nishi.do("/staff/drafts/approve", id=draft.id, note="料金が変わった")
    release = publishing.releases()[0]
    assert answer.location == f"/staff/releases/{release.id}"
    assert publishing.record(*PROGRAM)["fee"] == "千円" and release.note == "料金が変わった"


def test_several_are_approved_at_once(draft, hamada, nishi, publishing):
    other = drafted(hamada, publishing, *PLACE, parking="あり")
    nishi.do("/staff/drafts/approve", id=[draft.id, other.id])
    assert [release.number for release in publishing.releases()] == [2]


def test_chosen_drafts_have_a_page(draft, hamada, nishi, publishing):
    other = drafted(hamada, publishing, *PLACE, parking="あり")
    answer = nishi.do("/staff/drafts/review", id=[draft.id, other.id])
    page = nishi.get(answer.location).text
    assert "公開する前に(2件)" in page and "承認して公開する" in page


def test_an_editor_cannot_approve(draft, hamada, publishing):
    for path in ("approve", "review"):
        assert hamada.do(f"/staff/drafts/{path}", id=draft.id).status_code == 403
    assert not publishing.releases()


def test_nobody_approves_her_own(nishi, publishing):
    draft = drafted(nishi, publishing, *PROGRAM, fee="千円")
    assert "承認へ進む" not in nishi.get(f"/staff/drafts/{draft.id}").text
    answer = nishi.do("/staff/drafts/approve", id=draft.id)
    assert "自分では承認できません" in nishi.get(answer.location).text
    assert not publishing.releases()


def test_a_hotline_takes_two(hamada, nishi, enter, store, publishing):
    settle(store, DOI)
    draft = drafted(hamada, publishing, *HOTLINE, note="いつでも話せます")
    answer = nishi.do("/staff/drafts/approve", id=draft.id)
    assert "1人目の承認" in nishi.get(answer.location).text
    assert "もう1人の承認を待っています" in nishi.get(f"/staff/drafts/{draft.id}").text
    nishi.do("/staff/drafts/approve", id=draft.id)
    assert not publishing.releases()
    enter(DOI, "192.0.2.3").do("/staff/drafts/approve", id=draft.id)
    assert publishing.releases()[0].who == "doi"


def test_she_takes_it_back(draft, hamada, publishing):
    hamada.do("/staff/drafts/withdraw", id=draft.id)
    assert publishing.draft(draft.id).status == "withdrawn" and not publishing.drafts()


def test_it_comes_back_with_a_reason_and_is_mended(draft, hamada, nishi, publishing):
    nishi.do("/staff/drafts/reject", id=draft.id, reason="出典も直してください")
    assert "出典も直してください" in hamada.get(f"/staff/drafts/{draft.id}").text
    form = hamada.get(f"/staff/records/edit?table=programs&key=sango_care&draft={draft.id}").text
    assert 'value="千円"' in form
    hamada.do("/staff/drafts/submit", id=draft.id)
    assert publishing.draft(draft.id).status == "submitted"


def test_a_rejection_needs_a_reason(draft, nishi, publishing):
    nishi.do("/staff/drafts/reject", id=draft.id, reason="  ")
    assert publishing.draft(draft.id).status == "submitted"


def test_an_editor_does_not_reject(draft, enter, publishing):
    answer = enter(OKABE).do("/staff/drafts/reject", id=draft.id, reason="x")
    assert answer.status_code == 403 and publishing.draft(draft.id).status == "submitted"


def test_what_comes_from_outside_is_marked(nishi, publishing):
    cells = publishing.record(*PLACE)
    draft = publishing.propose(
        "", *PLACE, {**cells, "parking": "あり"}, cells, "outside", "電話で聞いた"
    )
    page = nishi.get(f"/staff/drafts/{draft.id}").text
    assert "外の人が書いたもの" in page and "電話で聞いた" in page
    assert "外から届いた提案" in nishi.get("/staff").text
    assert nishi.do("/staff/drafts/approve", id=draft.id).status_code == 302
    assert not publishing.releases()


def test_a_proposal_is_taken_up_by_handing_it_in(hamada, nishi, publishing):
    cells = publishing.record(*PLACE)
    draft = publishing.propose("", *PLACE, {**cells, "parking": "あり"}, cells, "outside")
    hamada.do("/staff/drafts/submit", id=draft.id)
    assert "外からの提案" in nishi.get(f"/staff/drafts/{draft.id}").text
    nishi.do("/staff/drafts/approve", id=draft.id)
    assert publishing.record(*PLACE)["parking"] == "あり"


def test_what_changed_after_she_looked_is_not_approved(draft, hamada, nishi, publishing):
    page = nishi.get(f"/staff/drafts/review?id={draft.id}").text
    seen = re.search(r'name="seen" value="([^"]+)"', page)[1]
    drafted(hamada, publishing, *PROGRAM, fee="二千円")
    answer = nishi.do("/staff/drafts/approve", id=draft.id, seen=seen)
    assert "記録が変わりました" in nishi.get(answer.location).text
    assert not publishing.releases()


def test_a_broken_time_is_refused(draft, nishi):
    assert nishi.do("/staff/drafts/approve", id=draft.id, seen="x:y").status_code == 400


def test_a_draft_whose_record_changed_says_so(draft, hamada, nishi, publishing):
    late = drafted(hamada, publishing, *PLACE, parking="あり")
    cells = publishing.record(*PLACE)
    other = publishing.propose("", *PLACE, {**cells, "fee": "百円"}, cells, "outside")
    nishi.do("/staff/drafts/approve", id=late.id)
    page = nishi.get(f"/staff/drafts/{other.id}").text
    assert "記録が変わりました" in page


@pytest.mark.parametrize("path", ["submit", "withdraw", "reject", "rehearse"])
@pytest.mark.parametrize("ids", [[], ["x"], [0], [999_999], ["1' OR 1"]])
def test_drafts_that_are_not_there_harm_nobody(hamada, path, ids):
    answer = hamada.do(f"/staff/drafts/{path}", id=ids, reason="x")
    assert answer.status_code in (302, 404)


def test_a_draft_is_moved_on_once(draft, hamada, publishing):
    hamada.do("/staff/drafts/withdraw", id=draft.id)
    answer = hamada.do("/staff/drafts/submit", id=draft.id)
    assert "ほかの人が先に進めていました" in hamada.get(answer.location).text


def test_pages_of_drafts_that_are_not_there(hamada, nishi):
    assert hamada.get("/staff/drafts/999999").status_code == 404
    assert nishi.get("/staff/drafts/review?id=999999").status_code == 302
    assert hamada.get("/staff/drafts/rehearsal/nothing").status_code == 404


def result(visitor, address: str) -> str:
    """The page of a rehearsal once it is over."""
    for _ in range(600):
        page = visitor.get(address).text
        if "<progress" not in page:
            return page
        time.sleep(0.1)
    raise AssertionError("the rehearsal does not end")


def test_a_rehearsal_shows_what_changes(draft, nishi, publishing):
    mended = save(nishi, opened(nishi, *PROGRAM), "submit", plain="泊まれます")
    assert mended.status_code == 302
    answer = nishi.do("/staff/drafts/rehearse", id=draft.id)
    page = result(nishi, answer.location)
    assert "答えが変わる質問" in page and "泊まれます" in page
    assert publishing.record(*PROGRAM)["plain"] != "泊まれます"


def test_a_rehearsal_knows_the_release_of_this_moment(draft, hamada, nishi, publishing):
    other = drafted(hamada, publishing, "programs", "famisapo", plain="たのめます")
    publishing.approve(NISHI.account, [other.id])
    answer = nishi.do("/staff/drafts/rehearse", id=draft.id)
    page = result(nishi, answer.location)
    assert "試し答えの結果" in page and "たのめます" not in page


def test_one_rehearsal_at_a_time(draft, nishi):
    first = nishi.do("/staff/drafts/rehearse", id=draft.id)
    second = nishi.do("/staff/drafts/rehearse", id=draft.id)
    assert second.location == "/staff/drafts"
    result(nishi, first.location)


def test_an_administrator_may_do_it_too(draft, enter, publishing):
    enter(KANRI).do("/staff/drafts/approve", id=draft.id)
    assert publishing.releases()[0].who == "kanri"
