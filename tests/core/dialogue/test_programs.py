"""Programme answers: what was understood, whom to contact now, and what is never claimed."""

from dataclasses import replace

import pytest

from bot.core.catalog import Contact
from bot.core.understanding.result import Ages, Danger, Understood

from ..build import (
    AREAS,
    DOUBTFUL,
    OFFICIAL,
    found,
    knows,
    need,
    program,
)
from .talking import actions, on_card, remembered, tap, values, words, write


def test_the_first_sentence_takes_up_the_age_and_never_her_words():
    turn = write(knows(program(), said=found("care", ages=Ages(3, 3))))
    assert "3か月" in turn.answer.texts[0]
    assert "伏せた文" not in words(turn.answer)
    assert turn.note.program_ids == ("care",)


@pytest.mark.parametrize(
    "ages, said",
    [
        (Ages(0, 0), "生後1か月まで"),
        (Ages(18, 18), "1歳6か月"),
        (Ages(24, 35), "2歳"),
        (Ages(5, 8), "5〜8か月"),
        (Ages(72, 155), "6〜12歳"),
    ],
)
def test_an_age_is_said_as_a_parent_says_it(ages, said):
    wide = program(age_max=215)
    assert said in write(knows(wide, said=found("care", ages=ages))).answer.texts[0]


def test_three_cards_are_the_most_and_the_rest_are_buttons():
    programs = [program(id_) for id_ in ("a", "b", "c", "d")]
    answer = write(knows(*programs, said=found("a", "b", "c", "d"))).answer
    assert [card.program_id for card in answer.cards] == ["a", "b", "c"]
    assert "do=program&program=d" in values(answer, "send")


def test_two_needs_get_their_best_first_and_each_card_names_its_need():
    said = Understood("answer", (need("a", "c"), need("b")))
    programs = [program("a"), program("b", category="お金"), program("c")]
    turn = write(knows(*programs, said=said))
    assert [card.program_id for card in turn.answer.cards] == ["a", "b", "c"]
    assert [card.need for card in turn.answer.cards] == ["産後のこと", "お金のこと", "産後のこと"]
    assert turn.note.program_ids == ("a", "b", "c")


@pytest.mark.parametrize(
    "outcome, surely, told",
    [("answer", True, True), ("answer", False, False), ("choose", True, False)],
)
def test_it_speaks_of_two_needs_only_when_there_are_two_for_sure(outcome, surely, told):
    said = Understood(outcome, (need("a"), need("b")), surely_two=surely)
    turn = write(knows(program("a"), program("b", category="お金"), said=said))
    assert ("2つのことですね" in turn.answer.texts[0]) is told


def test_no_need_takes_more_than_two_cards():
    said = Understood("answer", (need("a", "b", "c"), need("d")))
    programs = [program(id_) for id_ in "abcd"]
    turn = write(knows(*programs, said=said))
    assert [card.program_id for card in turn.answer.cards] == ["a", "d", "b"]
    assert "do=program&program=c" in values(turn.answer, "send")


def test_an_unknown_category_still_has_warm_words():
    answer = write(knows(program(category="新しい分野"), said=found("care"))).answer
    assert answer.texts[0] == "こちらが近そうです。"


# For whom, and what is not claimed


def test_a_programme_that_cannot_fit_is_not_shown():
    knowledge = knows(
        program(), program("wide", age_max=200), said=found("care", "wide", ages=Ages(24, 35))
    )
    assert [card.program_id for card in write(knowledge).answer.cards] == ["wide"]


def test_a_programme_asked_for_by_name_is_shown_with_a_kind_word():
    said = Understood("answer", (need("care", probability=1.0),), ages=Ages(24, 35))
    card = write(knows(program(), said=said)).answer.cards[0]
    assert "対象外かもしれません" in on_card(card)


def test_when_nothing_can_fit_there_is_still_somebody_to_ask():
    turn = write(knows(program(), said=found("care", ages=Ages(48, 59))))
    assert turn.note.outcome == "unknown" and turn.note.need_text_to_keep == "伏せた文"
    assert "088-822-8111" in values(turn.answer, "call")


def test_a_topic_without_a_source_states_nothing_and_leads_to_the_office():
    topic = program(
        topic_only=True, plain="聞ける窓口をご案内します", offers=(), contacts=(), fee=""
    )
    answer = write(knows(topic, said=found("care"))).answer
    assert "まだ確かめられていません" in words(answer)
    assert values(answer, "call") == ["088-822-8111"]


def test_another_city_is_said_and_what_holds_is_still_shown():
    answer = write(knows(program(), said=found("care", other_city="南国市"))).answer
    assert "南国市" in answer.texts[0] and answer.cards


@pytest.mark.parametrize(
    "urls, labels",
    [
        (("https://a.jp/1", "https://a.jp/2"), ["a.jp 1", "a.jp 2"]),
        (("https://a.jp/1", "https://b.jp/1"), ["a.jp", "b.jp"]),
    ],
)
def test_no_two_sources_have_the_same_label(urls, labels):
    known = knows(program(source=replace(OFFICIAL, urls=urls)))
    found_ = actions(tap(known, do="detail", program="care").answer)
    told = [a.label for a in found_ if a.value in urls]
    assert told == [f"出典を開く（{label}）" for label in labels]


@pytest.mark.parametrize("unknown", ["gone", ""])
def test_a_programme_that_is_gone_leaves_no_empty_answer(unknown):
    answer = write(knows(said=found(unknown))).answer
    assert "088-822-8111" in values(answer, "call")


# くわしく


def test_the_detail_card_tells_whom_for_what_it_costs_and_what_to_say():
    state = remembered("care", age_min=3, age_max=3, area=AREAS[0].name)
    card = tap(knows(program()), state, do="detail", program="care").answer.cards[0]
    told = on_card(card)
    for part in (
        "たぶん対象です",
        "1回500円",
        "1. 電話で申し込む",
        "ひとりで来て大丈夫",
        "2026年4月1日",
    ):
        assert part in told
    assert "「3か月の子がいます。場所は北町のあたりです。" in told


def test_the_detail_card_says_when_a_date_is_unknown_and_links_its_source():
    answer = tap(knows(program(source=DOUBTFUL)), do="detail", program="care").answer
    assert "情報の日付：日付不明" in words(answer)
    assert "https://city.example/page" in values(answer, "open")


def test_the_question_to_ask_stands_where_it_is_not_certain():
    assert "だれが使えますか" in words(tap(knows(program()), do="detail", program="care").answer)


def test_words_for_the_call_are_left_out_where_nobody_is_called():
    written = program(contacts=(Contact("line", "https://line.me/x"),))
    assert "こう言えます" not in words(tap(knows(written), do="detail", program="care").answer)


def test_a_list_in_one_cell_becomes_lines():
    answer = tap(knows(program(fee="訪問:500円;宿泊:1000円")), do="detail", program="care").answer
    assert "・訪問:500円\n・宿泊:1000円" in words(answer)


def test_forwarding_carries_the_name_and_the_number():
    shared = values(write(knows(program(), said=found("care"))).answer, "share")[0]
    assert "careの会" in shared and "088-800-0001" in shared


def test_what_may_not_be_danger_is_answered_below_the_hotlines():
    said = found("care", danger=Danger("suicide", "self", "", sure=False))
    turn = write(knows(program(), said=said))
    assert turn.note.crisis and turn.note.program_ids == ("care",)
    assert [card.tone == "danger" for card in turn.answer.cards] == [True, False]
    assert not turn.note.need_text_to_keep


def test_danger_goes_before_everything_that_was_understood():
    said = found("care", danger=Danger("suicide", "self", ""))
    turn = write(knows(program(), said=said))
    assert turn.note.outcome == "crisis" and turn.note.program_ids == ()
