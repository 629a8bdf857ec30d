"""A link for a salon: made on the staff side, opened without an account, ended again."""

import re

import pytest

from bot.services.links import DEPARTMENT, NEW, RECORD, Links
from bot.services.publishing.drafts import DRAFT, PROPOSED
from bot.web.outside.propose import PER_LINK

from ..people import HAMADA, KANRI, NISHI, OKABE

PAGE = "/staff/freshness/outside"
SALON = {"record": "places/sc-ai", "department": "dp-boshi"}
CIRCLE = {
    "c-kind": "circle",
    "c-name": "たんぽぽ親子サークル",
    "c-short_name": "たんぽぽサークル",
    "c-source_url": "https://example.jp/tanpopo",
}


@pytest.fixture
def links(store, settings) -> Links:
    store.database.write(lambda c: c.execute("DELETE FROM review_links"))
    return Links(store, settings.secret_key)


def made(visit, **fields):
    """The address of a new link."""
    page = visit.do(PAGE, **fields).text
    return re.search(r'value="http://[^/"]+(/propose/[^"]+)"', page)[1]


def send(visit, address, **fields):
    seen = re.search(r'name="seen" value="(\w+)"', visit.get(address).text)[1]
    return visit.post(address, address, **{"seen": seen, **fields})


def test_an_editor_makes_a_link_and_a_salon_writes_behind_it(come, links, publishing):
    visit = come(HAMADA)
    address = made(visit, **SALON)
    outside = come()
    form = outside.get(address)
    assert form.status_code == 200 and "支援センター あい" in form.text
    assert form.headers["Referrer-Policy"] == "no-referrer"
    answer = send(outside, address, **{"c-parking": "無料。5台", "note": "ふえました"})
    assert answer.status_code == 303 and "届きました" in outside.get(answer.location).text
    (draft,) = publishing.drafts(status=(PROPOSED,))
    assert (draft.key, draft.origin, draft.department) == ("sc-ai", "outside", "dp-boshi")
    assert publishing.record("places", "sc-ai")["parking"] != "無料。5台"


def test_a_new_record_lies_with_the_department_that_was_chosen(come, links, publishing):
    address = made(come(HAMADA), record="places/", department="dp-boshi")
    assert send(come(), address, **CIRCLE).status_code == 303
    (draft,) = publishing.drafts(status=(PROPOSED,))
    assert draft.base is None and draft.cells["owner_department"] == "dp-boshi"


def test_the_link_is_shown_once_with_its_end_and_its_picture(come, links):
    visit = come(HAMADA)
    page = visit.do(PAGE, **SALON).text
    (link,) = links.alive(RECORD, NEW)
    assert 'src="data:image/svg+xml' in page and "まで使えます" in page
    again = visit.get(PAGE).text
    assert "data:image/svg+xml" not in again and "支援センター あい" in again
    assert link.made_by == HAMADA.name


def test_a_revoked_link_meets_the_page_of_every_other_dead_link(come, links):
    visit = come(HAMADA)
    address = made(visit, **SALON)
    (link,) = links.alive(RECORD)
    assert visit.do(f"{PAGE}/revoke", PAGE, id=link.id).status_code == 302
    dead = come().get(address)
    assert dead.status_code == 404 and dead.text == come().get("/propose/x.y.z").text
    assert visit.do(f"{PAGE}/revoke", PAGE, id=link.id).status_code == 404


@pytest.mark.parametrize(
    "fields",
    [
        {"record": "", "department": "dp-boshi"},
        {"record": "places/nowhere", "department": "dp-boshi"},
        {"record": "hotlines/b-hl-010", "department": "dp-boshi"},
        {"record": "wording/", "department": "dp-boshi"},
        {"record": "places/sc-ai", "department": ""},
        {"record": "places/", "department": "dp-nowhere"},
    ],
)
def test_a_link_needs_a_record_and_a_department(come, links, fields):
    assert come(HAMADA).do(PAGE, **fields).status_code == 422
    assert links.alive(RECORD, NEW) == []


def test_another_departments_records_are_not_hers_to_give_away(come, links):
    visit = come(OKABE)
    assert visit.do(PAGE, **SALON).status_code == 403
    assert visit.do(PAGE, record="places/", department="dp-boshi").status_code == 403
    address = made(come(HAMADA), **SALON)
    (link,) = links.alive(RECORD)
    assert visit.do(f"{PAGE}/revoke", PAGE, id=link.id).status_code == 404
    assert come().get(address).status_code == 200


def test_a_departments_link_is_not_ended_here(come, links):
    links.make(NISHI.account, DEPARTMENT, "dp-boshi")
    (link,) = links.alive(DEPARTMENT)
    assert come(NISHI).do(f"{PAGE}/revoke", PAGE, id=link.id).status_code == 404


def test_a_stranger_makes_none(come, links):
    assert come().get(PAGE).status_code == 302
    assert come().post(PAGE, "/propose", **SALON).status_code in (302, 400)
    assert links.alive(RECORD, NEW) == []


@pytest.mark.parametrize("record", ["", "places/sc-ai", "places/", "x", "%00/%00", "hotlines/x"])
def test_the_page_takes_any_address(come, record):
    assert come(HAMADA).get(f"{PAGE}?record={record}").status_code == 200


def test_the_records_own_page_leads_there(come):
    page = come(HAMADA).get("/staff/records/edit?table=places&key=sc-ai").text
    assert f'href="{PAGE}?record=places/sc-ai"' in page.replace("%2F", "/")
    assert "支援センター あい" in come(HAMADA).get(f"{PAGE}?record=places/sc-ai").text


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({}, "変わったところがありません"),
        ({"c-phone": "12"}, "電話"),
        ({"c-good_to_know": "090-1234-5678へ"}, "「電話」の欄"),
        ({"note": "担当の山田さんに"}, "人の名前"),
    ],
)
def test_a_wrong_form_comes_back_with_its_reason(come, links, publishing, fields, told):
    answer = send(come(), made(come(HAMADA), **SALON), **fields)
    assert answer.status_code == 422 and told in answer.text
    assert publishing.drafts(status=(PROPOSED,)) == []


def test_what_changed_meanwhile_is_shown_and_not_overwritten(come, links, publishing):
    address = made(come(HAMADA), **SALON)
    answer = send(come(), address, seen="0" * 16, **{"c-parking": "5台"})
    assert answer.status_code == 409 and "新しくなりました" in answer.text
    assert publishing.drafts(status=(PROPOSED,)) == []


def test_a_form_without_its_token_is_refused(come, links, publishing):
    address = made(come(HAMADA), **SALON)
    assert come().client.post(address, data={"c-parking": "5台"}).status_code == 400
    assert publishing.drafts(status=(PROPOSED,)) == []


def test_a_flood_through_one_link_is_stopped(come, links, publishing):
    address = made(come(HAMADA), **SALON)
    sent = [send(come(), address, note=f"{n}回目のお知らせ").status_code for n in range(6)]
    assert sent == [303] * 5 + [429]
    assert len(publishing.drafts(status=(PROPOSED,))) == 5


def test_a_link_takes_so_many_tries_an_hour(come, links):
    address, most = made(come(HAMADA), **SALON), int(PER_LINK.split()[0])
    codes = [send(come(), address).status_code for _ in range(most + 1)]
    assert codes == [422] * most + [429]


def test_the_guides_foot_leads_to_whom_to_ask(come):
    visit = come()
    assert 'href="/propose"' in visit.get("/guide").text
    page = visit.get("/propose").text
    assert "母子保健課" in page and "tel:0888557795" in page and "14日" in page


def test_parents_see_nothing_of_it_until_two_of_the_house_agreed(come, links, publishing):
    outside = come()
    send(outside, made(come(HAMADA), **SALON), **{"c-parking": "ゆずぽんず五台"})

    def seen():
        pages = ("/guide/place/sc-ai", "/guide/api/places", "/wrong/places/sc-ai")
        return "ゆずぽんず" in "".join(outside.get(page).text for page in pages)

    (draft,) = publishing.drafts(status=(PROPOSED,))
    listed = come(HAMADA).get("/staff/drafts").text
    assert "外から届いた提案" in listed and "外の人" in listed
    assert "外の人が書いたものです" in come(HAMADA).get(f"/staff/drafts/{draft.id}").text
    assert not seen()
    publishing.submit(HAMADA.account, [draft.id])
    assert "外からの提案" in come(KANRI).get(f"/staff/drafts/review?id={draft.id}").text
    assert not seen() and publishing.drafts(status=(DRAFT,)) == []
    release = publishing.approve(KANRI.account, [draft.id])
    assert "ゆずぽんず" in publishing.record("places", "sc-ai")["parking"]
    publishing.undo_release(KANRI.account, release.id)
