"""Each event waits once, under a pseudonym, and is blanked when its time is over."""

import pytest

from bot.store import inbox
from bot.store.inbox import Delivery, Taken
from bot.store.pseudonyms import Pseudonyms, everywhere

from ..talking import AT, rows

MINUTE, DAY = 60, 24 * 3600


def delivery(event_id="e1", user="Uparent", words="産後ケア", **more):
    event = {"kind": "text", "text": words, "message_id": f"m-{event_id}"}
    return Delivery(event_id, user, more.pop("group", ""), f"token-{event_id}", event, **more)


def contents(store):
    """(event_id, has content) of every row."""
    seen = store.database.read(
        lambda c: c.execute("SELECT event_id, event IS NOT NULL FROM inbox").fetchall()
    )
    return {event_id: bool(content) for event_id, content in seen}


def store_answer(store, id_, messages=()):
    store.database.write(lambda c: inbox.answered(c, id_, list(messages)))


def test_an_event_waits_until_it_is_done(store):
    (waiting,) = store.inbox.add([delivery()], AT)
    assert store.inbox.waiting() == [waiting]
    store.inbox.done(waiting.id)
    store.purge()
    assert store.inbox.waiting() == []


def test_a_copy_waits_once(store):
    assert len(store.inbox.add([delivery(), delivery()], AT)) == 1
    assert store.inbox.add([delivery()], AT + 1) == []


def test_of_an_answered_event_only_the_id_stays(store):
    (waiting,) = store.inbox.add([delivery()], AT)
    store_answer(store, waiting.id, [{"type": "text", "text": "こんにちは"}])
    store.inbox.done(waiting.id)
    store.purge()
    assert rows(store, "inbox") == [(1, "e1", None, None, None, None, inbox.DONE, AT, AT)]
    assert store.inbox.add([delivery(redelivered=True)], AT + 1) == []


def test_a_redelivery_gives_an_unanswered_event_another_minute(store):
    (waiting,) = store.inbox.add([delivery()], AT)
    store.inbox.missed(waiting, AT + 60)
    (again,) = store.inbox.add([delivery(redelivered=True)], AT + 90)
    assert (again.id, again.token_at, again.messages) == (waiting.id, AT + 90, None)


def test_a_stored_answer_comes_back_with_its_event(store):
    (waiting,) = store.inbox.add([delivery()], AT)
    store_answer(store, waiting.id, [{"type": "text", "text": "はい"}])
    assert store.inbox.waiting()[0].messages == [{"type": "text", "text": "はい"}]


def test_an_answer_is_stored_once(store):
    (waiting,) = store.inbox.add([delivery()], AT)
    store_answer(store, waiting.id)
    with pytest.raises(Taken):
        store_answer(store, waiting.id)


@pytest.mark.parametrize(("age", "content"), [(19 * MINUTE, True), (21 * MINUTE, False)])
def test_content_is_blanked_after_twenty_minutes(store, age, content):
    store.inbox.add([delivery()], AT - age)
    store.purge()
    assert contents(store) == {"e1": content}


@pytest.mark.parametrize(("age", "known"), [(6 * DAY, True), (8 * DAY, False)])
def test_the_id_stays_seven_days(store, age, known):
    store.inbox.add([delivery()], AT - age)
    store.purge()
    assert bool(contents(store)) is known


def test_no_line_user_id_reaches_the_file(tmp_path, store):
    store.inbox.add([delivery(user="U" + "0a1b2c3d" * 4, group="C" + "1" * 32)], AT)
    store.close()
    kept = b"".join(path.read_bytes() for path in tmp_path.glob("bot.sqlite*"))
    assert b"0a1b2c3d" not in kept and b"1111111111" not in kept


def test_blanked_words_leave_no_trace_on_the_disk(tmp_path, store):
    (waiting,) = store.inbox.add([delivery(words="0123456789" * 200)], AT)
    store.inbox.done(waiting.id)
    store.purge()
    store.database.write(lambda connection: None)
    kept = b"".join(path.read_bytes() for path in tmp_path.glob("bot.sqlite*"))
    assert b"0123456789" not in kept


# Pseudonyms


def test_a_pseudonym_is_stable_and_depends_on_the_key():
    one, other = Pseudonyms("key one"), Pseudonyms("key two")
    assert one.of("U1") == one.of("U1") != one.of("U2")
    assert one.of("U1") != other.of("U1")


def test_in_a_group_a_person_is_somebody_else_but_can_be_forgotten():
    names = Pseudonyms("key")
    person, low, high = everywhere(names.of("U1", "C1"))
    assert person == names.of("U1")
    assert low < names.of("U1", "C1") < high
    assert not low < names.of("U2", "C1") < high
