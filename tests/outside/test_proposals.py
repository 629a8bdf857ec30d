"""What a salon writes of itself: who hears it, what it may not hold, how many are taken."""

import pytest

from bot.app import open_releases
from bot.services.proposals import (
    COLUMNS,
    MOST_IN_A_DAY,
    MOST_WAITING,
    ONLY_NEW,
    Proposals,
    Subject,
    columns,
    stamp,
)
from bot.services.publishing import PublishError, Publishing
from bot.services.publishing.drafts import PROPOSED

from ..people import HAMADA, NISHI

PLACE = Subject("places", "sc-ai", "dp-boshi")
NEW = Subject("places", "", "dp-boshi")
KEPT_FROM_THEM = {"staff_note", "owner_department", "check_by", "check_level", "visible_from"}
CIRCLE = {
    "kind": "circle",
    "name": "たんぽぽ親子サークル",
    "short_name": "たんぽぽサークル",
    "source_url": "https://example.jp/tanpopo",
}


@pytest.fixture
def proposals(store, settings) -> Proposals:
    releases = open_releases(settings, store)
    return Proposals(Publishing(store, releases), releases.current)


def changed(proposals, **cells):
    return {**proposals.before(PLACE), **cells}


def waiting(publishing):
    return publishing.drafts(status=(PROPOSED,))


def test_a_proposal_lies_with_the_department_and_changes_nothing(proposals, publishing):
    published = publishing.record("places", "sc-ai")
    draft = proposals.send(PLACE, changed(proposals, parking="5台"), "工事で増えました")
    assert (draft.status, draft.origin, draft.author) == ("proposed", "outside", "")
    assert (draft.department, draft.note) == ("dp-boshi", "工事で増えました")
    assert publishing.record("places", "sc-ai") == published


def test_a_new_record_is_nobodys_fact_yet(proposals, publishing):
    draft = proposals.send(NEW, {**proposals.start(NEW), **CIRCLE}, "")
    assert draft.department == "dp-boshi" and draft.base is None
    assert draft.cells["check_level"] == "unconfirmed" and draft.cells["checked_on"] == ""
    assert draft.cells["owner_department"] == "dp-boshi" and draft.key.startswith("pl-")


def test_it_is_released_only_by_two_people_of_the_house(proposals, publishing, store):
    draft = proposals.send(PLACE, changed(proposals, parking="5台"), "")
    with pytest.raises(PublishError):
        publishing.approve(NISHI.account, [draft.id])
    publishing.submit(HAMADA.account, [draft.id])
    assert publishing.draft(draft.id).origin == "outside"


@pytest.mark.parametrize("table", COLUMNS)
def test_nothing_of_the_staffs_own_is_theirs_to_write(publishing, table):
    mine = set(columns(Subject(table, "", "")))
    header = set(publishing.rows().header(table))
    assert mine <= header and not mine & KEPT_FROM_THEM
    assert mine - set(columns(Subject(table, "x", ""))) == set(ONLY_NEW[table])


@pytest.mark.parametrize(
    ("cells", "kind"),
    [
        ({"good_to_know": "090-1234-5678に電話"}, "phone"),
        ({"fee": "a@example.jp へ"}, "mail"),
        ({"reservation": "LINE ID: hanako"}, "line_id"),
        ({"parking": "あ" * 1001}, "long"),
        ({"fee": "1回500円(4月1日から)"}, ""),
        ({"phone": "088-834-2040"}, ""),
        ({"address": "高知市百石町2丁目18-25"}, ""),
    ],
)
def test_what_a_field_may_not_hold(proposals, cells, kind):
    found = proposals.faults(changed(proposals, **cells), proposals.before(PLACE))
    assert found == ({next(iter(cells)): kind} if kind else {})


def test_what_was_published_before_is_no_fault_of_hers(proposals):
    before = {**proposals.before(PLACE), "parking": "090-1234-5678"}
    assert proposals.faults(dict(before), before) == {}


@pytest.mark.parametrize(
    ("note", "kind"),
    [("担当の山田さんに", "name"), ("090-1234-5678", "phone"), ("あ" * 301, "long"), ("", "")],
)
def test_a_note_holds_nothing_of_a_person(proposals, note, kind):
    assert proposals.note_fault(note) == kind


@pytest.mark.parametrize("cells", [{}, {"parking": "無料。建物前に2~3台程度、第2駐車場に2台"}])
def test_nothing_changed_is_no_proposal_unless_it_says_why(proposals, cells):
    with pytest.raises(PublishError) as refused:
        proposals.send(PLACE, changed(proposals, **cells), "")
    assert refused.value.kind == "unchanged"
    assert proposals.send(PLACE, changed(proposals), "3月でやめました").note


@pytest.mark.parametrize(
    "cells", [{"kind": ""}, {"name": ""}, {"url": "ftp://x"}, {"lat": "nowhere"}]
)
def test_cells_that_are_wrong_are_refused(proposals, publishing, cells):
    with pytest.raises(PublishError):
        proposals.send(NEW, {**proposals.start(NEW), **CIRCLE, **cells}, "")
    assert waiting(publishing) == []


@pytest.mark.parametrize("table", ["hotlines", "wording", "accounts", "places; DROP TABLE drafts"])
def test_another_table_has_no_form(table):
    with pytest.raises(KeyError):
        columns(Subject(table, "x", ""))


def test_a_record_takes_so_many_proposals_and_no_more(proposals, publishing):
    for number in range(MOST_WAITING):
        assert not proposals.is_full(PLACE)
        proposals.send(PLACE, changed(proposals, parking=f"{number}台"), "")
    assert proposals.is_full(PLACE) and not proposals.is_full(NEW)


def test_all_the_world_sends_so_many_a_day_and_no_more(proposals, publishing, store):
    proposals.send(PLACE, changed(proposals, parking="5台"), "")
    columns_ = (
        "table_name, name, cells, base, status, author, authors, department, origin, note,"
        " reason, at, changed_at"
    )
    for number in range(MOST_IN_A_DAY):
        store.database.write(
            lambda c, n=number: c.execute(
                f"INSERT INTO drafts (key, {columns_}) SELECT ?, {columns_} FROM drafts LIMIT 1",
                (f"x{n}",),
            )
        )
    assert proposals.is_full(NEW)


def test_a_stamp_stands_for_a_version():
    assert stamp({"a": "1"}) == stamp({"a": "1"}) != stamp({"a": "2"}) != stamp(None)
