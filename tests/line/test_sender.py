"""Every waiting event is answered once, or the next answer says that one did not arrive."""

import threading

import pytest

from bot.core.events import Event
from bot.line.client import LineError
from bot.line.events import read
from bot.line.sender import Sender
from bot.store import state
from bot.store.inbox import DONE, MISSED, WAITING

from ..standin import text
from ..talking import AT, NOW, rows, talker, words

AGAIN = LineError("status 500", permanent=False)
REFUSED = LineError("status 400", permanent=True)
GONE = LineError("status 400", permanent=True, token_gone=True)


def arrive(store, sender, *events, at=AT):
    sender.offer(store.inbox.add([read(one) for one in events], at))


def finish(store, sender):
    """Answer everything that was offered."""
    store.database.write(lambda connection: None)  # what was given up is written down by now
    sender.start()
    while any(status == WAITING for status in statuses(store)):
        store.database.write(lambda connection: None)
    sender.stop()


def statuses(store):
    return [row[6] for row in rows(store, "inbox")]


def late(store, user="U1"):
    name = store.pseudonyms.of(user)
    return store.database.read(lambda c: state.read(c, name, AT)).late


def counted(store):
    return {name: number for _, kind, name, number in rows(store, "counts") if kind == "outcome"}


def test_an_event_is_answered_and_blanked(store, sender, line):
    arrive(store, sender, text("U1", "産後ケア", token="t1"))
    finish(store, sender)
    ((token, messages),) = line.sent
    assert token == "t1"
    assert "careの会" in words(messages)
    assert rows(store, "inbox")[0][2:6] == (None, None, None, None)


def test_one_persons_answers_come_in_order(store, sender, line):
    said = [text("U1", f"{n}番目", token=f"t{n}") for n in range(15)]
    arrive(store, sender, *said)
    finish(store, sender)
    assert [token for token, _ in line.sent] == [f"t{n}" for n in range(15)]


def test_many_people_are_answered_at_once(store, sender, line):
    together = threading.Barrier(4, timeout=10)
    line.before = lambda token: together.wait()
    arrive(store, sender, *[text(f"U{n}", "産後ケア") for n in range(4)])
    finish(store, sender)
    assert len(line.sent) == 4


def test_a_flood_is_answered_from_its_end(store, sender, line):
    arrive(store, sender, *[text("U1", "産後ケア", token=f"t{n}") for n in range(25)])
    finish(store, sender)
    assert [token for token, _ in line.sent] == [f"t{n}" for n in range(5, 25)]
    assert statuses(store) == [DONE] * 25


def test_one_that_fails_does_not_stop_the_others(store, line, clock):
    class Broken:
        def answer(self, event, user, now, inbox_id):
            raise MemoryError(event.text)

    sender = Sender(store.inbox, Broken(), line, threads=2, clock=clock)
    arrive(store, sender, text("U1", "産後ケア"), text("U2", "産後ケア"))
    finish(store, sender)
    assert statuses(store) == [MISSED, MISSED] and line.sent == []


@pytest.mark.parametrize("kind", ["unfollow", "unsend"])
def test_what_has_no_reply_token_is_done_in_silence(store, sender, line, kind):
    given = text("U1", "") | {"type": kind, "replyToken": None, "unsend": {"messageId": "m"}}
    arrive(store, sender, given, at=AT - 500)
    finish(store, sender)
    assert line.tries == [] and statuses(store) == [DONE]


# Trying again


@pytest.mark.parametrize("times", [1, 2, 3])
def test_what_may_succeed_later_is_tried_again(store, sender, line, times):
    line.trouble = [AGAIN] * times
    arrive(store, sender, text("U1", "産後ケア"))
    finish(store, sender)
    assert (len(line.tries), len(line.sent), late(store)) == (times + 1, 1, False)


def test_not_for_ever(store, sender, line):
    line.trouble = [AGAIN] * 20
    arrive(store, sender, text("U1", "産後ケア"))
    finish(store, sender)
    assert (len(line.tries), statuses(store), late(store)) == (4, [MISSED], True)


@pytest.mark.parametrize("error", [REFUSED, GONE])
def test_what_cannot_succeed_is_not_tried_again(store, sender, line, error):
    line.trouble = [error]
    arrive(store, sender, text("U1", "産後ケア"))
    finish(store, sender)
    assert (len(line.tries), late(store)) == (1, True)


def test_a_used_token_after_an_unconfirmed_try_means_it_arrived(store, sender, line):
    line.trouble = [AGAIN, GONE]
    arrive(store, sender, text("U1", "産後ケア"))
    finish(store, sender)
    assert (statuses(store), late(store)) == ([DONE], False)


def test_no_try_after_the_tokens_minute(store, sender, line, clock):
    line.trouble = [AGAIN] * 3

    def half_a_minute(token):
        clock.now += 30

    line.before = half_a_minute
    arrive(store, sender, text("U1", "産後ケア"))
    finish(store, sender)
    assert (len(line.tries), late(store)) == (2, True)


def test_a_redelivery_meanwhile_gives_another_minute(store, sender, line, clock):
    said = text("U1", "産後ケア")
    line.trouble = [AGAIN]

    def comes_again(token):
        clock.now += 58
        again = said | {"deliveryContext": {"isRedelivery": True}}
        arrive(store, sender, again, at=clock.now)

    line.before = comes_again
    arrive(store, sender, said)
    finish(store, sender)
    assert (len(line.sent), counted(store)) == (1, {"answer": 1})


# Too late


def test_an_event_whose_minute_is_over_is_named_in_the_next_answer(store, sender, line):
    arrive(store, sender, text("U1", "産後ケア"), at=AT - 61)
    arrive(store, sender, text("U1", "産後ケア"))
    finish(store, sender)
    ((_, messages),) = line.sent
    assert "届かなかった" in words(messages)
    assert counted(store) == {"answer": 1}


def test_a_missed_event_is_answered_when_line_delivers_it_again(store, sender, line):
    said = text("U1", "産後ケア")
    arrive(store, sender, said, at=AT - 61)
    again = said | {"deliveryContext": {"isRedelivery": True}}
    line.before = lambda token: None
    sender.offer(store.inbox.add([read(again)], AT))
    finish(store, sender)
    assert len(line.sent) == 1


# After a crash


def crashed_after(store, line, clock, *events, before_reply):
    """Run until the first reply is due, and leave everything as it stands then."""
    stopped = threading.Event()
    sender = Sender(store.inbox, talker(store), line, threads=1, clock=clock, pauses=(60,))

    def crash(token):
        before_reply()
        stopped.set()
        raise AGAIN

    line.before = crash
    arrive(store, sender, *events)
    sender.start()
    assert stopped.wait(10)
    sender.stop()
    line.before = lambda token: None
    line.tries.clear()


def test_a_stored_answer_is_only_sent_again(store, sender, line, clock):
    crashed_after(store, line, clock, text("U1", "産後ケア"), before_reply=lambda: None)
    assert (statuses(store), counted(store)) == ([WAITING], {"answer": 1})
    finish(store, sender)
    assert (len(line.sent), counted(store), statuses(store)) == (1, {"answer": 1}, [DONE])


def test_a_stored_answer_that_had_arrived_is_not_called_late(store, sender, line, clock):
    crashed_after(store, line, clock, text("U1", "産後ケア"), before_reply=lambda: None)
    line.trouble = [GONE]
    finish(store, sender)
    assert (statuses(store), late(store)) == ([DONE], False)


def test_events_that_waited_run_in_their_order(store, sender, line):
    for number in range(3):
        store.inbox.add([read(text("U1", "産後ケア", token=f"t{number}"))], AT)
    finish(store, sender)
    assert [token for token, _ in line.sent] == ["t0", "t1", "t2"]


def test_what_waited_too_long_is_not_run(store, sender, line, clock):
    store.inbox.add([read(text("U1", "産後ケア"))], AT - 300)
    finish(store, sender)
    assert (line.tries, counted(store), late(store)) == ([], {}, True)


def test_an_event_that_another_process_answered_is_left_to_it(store, sender, line):
    said = text("U1", "産後ケア")
    (waiting,) = store.inbox.add([read(said)], AT)
    sender.offer([waiting])
    talker(store).answer(Event(**waiting.event), waiting.user, NOW, waiting.id)
    finish(store, sender)
    assert (line.sent, counted(store)) == ([], {"answer": 1})


# Taken back


def test_a_message_taken_back_while_it_waits_is_neither_answered_nor_kept(store, sender, line):
    said = text("U1", "だれも知らないこと")
    back = text("U1", "") | {"type": "unsend", "unsend": {"messageId": said["message"]["id"]}}
    arrive(store, sender, said, back)
    finish(store, sender)
    assert line.sent == [] and rows(store, "questions") == []


def test_no_word_and_no_id_is_logged(store, sender, line, caplog):
    caplog.set_level("DEBUG")
    line.trouble = [AGAIN, REFUSED]
    arrive(store, sender, text("Usecret", "ひみつ", token="token-secret"))
    arrive(store, sender, text("Usecret", "!"), at=AT - 90)
    finish(store, sender)
    assert "ひみつ" not in caplog.text and "secret" not in caplog.text


def test_the_wait_is_measured(store, sender, clock):
    assert sender.longest_wait() == 0
    arrive(store, sender, text("U1", "産後ケア"), text("U2", "産後ケア"))
    clock.now += 12
    assert sender.longest_wait() == 12


def test_all_threads_together_answer_every_event_once(store, line, clock):
    sender = Sender(store.inbox, talker(store), line, clock=clock)
    arrive(store, sender, *[text(f"U{n}", "産後ケア") for n in range(64)])
    finish(store, sender)
    assert len(line.sent) == 64 and counted(store) == {"answer": 64}
