"""From a draft to a release, and what stands in the way."""

import pytest

from bot.services.publishing import Conflict, PublishError

from ..knowledge.folder import edit as edit_file
from ..people import HAMADA, NISHI, OKABE
from .conftest import SECOND, releases_of

H, N, O, S = HAMADA.account, NISHI.account, OKABE.account, SECOND  # noqa: E741


def refusal(kind, deed, *arguments, **named):
    with pytest.raises(PublishError) as caught:
        deed(*arguments, **named)
    assert caught.value.kind == kind
    return caught.value


def test_an_approved_draft_answers_at_once_and_in_another_process(
    publishing, releases, release, store, folder
):
    other = releases_of(store, folder)
    assert other.current().programs["sango_care"].fee != "無料です"
    made = release(H, N, "programs", "sango_care", fee="無料です")
    for one in (releases, other, releases_of(store, folder)):
        assert one.current().release == made
        assert one.current().programs["sango_care"].fee == "無料です"


def test_the_release_keeps_everything_else(publishing, releases, release, folder):
    before = publishing.rows()
    release(H, N, "programs", "sango_care", fee="無料です")
    after = publishing.rows()
    assert after.documents == before.documents and after.columns == before.columns
    assert list(after.tables) == list(before.tables)
    for name, table in before.tables.items():
        changed = [one for one, other in zip(table, after.table(name), strict=True) if one != other]
        assert [row["id"] for row in changed] == (["sango_care"] if name == "programs" else [])


def test_once_a_release_is_approved_the_files_no_longer_rule(releases, release, folder):
    release(H, N, "programs", "sango_care", fee="無料です")
    edit_file(folder / "programs.csv", "sango_care", fee="ファイルの値")
    assert releases.current().programs["sango_care"].fee == "無料です"


def test_a_draft_alone_changes_nothing(publishing, releases, edit):
    before = releases.current()
    draft = edit(H, "programs", "sango_care", fee="無料です")
    assert publishing.draft_of("programs", "sango_care") == draft
    assert releases.current() is before and draft.base["fee"] != draft.cells["fee"]


def test_a_draft_that_was_not_handed_in_is_not_approved(publishing, edit):
    draft = edit(H, "programs", "sango_care", fee="無料です")
    refusal("status", publishing.approve, N, [draft.id])


def test_nobody_approves_her_own_draft(publishing, edit):
    draft = edit(N, "programs", "sango_care", fee="無料です")
    publishing.submit(N, [draft.id])
    refusal("own_draft", publishing.approve, N, [draft.id])


def test_who_added_to_a_draft_does_not_approve_it_either(publishing, edit):
    draft = edit(H, "programs", "sango_care", fee="無料です")
    publishing.save(N, "programs", draft.key, draft.cells | {"fee": "100円"}, draft.cells)
    publishing.submit(H, [draft.id])
    refusal("own_draft", publishing.approve, N, [draft.id])


def test_an_editor_approves_nothing(publishing, edit):
    draft = edit(H, "programs", "sango_care", fee="無料です")
    publishing.submit(H, [draft.id])
    refusal("forbidden", publishing.approve, O, [draft.id])


def test_hotlines_need_two_people(publishing, releases, edit):
    draft = edit(H, "hotlines", "b-hl-002", note="落ち着いて話してください")
    publishing.submit(H, [draft.id])
    for _ in range(2):  # the same person twice is still one
        refusal("waits_for_second", publishing.approve, N, [draft.id])
    assert publishing.draft(draft.id).approvals == ("nishi",)
    made = publishing.approve(S, [draft.id])
    assert releases.current().release == made.id
    assert publishing.history("hotlines", "b-hl-002")[0].approvers == ("nishi", "doi")


def test_another_word_makes_the_first_approval_void(publishing, edit):
    draft = edit(H, "hotlines", "b-hl-002", note="落ち着いて話してください")
    publishing.submit(H, [draft.id])
    refusal("waits_for_second", publishing.approve, N, [draft.id])
    publishing.save(H, "hotlines", draft.key, draft.cells | {"note": "別の文"}, draft.cells)
    publishing.submit(H, [draft.id])
    refusal("waits_for_second", publishing.approve, S, [draft.id])


@pytest.mark.parametrize("cells", [None, {"phone": "088-822-8111"}])
def test_a_release_without_a_required_hotline_is_refused(publishing, releases, cells):
    base = publishing.record("hotlines", "b-hl-002")
    draft = publishing.save(H, "hotlines", "b-hl-002", cells and base | cells, base)
    publishing.submit(H, [draft.id])
    error = refusal("refused", publishing.approve, N, [draft.id])
    assert "119" in str(error) and publishing.releases() == []
    assert publishing.draft(draft.id).approvals == ()


def test_all_or_nothing(publishing, releases, edit):
    good = edit(H, "programs", "sango_care", fee="無料です")
    publishing.submit(H, [good.id])
    own = edit(N, "places", "sc-ai", fee="100円")
    publishing.submit(N, [own.id])
    refusal("own_draft", publishing.approve, N, [good.id, own.id])
    refusal("no_draft", publishing.approve, N, [good.id, 99])
    assert publishing.releases() == []
    assert publishing.draft(good.id).status == "submitted"


def test_a_record_that_changed_since_is_not_overwritten(publishing, folder, edit):
    draft = edit(H, "programs", "sango_care", fee="無料です")
    publishing.submit(H, [draft.id])
    edit_file(folder / "programs.csv", "sango_care", fee="ファイルの値")
    with pytest.raises(Conflict) as caught:
        publishing.approve(N, [draft.id])
    assert caught.value.theirs["fee"] == "ファイルの値"


def test_what_a_removal_breaks_elsewhere_is_said(publishing):
    base = publishing.record("programs", "sango_care")
    draft = publishing.save(H, "programs", "sango_care", None, base)
    publishing.submit(H, [draft.id])
    error = refusal("invalid", publishing.approve, N, [draft.id])
    assert {problem.file for problem in error.problems} >= {"phrases/made.csv"}


def test_every_deed_is_written_down(publishing, release, store):
    from bot.store import audit

    made = release(H, N, "programs", "sango_care", fee="無料です")
    entries = store.database.read(lambda connection: audit.newest(connection, 3))
    assert [(one.who, one.what) for one in entries] == [
        ("nishi", "approve"),
        ("hamada", "submit"),
        ("hamada", "draft"),
    ]
    assert entries[0].subject == made


def test_what_she_was_not_shown_is_not_approved(publishing, edit):
    draft = edit(H, "programs", "sango_care", fee="無料です")
    publishing.save(O, "programs", draft.key, draft.cells | {"fee": "100円"}, draft.cells)
    publishing.submit(O, [draft.id])
    with pytest.raises(Conflict) as caught:
        publishing.approve(N, [draft.id], seen={draft.id: draft.changed_at})
    assert caught.value.theirs["fee"] == "100円" and publishing.releases() == []
    now = publishing.draft(draft.id)
    assert publishing.approve(N, [draft.id], seen={draft.id: now.changed_at}).number == 1
