"""What was asked in vain is made a phrase, marked as another office's, or dropped."""

import html
import re

import pytest

from bot.services.publishing import PublishError
from bot.store import questions
from bot.store.store import forget

from ..people import HAMADA, KANRI, NISHI, OKABE, STAFF
from .asking import FAR, HERS, HIS, ODD, ODD_TOO, PAGE, texts_of
from .writing import PROGRAM


@pytest.fixture
def hamada(enter):
    return enter(HAMADA)


def said(visitor):
    """What the page tells after something was done."""
    return html.unescape(" ".join(re.findall(r'class="flash[^>]*>([^<]*)', visitor.get(PAGE).text)))


def phrases(publishing):
    """(program, text) of the drafts."""
    drafts = publishing.drafts(table="phrases/staff")
    return [(draft.cells["program_ids"], draft.cells["text"]) for draft in drafts]


def owned_by(publishing, department):
    """The programme belongs to a department from now on."""
    cells = publishing.record(*PROGRAM)
    draft = publishing.save(
        HAMADA.account, *PROGRAM, cells | {"owner_department": department}, cells
    )
    publishing.submit(HAMADA.account, [draft.id])
    publishing.approve(NISHI.account, [draft.id])


# A phrase


def test_one_tap_makes_a_phrase(asked, hamada, publishing):
    ids = asked(ODD, ODD, ODD_TOO)
    hamada.do(f"{PAGE}/phrase", id=ids, guess="sango_care")
    assert sorted(phrases(publishing)) == sorted([("sango_care", ODD), ("sango_care", ODD_TOO)])
    assert "2件を「産後ケア」の言い方として下書きにしました" in said(hamada)


def test_all_messages_with_one_text_are_one_field(kept, asked, hamada):
    asked(ODD, ODD, ODD_TOO)
    (group,) = kept.groups()
    page = hamada.get(PAGE).text
    fields = [text.ids for text in group.texts]
    assert all(f'name="id" value="{ids}"' in page for ids in fields)
    hamada.do(f"{PAGE}/drop", id=fields)
    assert kept.number() == 0


def test_what_is_drafted_waits_no_longer(kept, asked, hamada, publishing):
    hamada.do(f"{PAGE}/phrase", id=asked(ODD), program="sango_care")
    assert kept.groups() == [] and len(kept.drafts()) == 1
    publishing.withdraw(HAMADA.account, [kept.drafts()[0].id])
    assert texts_of(kept.groups()) == [[ODD]] and kept.drafts() == []


def test_masks_are_no_part_of_a_phrase(asked, hamada, publishing):
    hamada.do(f"{PAGE}/phrase", id=asked("■■ちゃん、■か月の水着"), program="sango_care")
    assert phrases(publishing) == [("sango_care", "ちゃん、 か月の水着")]


def test_what_is_asked_again_joins_the_draft(kept, asked, publishing):
    kept.make_phrases(HAMADA.account, asked(ODD), "sango_care")
    kept.make_phrases(NISHI.account, asked(ODD), "sango_care")
    assert len(phrases(publishing)) == 1 and kept.groups() == []


def test_what_is_published_already_is_only_taken_away(kept, asked, publishing):
    kept.make_phrases(HAMADA.account, asked(ODD), "sango_care")
    draft = kept.drafts()[0]
    publishing.submit(HAMADA.account, [draft.id])
    publishing.approve(NISHI.account, [draft.id])
    assert kept.make_phrases(HAMADA.account, asked(ODD), "sango_care") == 0
    assert kept.groups() == [] and phrases(publishing) == []


def test_a_programme_of_another_department_is_not_hers(kept, asked, publishing, enter):
    owned_by(publishing, "dp-boshi")
    okabe = enter(OKABE)
    ids = asked(ODD)
    okabe.do(f"{PAGE}/phrase", id=ids, program="sango_care")
    assert "ほかの課が受け持っています" in said(okabe)
    assert "sango_care" not in kept.programs(OKABE.account)
    assert "sango_care" not in kept.guesses(OKABE.account, "産後の体がつらくて休みたい")
    assert phrases(publishing) == [] and kept.number() == 1


@pytest.mark.parametrize(
    ("label", "told"),
    [
        ("", "事業を選んで"),
        ("nothing", "もうありません"),
        ("_unknown", "もうありません"),
        ("_smalltalk", "もうありません"),
        ("sango_care;hoiku", "もうありません"),
        ("' OR 1=1", "もうありません"),
    ],
)
def test_only_a_programme_gets_a_phrase(asked, hamada, publishing, label, told):
    hamada.do(f"{PAGE}/phrase", id=asked(ODD), program=label)
    assert told in said(hamada) and phrases(publishing) == []


@pytest.mark.parametrize("text", ["■■", "■ ■■ ■", "あ■■"])
def test_nothing_may_be_left_of_a_message(kept, asked, hamada, publishing, text):
    ids = asked(text, ODD)
    hamada.do(f"{PAGE}/phrase", id=ids, program="sango_care")
    assert "言葉が残らない" in said(hamada)
    assert phrases(publishing) == [] and kept.number() == 2


def test_a_colleague_was_faster(kept, asked, hamada, publishing):
    ids = asked(ODD)
    kept.make_phrases(NISHI.account, ids, "sango_care")
    hamada.do(f"{PAGE}/phrase", id=ids, program="sango_care")
    assert "ほかの人が先に片づけた" in said(hamada)
    with pytest.raises(PublishError, match="unchanged"):
        kept.give_away(HAMADA.account, ids)
    assert len(phrases(publishing)) == 1


@pytest.mark.parametrize("ids", [[], ["x"], ["-1"], ["999999"], ["9" * 30], ["x,,2.5"]])
def test_what_is_not_there_cannot_be_chosen(asked, hamada, publishing, kept, ids):
    asked(ODD)
    for deed in ("phrase", "office", "drop"):
        assert hamada.do(f"{PAGE}/{deed}", id=ids, program="sango_care").status_code == 302
    assert phrases(publishing) == [] and kept.number() == 1


# Another office, or nothing


def test_it_is_marked_as_nothing_of_ours(kept, asked, hamada, publishing):
    hamada.do(f"{PAGE}/office", id=asked(FAR))
    assert phrases(publishing) == [("_unknown", FAR)] and kept.number() == 0
    assert "子育ての事業ではない質問" in said(hamada)


def test_a_word_leads_to_the_other_office(kept, asked, hamada, publishing):
    hamada.do(f"{PAGE}/office", id=asked("庭のぽんぽこを片づけて"), office="gomi", word="ぽんぽこ")
    words = publishing.draft_of("offices", "gomi").cells["words"].split(";")
    assert words[-1] == "ぽんぽこ" and "ごみ" in words
    assert {draft.table for draft in kept.drafts()} == {"offices", "phrases/staff"}


def test_two_words_of_an_office_stand_in_one_draft(kept, asked, publishing):
    kept.give_away(HAMADA.account, asked("庭のぽんぽこ"), "gomi", "ぽんぽこ")
    kept.give_away(HAMADA.account, asked("庭のぴよぴよ"), "gomi", "ぴよぴよ")
    assert publishing.draft_of("offices", "gomi").cells["words"].endswith(";ぽんぽこ;ぴよぴよ")


def test_a_word_that_the_office_has_is_not_written_twice(kept, asked, publishing):
    kept.give_away(HAMADA.account, asked("粗大の庭"), "gomi", "粗大")
    assert publishing.draft_of("offices", "gomi") is None


@pytest.mark.parametrize("word", ["", "庭", "別の言葉", "庭の;ぽんぽこ", "庭のぽんぽこ" * 10])
def test_a_word_must_stand_in_the_question(kept, asked, hamada, publishing, word):
    hamada.do(f"{PAGE}/office", id=asked("庭のぽんぽこ"), office="gomi", word=word)
    assert "質問の中から2文字以上" in said(hamada)
    assert publishing.drafts() == [] and kept.number() == 1


def test_an_office_must_be_chosen(asked, hamada, kept):
    hamada.do(f"{PAGE}/office", id=asked(FAR), office="", named="")
    assert "窓口を選んで" in said(hamada) and kept.number() == 1


def test_an_office_that_is_gone_changes_nothing(kept, asked, hamada, publishing):
    hamada.do(f"{PAGE}/office", id=asked("庭のぽんぽこ"), office="nothing", word="ぽんぽこ")
    assert "もうありません" in said(hamada)
    assert publishing.drafts() == [] and kept.number() == 1


def test_what_helps_nobody_is_dropped(kept, asked, hamada, store):
    ids = asked(ODD, FAR)
    hamada.do(f"{PAGE}/drop", id=ids[:1])
    assert "1件を消しました" in said(hamada) and texts_of(kept.groups()) == [[FAR]]
    assert [one.text for one in store.database.read(questions.newest)] == [FAR]


def test_a_drafted_message_cannot_be_dropped(kept, asked, store):
    ids = asked(ODD)
    kept.make_phrases(HAMADA.account, ids, "sango_care")
    assert kept.drop(HAMADA.account, ids) == 0
    assert len(store.database.read(questions.newest)) == 1


# People


def test_who_asked_to_be_forgotten_is(kept, asked, store, publishing):
    kept.make_phrases(HAMADA.account, asked(ODD, user=HERS), "sango_care")
    asked(FAR, user=HERS)
    asked("プールはどこ", user=HIS)
    store.database.write(lambda connection: forget(connection, HERS))
    assert texts_of(kept.groups()) == [["プールはどこ"]] and phrases(publishing) == []


def test_nothing_on_the_page_tells_who_asked(asked, hamada):
    asked(ODD, user="pseudonym-of-hers")
    assert "pseudonym" not in hamada.get(PAGE).text


@pytest.mark.parametrize("person", STAFF, ids=lambda one: one.name)
def test_all_staff_may_look(enter, asked, person):
    asked(ODD)
    assert ODD in enter(person).get(PAGE).text


@pytest.mark.parametrize("path", [PAGE, f"{PAGE}/phrase", f"{PAGE}/office", f"{PAGE}/drop"])
def test_a_stranger_meets_the_door(kept, asked, enter, path):
    ids = asked(ODD)
    visit = enter()
    answer = visit.get(path) if path == PAGE else visit.do(path, "/staff/login", id=ids)
    assert answer.status_code == 302 and "/staff/login" in answer.location
    assert kept.number() == 1


def test_a_form_from_elsewhere_is_refused(kept, asked, hamada):
    ids = asked(ODD)
    answer = hamada.client.post(f"{PAGE}/drop", data={"id": ids, "csrf_token": "x"})
    assert answer.status_code == 400 and kept.number() == 1


def test_the_start_page_counts_what_waits(asked, hamada):
    assert "未回答の質問</span>" not in hamada.get("/staff").text
    asked(ODD, ODD, FAR)
    assert re.search(r"<b>3</b> <span>未回答の質問</span>", hamada.get("/staff").text)


def test_dropping_is_written_down_without_a_word_of_it(asked, hamada, enter):
    hamada.do(f"{PAGE}/drop", id=asked(ODD))
    page = enter(KANRI).get("/staff/audit").text
    assert "未回答の質問を消した" in page and "ぽんぽこ" not in page
