"""Whatever comes is answered; what is kept is masked, moves once, and can be deleted."""

import logging
import threading
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.core.events import Event
from bot.core.state import State
from bot.store import questions, state
from bot.store.inbox import Delivery, Taken

from ..core.build import found
from ..talking import AT, MEANINGS, NOW, City, Reader, rows, talker, words

HER, HIM = "aaa", "bbb"


def say(text, message_id="m1"):
    return Event("text", text=text, message_id=message_id)


def tap(**data):
    return Event("postback", data=data)


def state_of(store, user=HER):
    return store.database.read(lambda c: state.read(c, user, AT))


def asked(store):
    return [(q.text, q.outcome) for q in store.database.read(questions.newest)]


def counted(store):
    return {name: number for _, _, name, number in rows(store, "counts")}


@pytest.fixture
def bot(store):
    return talker(store)


def test_an_answer_moves_state_and_counters(store, bot):
    assert "careの会" in words(bot.answer(say("産後ケア"), HER, NOW))
    assert state_of(store).program_ids == ("care",)
    assert counted(store) == {"answer": 1, "care": 1}


def test_two_people_do_not_share_a_state(store, bot):
    bot.answer(say("産後ケア"), HER, NOW)
    assert state_of(store, HIM) == State()


def test_what_nobody_could_answer_is_kept_masked(store, bot):
    bot.answer(say("山田花子です。088-823-0000に電話をください"), HER, NOW)
    ((text, outcome),) = asked(store)
    assert outcome == "unknown" and "電話をください" in text
    assert not any(secret in text for secret in ("山田", "花子", "823"))


def test_none_of_these_keeps_the_masked_need(store, bot):
    bot.answer(say("どれだろう"), HER, NOW)
    bot.answer(tap(do="none_of_these"), HER, NOW)
    assert asked(store) == [("伏せた文", "none_of_these")]


def test_the_state_holds_no_name(store, bot, monkeypatch):
    need = replace(found("care").needs[0], text="西村先生が怖い")
    monkeypatch.setitem(MEANINGS, "先生", found("care", needs=(need,)))
    bot.answer(say("先生"), HER, NOW)
    assert "西村" not in state_of(store).need and "怖い" in state_of(store).need


def test_of_danger_only_the_count_stays(store, bot):
    bot.answer(say("産後ケア"), HER, NOW)
    before = state_of(store)
    messages = bot.answer(say("消えたい"), HER, NOW)
    assert "0120-000-001" in words(messages)
    assert asked(store) == [] and counted(store)["crisis"] == 1
    assert state_of(store) == replace(before, at=NOW.isoformat())


@pytest.mark.parametrize(
    "event",
    [
        Event("sticker"),
        Event("image"),
        Event("unsupported"),
        Event("location"),
        Event("follow"),
        Event("something new"),
        tap(),
        tap(do="no such thing"),
        tap(do="detail", program="'; DROP TABLE state; --"),
        say(""),
        say("<script>alert(1)</script>"),
        say("あ" * 5000),
        say("\ufffd\u202e\x01"),
    ],
)
def test_everything_is_answered(store, bot, event):
    assert bot.answer(event, HER, NOW)
    assert "error" not in counted(store)


@pytest.mark.parametrize(
    "event",
    [
        Event("silent"),
        Event("unfollow"),
        Event("unsend", message_id="m0"),
        Event("text", group=True),
    ],
)
def test_silence_leaves_nothing(store, bot, event):
    assert bot.answer(event, HER, NOW) == []
    assert rows(store, "state") == rows(store, "counts") == []


# When something breaks


def test_a_failure_is_answered_kindly_with_the_numbers(store, bot):
    said = words(bot.answer(say("!"), HER, NOW))
    assert "0120-000-001" in said and "119" in said
    assert counted(store) == {"error": 1}
    assert "careの会" in words(bot.answer(say("産後ケア"), HER, NOW))


def test_a_failure_logs_no_words(store, bot, caplog):
    bot.answer(say("!"), HER, NOW)
    assert "ValueError at " in caplog.text
    assert "secret" not in caplog.text


def test_nothing_of_what_she_writes_is_logged(bot, caplog):
    caplog.set_level(logging.DEBUG)
    for text in ("産後ケア", "消えたい", "ひみつの言葉", "!"):
        bot.answer(say(text, "m-id-1"), HER, NOW)
    seen = [word for word in ("産後", "消え", "ひみつ", HER, "m-id-1") if word in caplog.text]
    assert seen == []


def test_when_rendering_breaks_nothing_is_said_and_nothing_raised(store):
    def broken(answer):
        raise KeyError("a label")

    assert talker(store, shown=broken).answer(say("産後ケア"), HER, NOW) == []


def test_a_release_that_cannot_be_read_leaves_the_last_one_in_use(store):
    readers = iter([Reader()])
    city = City()
    bot = talker(store, city, reader=lambda catalog: next(readers))
    for _ in range(3):
        assert "careの会" in words(bot.answer(say("産後ケア"), HER, NOW))
        city.change(release="broken")
    assert bot.ready() == "test"


def test_a_new_release_is_used_at_once(store):
    city = City()
    bot = talker(store, city)
    assert bot.ready() == "test"
    city.change(release="new")
    assert bot.ready() == "new"


def test_many_at_once_prepare_a_release_once(store):
    made = []
    bot = talker(store, reader=lambda catalog: made.append(catalog) or Reader())
    threads = [
        threading.Thread(target=bot.answer, args=(say("産後ケア"), f"p{n}", NOW)) for n in range(16)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(made) == 1 and counted(store) == {"answer": 16, "care": 16}


# The inbox: once and together


def received(store):
    (waiting,) = store.inbox.add([Delivery("e1", "Uparent", "", "t1", {"kind": "text"})], AT)
    return waiting.id


def test_the_messages_are_stored_with_the_event(store, bot):
    messages = bot.answer(say("産後ケア"), HER, NOW, received(store))
    assert store.inbox.waiting()[0].messages == messages


def test_a_second_answer_to_an_event_moves_nothing(store, bot):
    inbox_id = received(store)
    bot.answer(say("産後ケア"), HER, NOW, inbox_id)
    with pytest.raises(Taken):
        bot.answer(say("産後ケア"), HER, NOW, inbox_id)
    assert counted(store) == {"answer": 1, "care": 1}


# The operator


def test_a_notice_stands_before_the_answer(store, bot):
    store.switches.set_notice("台風のため、広場は休みです。")
    assert bot.answer(say("産後ケア"), HER, NOW)[0]["text"] == "台風のため、広場は休みです。"
    assert "台風" not in words(bot.answer(say("消えたい"), HER, NOW))


def test_paused_it_shows_only_the_numbers(store, bot):
    store.switches.set_paused(True)
    said = words(bot.answer(say("産後ケア"), HER, NOW))
    assert "119" in said and "careの会" not in said
    assert counted(store) == {"paused": 1}
    store.switches.set_paused(False)
    assert "careの会" in words(bot.answer(say("産後ケア"), HER, NOW))


def test_paused_danger_is_still_answered(store, bot):
    store.switches.set_paused(True)
    assert "0120-000-001" in words(bot.answer(say("消えたい"), HER, NOW))
    assert counted(store) == {"crisis": 1}


def test_paused_she_can_still_be_forgotten(store, bot):
    bot.answer(say("産後ケア"), HER, NOW)
    store.switches.set_paused(True)
    bot.answer(tap(do="forget"), HER, NOW)
    assert rows(store, "state") == []


# A reply that did not arrive


def test_the_next_answer_names_a_late_reply_once(store, bot):
    late = City().current().say("late")
    store.database.write(lambda c: state.mark_late(c, HER, AT))
    assert late in words(bot.answer(say("産後ケア"), HER, NOW))
    assert late not in words(bot.answer(say("産後ケア"), HER, NOW))


# Taken back and forgotten


@pytest.fixture
def talked(store, bot):
    for user in (HER, HIM):
        bot.answer(say("だれも知らないこと", f"m-{user}"), user, NOW)
    return bot


def people(store, table):
    return sorted({row[0 if table == "state" else 1] for row in rows(store, table)})


def test_unsend_deletes_that_message_and_the_state(store, talked):
    assert talked.answer(Event("unsend", message_id=f"m-{HER}"), HER, NOW) == []
    assert people(store, "questions") == people(store, "state") == [HIM]


def test_unsend_of_another_message_keeps_the_question(store, talked):
    talked.answer(Event("unsend", message_id="m-other"), HER, NOW)
    assert people(store, "questions") == [HER, HIM]


@pytest.mark.parametrize("event", [Event("unfollow"), tap(do="forget")])
def test_unfollow_and_forget_me_delete_everything_of_hers(store, talked, event):
    talked.answer(event, HER, NOW)
    assert people(store, "questions") == people(store, "state") == [HIM]


def test_forget_me_says_what_went(talked):
    assert City().current().say("forget_receipt") in words(
        talked.answer(tap(do="forget"), HER, NOW)
    )
    assert talked.forget(HIM) == {"state": 1, "questions": 1, "referrals": 0}
    assert talked.forget(HIM) == {"state": 0, "questions": 0, "referrals": 0}


def test_after_thirty_minutes_nothing_is_remembered(store, bot):
    bot.answer(say("産後ケア"), HER, NOW)
    later = NOW + timedelta(minutes=31)
    assert store.database.read(lambda c: state.read(c, HER, later.timestamp())) == State()
