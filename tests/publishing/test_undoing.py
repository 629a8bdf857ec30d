"""Back to what was: of one record, of a whole release."""

import pytest

from bot.services.publishing import Conflict, PublishError

from ..people import HAMADA, NISHI, OKABE
from .conftest import SECOND

H, N, O, S = HAMADA.account, NISHI.account, OKABE.account, SECOND  # noqa: E741
CARE = ("programs", "sango_care")


@pytest.fixture
def fee(publishing):
    return lambda: publishing.record(*CARE)["fee"]


def refusal(kind, deed, *arguments):
    with pytest.raises(PublishError) as caught:
        deed(*arguments)
    assert caught.value.kind == kind


def test_undoing_a_change_makes_a_draft(publishing, release, fee):
    before = fee()
    release(H, N, *CARE, fee="300円")
    (change,) = publishing.history(*CARE)
    draft = publishing.undo_change(O, change.id)
    assert draft.cells["fee"] == before and fee() == "300円"
    publishing.submit(O, [draft.id])
    publishing.approve(N, [draft.id])
    assert fee() == before and len(publishing.history(*CARE)) == 2


def test_undoing_a_removal_brings_the_record_back(publishing):
    base = publishing.record("offices", "gomi")
    draft = publishing.save(H, "offices", "gomi", None, base)
    publishing.submit(H, [draft.id])
    publishing.approve(N, [draft.id])
    assert publishing.record("offices", "gomi") is None
    (change,) = publishing.history("offices", "gomi")
    assert publishing.undo_change(H, change.id).cells == base


def test_an_undo_needs_another_pair_of_eyes(publishing, release):
    release(H, N, *CARE, fee="300円")
    draft = publishing.undo_change(N, publishing.history(*CARE)[0].id)
    publishing.submit(N, [draft.id])
    refusal("own_draft", publishing.approve, N, [draft.id])


def test_a_release_is_taken_back_by_a_new_one(publishing, releases, release, fee):
    before = fee()
    made = release(H, N, *CARE, fee="300円")
    undone = publishing.undo_release(N, made)
    assert fee() == before and releases.current().release == undone.id
    assert [(one.undoes, one.undone) for one in publishing.releases()] == [
        (made, False),
        ("", True),
    ]
    refusal("undone", publishing.undo_release, N, made)


def test_an_undone_release_may_be_brought_back(publishing, release, fee):
    made = release(H, N, *CARE, fee="300円")
    publishing.undo_release(S, publishing.undo_release(N, made).id)
    assert fee() == "300円"


def test_later_changes_are_not_lost_with_an_earlier_release(publishing, release, fee):
    first = release(H, N, *CARE, fee="300円")
    release(H, N, "places", "sc-ai", fee="100円")
    publishing.undo_release(N, first)
    assert publishing.record("places", "sc-ai")["fee"] == "100円"


def test_a_record_that_was_changed_again_stands_in_the_way(publishing, release, fee):
    first = release(H, N, *CARE, fee="300円")
    release(H, N, *CARE, fee="500円")
    with pytest.raises(Conflict) as caught:
        publishing.undo_release(N, first)
    assert caught.value.theirs["fee"] == "500円" and fee() == "500円"


def test_a_release_of_hotlines_is_taken_back_by_two(publishing, edit):
    draft = edit(H, "hotlines", "b-hl-002", note="落ち着いて話してください")
    publishing.submit(H, [draft.id])
    refusal("waits_for_second", publishing.approve, N, [draft.id])
    made = publishing.approve(S, [draft.id]).id
    for _ in range(2):
        refusal("waits_for_second", publishing.undo_release, N, made)
    publishing.undo_release(S, made)
    assert publishing.record("hotlines", "b-hl-002") == draft.base


@pytest.mark.parametrize(("who", "kind"), [(H, "forbidden"), (N, "no_release")])
def test_what_is_not_taken_back(publishing, who, kind):
    refusal(kind, publishing.undo_release, who, "20260101-0000-aaaaaaaa")
    refusal("no_change", publishing.undo_change, who, 99)
