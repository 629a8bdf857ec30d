"""Going on: follow-ups, taps, and every other kind of event."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.core.answer import Answer
from bot.core.dialogue import respond, taps, with_notice
from bot.core.dialogue.smalltalk import CHATS, UNREADABLE
from bot.core.events import Event
from bot.core.state import State
from bot.core.understanding.result import Ages, Understood

from ..build import AREAS, DAY, HALLS, NIGHT, catalog, found, halls, knows, need, place, program
from .talking import actions, remembered, tap, values, words, write

WIDE = program("wide", age_max=200, category="相談")


def asks(**said: object) -> Understood:
    return Understood("unknown", **said)  # type: ignore[arg-type]


# Follow-ups


def test_an_age_alone_judges_the_last_programmes_again():
    state = remembered("care", "wide")
    turn = write(knows(program(), WIDE, said=asks(ages=Ages(24, 35))), state)
    assert [card.program_id for card in turn.answer.cards] == ["wide"]
    assert turn.state.age_min == 24 and "2歳" in turn.answer.texts[0]


def test_an_age_that_fits_nothing_shown_is_said_with_somebody_to_ask():
    turn = write(knows(program(), said=asks(ages=Ages(48, 59))), remembered("care"))
    assert "4歳" in turn.answer.texts[0] and values(turn.answer, "call")


def test_a_town_alone_gives_the_places_of_what_was_shown():
    turn = write(knows(HALLS, *halls(), said=asks(area=AREAS[1])), remembered("halls"))
    assert turn.note.places[0].id == "hall_south"


def test_a_day_alone_gives_what_is_open_then():
    turn = write(
        knows(HALLS, *halls(), said=asks(open_at="sunday")), remembered("halls", area="北町")
    )
    assert turn.note.places[0].id == "hall_north_weekend"


@pytest.mark.parametrize(
    "follow_up, told",
    [
        ("fee", "1回500円"),
        ("phone", "こう言えます"),
        ("apply", "電話で申し込む"),
        ("where", "市内"),
    ],
)
def test_a_question_about_the_last_programme_is_answered_with_whom_to_ask(follow_up, told):
    turn = write(knows(program(), said=asks(follow_up=follow_up)), remembered("care"))
    assert told in words(turn.answer) and "088-800-0001" in values(turn.answer, "call")


@pytest.mark.parametrize("follow_up", ["fee", "apply", "where"])
def test_what_is_not_known_is_said_so(follow_up):
    bare = program(fee="", how_to_apply=(), where="")
    turn = write(knows(bare, said=asks(follow_up=follow_up)), remembered("care"))
    assert "まだ分かっていません" in words(turn.answer) and values(turn.answer, "call")


def test_nearer_is_answered_honestly_with_the_next_places():
    state = remembered("halls", area="北町", shown_places=2)
    turn = write(knows(HALLS, *halls(), said=asks(follow_up="nearer")), state)
    assert "さきほどの所が近い方です" in words(turn.answer)
    assert turn.note.places[0].id == "hall_south"


def test_a_nearer_place_that_was_passed_over_for_its_hours_is_shown_with_a_warning():
    near, far = place("near"), place("far", lat=33.60, hours="Sa,Su 10:00-16:00")
    said = asks(follow_up="nearer")
    state = remembered("halls", area="北町", open_at="sunday", shown_places=1)
    turn = write(knows(HALLS, near, far, said=said), state)
    assert "もっと近い所もあります" in words(turn.answer)
    assert [seen.id for seen in turn.note.places] == ["near"]


def test_nearer_where_no_place_is_known_does_not_say_that_these_are_all():
    said = asks(follow_up="nearer")
    turn = write(knows(program(where=""), said=said), remembered("care", area="北町"))
    assert "分かっている所は、まだありません" in words(turn.answer) and values(turn.answer, "call")


@pytest.mark.parametrize("follow_up", ["fee", "phone", "where"])
def test_a_bare_question_about_nothing_asks_what_it_is_about(follow_up):
    said = replace(found("care"), follow_up=follow_up, bare=True)
    turn = write(knows(program(), said=said))
    assert "どんなことでお困りですか" in words(turn.answer) and not turn.answer.cards


def test_a_bare_day_goes_on_about_what_was_shown_whatever_was_guessed():
    said = replace(found("wide"), open_at="sunday", bare=True)
    turn = write(knows(WIDE, HALLS, *halls(), said=said), remembered("halls"))
    assert turn.answer.cards[0].place_id == "hall_north_weekend"


def test_a_pregnancy_takes_the_place_of_an_age_said_before():
    before = remembered("care", age_min=24, age_max=35)
    state = write(knows(program(), said=asks(pregnant=True)), before).state
    assert state.pregnant and state.age_min is None


@pytest.mark.parametrize(
    "bare, follow_up, kept",
    [(True, "", "saturday"), (False, "nearer", "saturday"), (False, "", "")],
)
def test_the_day_stays_while_she_only_asks_on(bare, follow_up, kept):
    said = asks(ages=Ages(24, 35), bare=bare, follow_up=follow_up)
    turn = write(knows(HALLS, *halls(), said=said), remembered("halls", open_at="saturday"))
    assert turn.state.open_at == kept


@pytest.mark.parametrize("follow_up", ["nearer", "where", "hours"])
def test_nearer_without_a_town_asks_where(follow_up):
    turn = write(knows(HALLS, *halls(), said=asks(follow_up=follow_up)), remembered("halls"))
    assert "どのあたりですか" in words(turn.answer)


def test_more_shows_the_other_programmes():
    turn = write(knows(program(), WIDE, said=asks(follow_up="more")), remembered("care", "wide"))
    assert turn.answer.cards[0].program_id == "wide"
    alone = write(knows(program(), said=asks(follow_up="more")), remembered("care"))
    assert alone.note.outcome == "unknown" and values(alone.answer, "call")


def test_a_word_that_is_not_understood_makes_it_a_new_question():
    said = asks(ages=Ages(24, 35), missed=("車酔い",))
    assert write(knows(WIDE, said=said), remembered("wide")).note.outcome == "unknown"


@pytest.mark.parametrize(
    "said", [asks(ages=Ages(24, 35)), asks(pregnant=True), asks(area=AREAS[0])]
)
def test_with_nothing_said_before_it_takes_it_up_and_asks_kindly(said):
    turn = write(knows(HALLS, *halls(), said=said))
    assert any(part in turn.answer.texts[0] for part in ("2歳", "妊娠中", "北町"))
    assert turn.note.program_ids == () and turn.answer.choices


@pytest.mark.parametrize("follow_up", ["fee", "phone", "nearer", "unheard"])
def test_a_follow_up_to_nothing_is_an_honest_unknown(follow_up):
    turn = write(knows(said=asks(follow_up=follow_up)))
    assert turn.note.outcome == "unknown" and values(turn.answer, "call")


def test_after_half_an_hour_nothing_is_remembered():
    old = (DAY - timedelta(minutes=31)).isoformat()
    turn = write(knows(program(), said=asks(follow_up="fee")), remembered("care", at=old))
    assert turn.note.outcome == "unknown" and turn.state.program_ids == ()


# Unsure and unknown


def test_when_unsure_the_town_and_the_age_it_understood_are_said():
    said = replace(found("care"), outcome="choose", ages=Ages(3, 3), area=AREAS[0])
    text = write(knows(program(), said=said)).answer.texts[0]
    assert "北町" in text and "3か月" in text


def test_when_unsure_three_choices_stand_in_plain_words_with_a_way_out():
    programs = [program(id_) for id_ in "abcd"]
    said = replace(found(*"abcd"), outcome="choose")
    turn = write(knows(*programs, said=said))
    sent = values(turn.answer, "send")
    offered = [f"do=program&program={id_}" for id_ in "abc"]
    assert sent == [*offered, "do=none_of_these", "do=ask_age"]
    assert turn.note.program_ids == ("a", "b", "c")


def test_a_single_guess_is_asked_as_one():
    said = replace(found("care"), outcome="choose")
    assert "こちらのことでしょうか" in words(write(knows(program(), said=said)).answer)


@pytest.mark.parametrize(
    "said",
    [
        replace(found("wide"), outcome="choose", follow_up="phone"),
        Understood("smalltalk", chat="other", follow_up="phone"),
    ],
)
def test_a_follow_up_goes_before_a_guess(said):
    knowledge = knows(program(), WIDE, said=said)
    assert write(knowledge, remembered("care")).answer.texts == ("careの会の連絡先です。",)
    assert write(knowledge).note.outcome in ("choose", "smalltalk")


def test_a_slot_read_as_small_talk_is_taken_up():
    said = Understood("smalltalk", chat="other", ages=Ages(24, 35))
    assert "2歳" in write(knows(said=said)).answer.texts[0]


def test_choosing_one_shows_it_and_is_noted():
    turn = tap(knows(program(), WIDE), remembered("care", "wide"), do="program", program="wide")
    assert turn.answer.cards[0].program_id == "wide" and turn.note.chosen == "wide"


def test_none_of_these_keeps_the_need_for_whoever_mends_the_knowledge():
    turn = tap(knows(program()), remembered("care", need="伏せた文"), do="none_of_these")
    assert (turn.note.chosen, turn.note.need_text_to_keep) == ("none", "伏せた文")
    assert turn.state.program_ids == () and values(turn.answer, "call")


def test_unknown_is_said_honestly_with_a_human_window_and_examples():
    knowledge = knows(WIDE)
    city = replace(knowledge.catalog.city, windows=("wide", "gone"))
    turn = write(knows(WIDE, city=city))
    assert values(turn.answer, "call") == ["088-800-0001", "088-822-8111"]
    assert len(values(turn.answer, "say")) == 6
    assert turn.note.need_text_to_keep == "伏せた文"


def test_at_night_an_unknown_question_still_finds_somebody_awake():
    assert values(write(knows(), now=NIGHT).answer, "call")[0] == "0120-000-001"


def test_another_offices_question_gets_its_answer():
    turn = write(knows(said=asks(office="tax")))
    assert "税の窓口" in words(turn.answer) and values(turn.answer, "call")
    assert turn.note.outcome == "unknown" and turn.note.need_text_to_keep is None


@pytest.mark.parametrize("said", [asks(office="gone"), asks(other_city="南国市"), asks(chat="?")])
def test_no_dead_end(said):
    assert values(write(knows(said=said)).answer, "call")


@pytest.mark.parametrize("kind", [*CHATS, "", "unheard"])
def test_small_talk_is_warm_and_short(kind):
    turn = write(knows(said=Understood("smalltalk", chat=kind)))
    assert 1 <= len(turn.answer.texts) <= 2 and len(turn.answer.choices) == 6
    assert turn.note.outcome == "smalltalk"


# Taps


@pytest.mark.parametrize("do", sorted(taps.ACTIONS))
@pytest.mark.parametrize("state", [State(), remembered("care"), remembered("gone")])
def test_every_tap_answers_in_every_state(do, state):
    turn = tap(knows(program(), HALLS, *halls()), state, do=do)
    assert turn.answer.texts or turn.answer.cards
    assert turn.state.at == DAY.isoformat()


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"do": "unheard"},
        {"do": "detail", "program": "gone"},
        {"do": "places", "program": "'; drop table"},
        {"do": "area", "area": "どこにもない"},
        {"do": "age", "min": "x", "max": "3"},
        {"do": "age", "min": "-1", "max": "3"},
        {"do": "age", "min": "9", "max": "3"},
        {"do": "age", "min": "³", "max": "99999999"},
        {"do": "language", "to": "klingon"},
    ],
)
def test_a_bad_tap_is_answered_kindly_and_changes_nothing(data):
    state = remembered("care")
    turn = tap(knows(program()), state, **data)
    assert turn.answer.texts and turn.answer.choices
    assert replace(turn.state, focus="", at="") == replace(state, focus="", at="")


def test_an_age_that_is_tapped_is_taken_up():
    turn = tap(knows(program()), remembered("care"), do="age", min="0", max="3")
    assert "0〜3か月" in turn.answer.texts[0] and turn.state.age_max == 3


def test_pregnancy_that_is_tapped_replaces_an_age():
    turn = tap(knows(program()), remembered("care", age_min=1, age_max=1), do="age", pregnant="1")
    assert turn.state.pregnant and turn.state.age_min is None


def test_a_language_is_kept_and_unreviewed_words_have_the_japanese_below():
    english = {**catalog().wording, "en": {"chat_thanks": "You are welcome."}}
    knowledge = knows(wording=english, said=Understood("smalltalk", chat="thanks"))
    state = tap(knowledge, do="language", to="en").state
    assert state.language == "en"
    assert write(knowledge, state).answer.texts[0].startswith("You are welcome.\nこちらこそ")


def test_the_japanese_below_says_the_age_in_japanese_too():
    english = {"taken_age": "Your child ({age}).", "age_years": "age {years}"}
    wording = {**catalog().wording, "en": english}
    said = replace(found("wide"), ages=Ages(24, 35), language="en")
    turn = write(knows(WIDE, wording=wording, said=said))
    assert "Your child (age 2).\n2歳のお子さんのことですね。" in turn.answer.texts[0]


def test_a_reviewed_translation_stands_alone():
    english = {**catalog().wording, "en": {"chat_thanks": "You are welcome."}}
    said = Understood("smalltalk", chat="thanks", language="en")
    knowledge = knows(wording=english, reviewed={"en": frozenset({"chat_thanks"})}, said=said)
    assert write(knowledge).answer.texts == ("You are welcome.",)


# Other events


def test_follow_says_who_it_is_that_it_is_a_machine_and_whose():
    knowledge = knows()._replace(policy_url="https://bot.example/policy")
    told = words(respond(Event("follow"), State(), knowledge, DAY).answer)
    for part in ("機械", "公式サービスではありません", "名前や住所", "https://bot.example/policy"):
        assert part in told


def test_an_official_bot_does_not_deny_it():
    city = replace(catalog().city, official=True)
    told = words(respond(Event("follow"), State(), knows(city=city), DAY).answer)
    assert "公式サービスではありません" not in told


@pytest.mark.parametrize("kind", [*UNREADABLE, "something_new"])
def test_what_is_no_text_gets_a_kind_sentence_and_examples(kind):
    turn = respond(Event(kind), State(), knows(), DAY)
    assert "文字だけ" in turn.answer.texts[0] and len(turn.answer.choices) == 6


@pytest.mark.parametrize("kind", ["unfollow", "unsend", "silent"])
def test_leaving_and_unsending_are_silent(kind):
    state = remembered("care", late=True)
    turn = respond(Event(kind), state, knows(), DAY)
    assert turn.answer.silent and turn.state == state


@pytest.mark.parametrize("kind", ["text", "sticker", "location", "follow"])
def test_in_a_group_it_is_silent_until_called(kind):
    turn = respond(Event(kind, text="x", lat=33.5, lon=133.5, group=True), State(), knows(), DAY)
    assert turn.answer.silent


@pytest.mark.parametrize("text", ["消して", " 消して。", "FORGET ME", "わすれて"])
def test_forget_me_empties_the_state_and_says_what_was_deleted(text):
    knowledge = knows(program())
    turn = respond(Event("text", text=text), remembered("care", language="en"), knowledge, DAY)
    assert turn.note.forget and turn.state == State(at=turn.state.at)
    assert "消しました" in words(turn.answer) and "LINEのID" in words(turn.answer)


@pytest.mark.parametrize("text", ["写真を消して", "消しゴム", "電気を消してと言われる"])
def test_other_talk_of_deleting_is_no_command(text):
    assert not respond(Event("text", text=text), State(), knows(), DAY).note.forget


def test_a_reply_that_came_too_late_is_named_once():
    turn = write(knows(program(), said=found("care")), remembered("care", late=True))
    assert "届かなかった" in turn.answer.texts[0] and not turn.state.late
    assert "届かなかった" not in words(
        write(knows(program(), said=found("care")), turn.state).answer
    )


def test_a_notice_stands_before_an_answer_but_not_before_silence():
    assert with_notice(Answer(("はい",)), "台風").texts == ("台風", "はい")
    assert with_notice(Answer(("はい",)), "").texts == ("はい",)
    assert with_notice(Answer(silent=True), "台風").texts == ()


def test_what_was_said_is_remembered_for_the_next_message():
    said = found("care", ages=Ages(3, 3), area=AREAS[0], pregnant=False)
    state = write(knows(program(), said=said)).state
    assert (state.age_min, state.area, state.need, state.focus) == (3, "北町", "伏せた文", "care")
    assert State.from_dict(state.to_dict()) == state


def test_quick_replies_stay_within_what_line_shows():
    programs = [program(id_) for id_ in "abcdefgh"]
    said = Understood("answer", (need(*"abcdefgh"),))
    assert len(write(knows(*programs, said=said)).answer.choices) <= 13
    assert all(action.label for action in actions(write(knows(*programs, said=said)).answer))
