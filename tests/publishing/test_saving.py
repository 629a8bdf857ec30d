"""Writing drafts: whose they are, what may stand in them, and who was here first."""

import pytest

from bot.core.account import Account
from bot.services.publishing import Conflict, NewDraft, PublishError
from bot.store import audit

from ..people import HAMADA, NISHI, OKABE

H, N, O = HAMADA.account, NISHI.account, OKABE.account  # noqa: E741
CARE = ("programs", "sango_care")


@pytest.fixture
def care(publishing):
    return publishing.record(*CARE)


@pytest.fixture
def owned(release):
    """産後ケア belongs to 母子保健課 from now on."""
    return release(H, N, *CARE, owner_department="dp-boshi")


def refusal(kind, deed, *arguments, **named):
    with pytest.raises(PublishError) as caught:
        deed(*arguments, **named)
    assert caught.value.kind == kind
    return caught.value


def test_the_tables_are_those_that_staff_keep(publishing):
    tables = publishing.tables()
    assert tables[:4] == ("programs", "places", "hotlines", "departments")
    assert "phrases/made" in tables and "wording/ja" in tables and "documents" not in tables


def test_a_record_of_another_department_is_not_hers(publishing, owned):
    base = publishing.record(*CARE)
    refusal("forbidden", publishing.save, O, *CARE, base | {"fee": "0円"}, base)
    refusal("forbidden", publishing.save, O, *CARE, None, base)
    draft = publishing.save(H, *CARE, base | {"fee": "0円"}, base)
    for deed in (publishing.submit, publishing.withdraw):
        refusal("forbidden", deed, O, [draft.id])
    assert draft.department == "dp-boshi" and publishing.drafts(department="dp-hoiku") == []
    assert publishing.drafts(department="dp-boshi", table="programs") == [draft]


def test_an_approver_of_another_department_does_not_approve(publishing, owned):
    base = publishing.record(*CARE)
    draft = publishing.save(H, *CARE, base | {"fee": "0円"}, base)
    publishing.submit(H, [draft.id])
    other = Account(0, "doi", "保育課 土居", "approver", ("dp-hoiku",))
    refusal("forbidden", publishing.approve, other, [draft.id])


def test_a_record_without_an_owner_is_anybodys(publishing, care):
    assert publishing.save(O, *CARE, care | {"fee": "0円"}, care).author == "okabe"


def test_wrong_cells_are_not_kept(publishing):
    base = publishing.record("places", "sc-ai")
    error = refusal(
        "invalid", publishing.save, H, "places", "sc-ai", base | {"phone": "088-12"}, base
    )
    (problem,) = error.problems
    assert (problem.column, problem.record_id, problem.line) == ("phone", "sc-ai", 0)
    assert publishing.drafts() == []


@pytest.mark.parametrize(
    ("kind", "table", "key", "cells"),
    [
        ("no_table", "documents", "", {"name": "city.toml"}),
        ("no_table", "phrases/../x", "", {"text": "x"}),
        ("no_column", "offices", "", {"id": "x", "name": "x", "answer": "x", "evil": "x"}),
        ("too_long", "offices", "", {"id": "x", "name": "x" * 10_001}),
        ("key_missing", "offices", "", {"name": "名前だけ"}),
        ("key_taken", "offices", "", {"id": "gomi", "name": "x", "answer": "x"}),
        ("no_record", "offices", "nothing", None),
    ],
)
def test_what_cannot_be_a_record(publishing, kind, table, key, cells):
    refusal(kind, publishing.save, H, table, key, cells, None)
    assert publishing.drafts() == []


def test_nothing_changed_is_no_draft(publishing, care):
    refusal("unchanged", publishing.save, H, *CARE, care | {"fee": f" {care['fee']}\r\n"}, care)


def test_a_new_record_gets_an_id(publishing):
    cells = publishing.record("places", "sc-ai") | {"id": "", "name": "あたらしい場所"}
    draft = publishing.save(H, "places", "", cells, None)
    assert draft.key.startswith("pl-") and draft.cells["id"] == draft.key
    again = publishing.save(H, "places", draft.key, draft.cells | {"fee": "0円"}, draft.cells)
    assert (again.id, again.base) == (draft.id, None)


def test_the_second_editor_is_shown_the_first_ones_cells(publishing, care):
    first = publishing.save(H, *CARE, care | {"fee": "0円"}, care)
    with pytest.raises(Conflict) as caught:
        publishing.save(O, *CARE, care | {"fee": "100円"}, care)
    conflict = caught.value
    assert conflict.theirs["fee"] == "0円" and conflict.who == H.shown_name
    assert conflict.at == first.changed_at and publishing.draft(first.id) == first
    merged = publishing.save(O, *CARE, conflict.theirs | {"deadline": "月末"}, conflict.theirs)
    assert merged.id == first.id and merged.authors == ("hamada", "okabe")


def test_a_form_that_is_sent_twice_is_one_draft(publishing, care):
    one, two = (publishing.save(H, *CARE, care | {"fee": "0円"}, care) for _ in range(2))
    assert one == two


def test_a_stale_form_is_shown_what_is_published(publishing, care, release):
    release(H, N, *CARE, fee="300円")
    with pytest.raises(Conflict) as caught:
        publishing.save(O, *CARE, care | {"fee": "100円"}, care)
    assert caught.value.theirs["fee"] == "300円" and caught.value.who == H.shown_name


def test_a_draft_may_lean_on_another_draft(publishing):
    cells = {"id": "dp-new", "name": "新しい課", "check_level": "official"}
    lean = publishing.record("programs", "sango_care") | {"contact_department": "dp-new"}
    base = publishing.record("programs", "sango_care")
    refusal("invalid", publishing.save, H, *CARE, lean, base)
    publishing.save(N, "departments", "", cells, None)
    assert publishing.save(H, *CARE, lean, base).cells["contact_department"] == "dp-new"


def test_many_drafts_are_kept_all_or_none(publishing, care, store):
    good = NewDraft(*CARE, care | {"fee": "0円"}, care)
    place = publishing.record("places", "sc-ai")
    stale = NewDraft("places", "sc-ai", place | {"fee": "0円"}, place | {"fee": "古い"})
    refusal("conflict", publishing.save_many, H, [good, stale], "import")
    assert publishing.drafts() == []
    assert publishing.save_many(H, [good, stale._replace(base=place)], "import") == 2
    (entry,) = store.database.read(lambda c: audit.newest(c, 1, what="draft_many"))
    assert "1" in entry.detail


def test_a_proposal_counts_only_once_staff_takes_it_up(publishing, care, owned):
    now = publishing.record(*CARE)
    other = now | {"fee": "0円"}
    made = publishing.propose("dp-hoiku", *CARE, other, now, "outside", "変わりました")
    assert (made.status, made.department, made.author) == ("proposed", "dp-boshi", "")
    assert publishing.drafts() == [] and publishing.draft_of(*CARE) is None
    refusal("status", publishing.approve, N, [made.id])
    taken = publishing.save(H, *CARE, made.cells | {"fee": "0円です"}, made.cells)
    assert (taken.id, taken.status, taken.authors) == (made.id, "draft", ("hamada",))
    assert taken.note == "変わりました"


def test_who_hands_in_a_proposal_does_not_approve_it(publishing, care):
    made = publishing.propose("dp-boshi", *CARE, care | {"fee": "0円"}, care, "outside")
    publishing.submit(N, [made.id])
    refusal("own_draft", publishing.approve, N, [made.id])


def test_a_remark_without_a_change_is_not_handed_in(publishing, care):
    refusal("unchanged", publishing.propose, "dp-boshi", *CARE, care, care, "outside")
    made = publishing.propose("dp-boshi", *CARE, care, care, "outside", "古い")
    refusal("unchanged", publishing.submit, H, [made.id])
    publishing.reject(H, [made.id], "確かめました")
    assert publishing.draft(made.id).reason == "確かめました"


def test_a_draft_that_was_turned_down_is_mended(publishing, care):
    draft = publishing.save(H, *CARE, care | {"fee": "0円"}, care)
    publishing.submit(H, [draft.id])
    refusal("forbidden", publishing.reject, O, [draft.id], "")
    publishing.reject(N, [draft.id], "出典がありません")
    assert publishing.draft_of(*CARE) is None
    mended = publishing.save(H, *CARE, draft.cells | {"staff_note": "要綱による"}, draft.cells)
    assert (mended.id, mended.status, mended.base) == (draft.id, "draft", care)


def test_a_withdrawn_draft_makes_room(publishing, care):
    draft = publishing.save(H, *CARE, care | {"fee": "0円"}, care)
    publishing.withdraw(H, [draft.id])
    refusal("status", publishing.submit, H, [draft.id])
    assert publishing.save(O, *CARE, care | {"fee": "100円"}, care).id != draft.id


def test_a_text_that_names_its_record_may_be_changed(publishing, release):
    key = next(iter(publishing.rows().table("phrases/made")))
    old = f"{key['text']}\x1f{key['program_ids']}"
    release(H, N, "phrases/made", old, text="別の言い方")
    new = f"別の言い方\x1f{key['program_ids']}"
    assert publishing.record("phrases/made", old) is None
    (change,) = publishing.history("phrases/made", new)
    assert change == publishing.history("phrases/made", old)[0] and change.key == old
    assert publishing.rows().table("phrases/made")[0]["text"] == "別の言い方"
