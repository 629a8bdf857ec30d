"""What is due, lacking or disputed, for which department, and what a confirmation does."""

import time
from datetime import date, timedelta

import pytest

from bot.core.catalog import CHECKED_FOR
from bot.services.freshness import Freshness, counted, in_order
from bot.services.freshness.assign import assign
from bot.services.freshness.rules import day_of, is_retired, is_stale, missing
from bot.services.owners import named_by
from bot.services.proposals import stamp
from bot.services.publishing import PublishError
from bot.services.publishing.drafts import DRAFT
from bot.store import reports
from bot.store.reports import Report

from ..people import HAMADA, KANRI, NISHI, OKABE

TODAY = date(2026, 11, 26)
NEXT_YEAR = date(2026, 11, 23) + CHECKED_FOR + timedelta(1)
PLACE = ("places", "sc-ai")


@pytest.fixture
def freshness(store, publishing):
    return Freshness(store, publishing)


def standing(freshness, today=TODAY, record=PLACE):
    return next(one for one in freshness.standings(today) if (one.table, one.key) == record)


def change(publishing, record=PLACE, **cells):
    """Publish a record with other cells."""
    before = publishing.record(*record)
    draft = publishing.save(NISHI.account, *record, {**before, **cells}, before)
    publishing.submit(NISHI.account, [draft.id])
    publishing.approve(KANRI.account, [draft.id])


@pytest.mark.parametrize(
    ("table", "cells", "owner"),
    [
        ("programs", {"contact_department": "", "ask": "今日は使えますか"}, ""),
        ("coverage", {"ask": "dp-shakyo"}, "dp-shakyo"),
        ("programs", {"owner_department": "a", "contact_department": "b"}, "a"),
        ("programs", {"owner_department": "", "contact_department": "b"}, "b"),
        ("places", {"owner_department": ""}, ""),
        ("departments", {"id": "dp-x"}, "dp-x"),
    ],
)
def test_who_answers_for_a_record(table, cells, owner):
    assert named_by(table, cells) == owner


def test_a_place_and_a_line_are_their_programmes_departments(freshness):
    """ "ask" of a programme is a sentence and no department, however it looks in a list."""
    found = {(one.table, one.key): one.department for one in freshness.standings(TODAY)}
    assert found["places", "pc-seibu"] == "dp-boshi" and found["places", "b-hw-001"] == "dp-shakyo"
    departments = {key for table, key in found if table == "departments"}
    assert set(found.values()) <= {*departments, ""}


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-11-26", TODAY),
        ("2026/11/26", TODAY),
        ("2026/2/3", date(2026, 2, 3)),
        ("", None),
        ("令和8年", None),
        ("2026-13-01", None),
        ("2026-11", None),
    ],
)
def test_a_day_as_excel_writes_it_is_a_day(text, day):
    assert day_of(text) == day


@pytest.mark.parametrize(
    ("cells", "stale"),
    [
        ({"checked_on": "2026-11-23"}, False),
        ({"checked_on": "2025-11-25"}, True),
        ({"checked_on": ""}, True),
        ({"checked_on": "2026-11-23", "check_by": "2026/11/25"}, True),
        ({"checked_on": "2020-01-01", "check_by": "2026-11-26"}, False),
        ({"checked_on": "2026-11-23", "expires_on": "2026-11-25"}, True),
    ],
)
def test_when_a_record_is_stale(cells, stale):
    assert is_stale("places", cells, TODAY) is stale
    assert not is_stale("phrases/w1", {**cells, "expires_on": ""}, TODAY)


def test_what_is_over_waits_for_nobody():
    assert is_retired({"visible_until": "2026-11-25"}, TODAY)
    assert not is_retired({"visible_until": "2026-11-26"}, TODAY)
    assert missing("wording", {}) == ()


def test_today_nothing_is_overdue_and_in_a_year_everything(freshness):
    today, later = freshness.standings(TODAY), freshness.standings(NEXT_YEAR)
    assert [one.key for one in today if one.is_overdue] == []
    assert len(later) == len(today) > 170 and all(one.is_overdue for one in later)


def test_a_past_end_of_validity_contradicts(freshness):
    expired = [one for one in freshness.standings(TODAY) if "expired" in one.disputed]
    assert [one.cells["expires_on"] for one in expired] == ["2026-03-31"]
    assert in_order(freshness.standings(TODAY))[0] == expired[0]


def test_the_numbers_of_departments_add_up(freshness):
    every = freshness.standings(TODAY)
    counts = {one.department: one for one in counted(every)}
    assert sum(one.records for one in counts.values()) == len(every)
    mine = freshness.of_department("dp-boshi", TODAY)
    assert counts["dp-boshi"].records == len(mine) == 17
    lacking = sum("missing" in one.states for one in mine)
    assert counts["dp-boshi"].states["missing"] == lacking


def test_what_readers_and_outsiders_say_counts_until_it_is_settled(freshness, store, publishing):
    report = Report(0, *PLACE, "old", "", time.time())
    store.database.write(lambda c: reports.add(c, report))
    before = publishing.record(*PLACE)
    publishing.propose("", *PLACE, {**before, "parking": "5台"}, before, "outside")
    assert standing(freshness).disputed == {"reports": 1, "proposals": 1}
    store.database.write(lambda c: c.execute("UPDATE reports SET done = 1"))
    assert standing(freshness).disputed == {"proposals": 1}


@pytest.mark.parametrize(("families", "shown"), [(4, {}), (5, {"not_reached": 5})])
def test_families_who_did_not_get_through_count_from_five_on(freshness, store, families, shown):
    def work(connection):
        connection.execute(
            "INSERT INTO referrals VALUES (1, 'a', 'b', '', '', '[]', '[]', '', 'ja', 0, 0)"
        )
        for number in range(families):
            row = (f"user{number}", "s:sc-ai")
            connection.execute(
                "INSERT INTO referral_links (user, referral_id, message_id) VALUES (?, 1, '')",
                row[:1],
            )
            connection.execute("INSERT INTO referral_missed VALUES (?, 1, ?)", row)

    store.database.write(work)
    assert standing(freshness).disputed == shown


def test_who_confirms_renews_at_once_and_it_is_written_down_who(freshness, store):
    old = standing(freshness, NEXT_YEAR)
    assert freshness.confirm(old, stamp(old.cells), HAMADA.name)
    new = standing(freshness, NEXT_YEAR)
    assert not new.is_overdue and new.is_done and new.source.due == NEXT_YEAR + CHECKED_FOR
    row = store.database.read(
        lambda c: c.execute("SELECT who, what, subject FROM audit ORDER BY id DESC").fetchone()
    )
    assert row == (HAMADA.name, "confirm", "places sc-ai")


def test_what_changed_since_she_looked_is_not_confirmed(freshness):
    old = standing(freshness, NEXT_YEAR)
    assert not freshness.confirm(old, stamp({**old.cells, "phone": "119"}))
    assert standing(freshness, NEXT_YEAR).is_overdue


def test_the_number_is_that_of_her_department(freshness):
    assert freshness.number(HAMADA.account, NEXT_YEAR) == 17
    assert freshness.number(HAMADA.account, TODAY) == 0
    assert freshness.number(NISHI.account, NEXT_YEAR) == len(freshness.standings(NEXT_YEAR))


def test_confirmed_days_are_drafted_once(freshness, publishing):
    one = standing(freshness)
    freshness.confirm(one, stamp(one.cells))
    assert freshness.write_down(HAMADA.account, TODAY) == 1
    (draft,) = publishing.drafts(status=(DRAFT,))
    changed = {c for c in draft.cells if draft.cells[c] != draft.base[c]}
    assert changed == {"checked_on"} and draft.cells["checked_on"] == "2026-11-26"
    assert freshness.write_down(HAMADA.account, TODAY) == 0


def test_another_departments_days_are_not_hers_to_draft(freshness, publishing):
    change(publishing, owner_department="dp-hoiku")
    one = standing(freshness)
    freshness.confirm(one, stamp(one.cells))
    assert freshness.write_down(HAMADA.account, TODAY) == 0
    assert len(freshness.unwritten(OKABE.account, TODAY)) == 1


def test_records_of_nobody_get_a_department_many_at_once(freshness, publishing):
    chosen = [PLACE, ("hotlines", "em-8000"), ("programs", "byoji_hoiku")]
    assert assign(publishing, NISHI.account, chosen, "dp-hoiku") == (3, 0)
    drafts = publishing.drafts(status=(DRAFT,))
    assert {draft.key for draft in drafts} == {key for _, key in chosen}
    for draft in drafts:
        changed = {c: text for c, text in draft.cells.items() if text != draft.base[c]}
        assert changed == {"owner_department": "dp-hoiku"}


def test_what_has_a_department_or_a_draft_or_is_gone_is_left(freshness, publishing):
    before = publishing.record(*PLACE)
    publishing.save(NISHI.account, *PLACE, {**before, "parking": "5台"}, before)
    change(publishing, ("places", "sc-koara"), owner_department="dp-boshi")
    odd = [("places", "nowhere"), ("departments", "dp-boshi"), ("accounts", "x"), ("", "")]
    chosen = [PLACE, PLACE, ("places", "sc-koara"), *odd]
    assert assign(publishing, NISHI.account, chosen, "dp-hoiku") == (0, 6)
    assert publishing.draft_of(*PLACE).cells["owner_department"] == ""


def test_a_department_that_is_not_there_is_refused(publishing):
    with pytest.raises(PublishError):
        assign(publishing, NISHI.account, [PLACE], "dp-nowhere")
    assert publishing.draft_of(*PLACE) is None
