"""State, questions, counts and switches: kept for their time, found and deleted by person."""

from datetime import date

import pytest

from bot.core.state import State
from bot.store import counts, questions, state
from bot.store.questions import Question
from bot.store.store import forget

from ..talking import AT, open_store, rows

HERE, GROUP, OTHER = "aaa", "aaa/ccc", "bbb"
DAY = date(2026, 11, 25)
SAID = State(program_ids=("care",), need="伏せた文", area="北町", age_min=3, age_max=3)


def save(store, user=HERE, at=AT):
    store.database.write(lambda c: state.save(c, user, SAID, at))


def read(store, user=HERE, at=AT):
    return store.database.read(lambda c: state.read(c, user, at))


def ask(store, user=HERE, message_id="m1", at=AT, text="伏せた文"):
    asked = Question(user, message_id, text, "unknown", "ja", at)
    store.database.write(lambda c: questions.add(c, asked))
    return asked


def asked(store):
    return store.database.read(questions.newest)


# State


def test_state_is_read_back_as_it_was(store):
    save(store)
    assert read(store) == SAID
    assert read(store, OTHER) == State()


@pytest.mark.parametrize(("later", "known"), [(29 * 60, True), (31 * 60, False)])
def test_state_stays_thirty_minutes(store, later, known):
    save(store)
    assert (read(store, at=AT + later) == SAID) is known
    store.database.write(lambda c: state.purge(c, AT + later))
    assert bool(rows(store, "state")) is known


def test_a_late_reply_is_remembered_beside_the_rest(store):
    save(store)
    for user in (HERE, OTHER):
        store.database.write(lambda c, user=user: state.mark_late(c, user, AT))
    assert read(store).late and read(store).area == "北町"
    assert read(store, OTHER) == State(late=True)


# Questions


def test_questions_come_newest_first(store):
    first, second = ask(store), ask(store, at=AT + 1)
    assert asked(store) == [second, first]


@pytest.mark.parametrize(("days", "kept"), [(89, 1), (91, 0)])
def test_questions_stay_ninety_days(store, days, kept):
    ask(store, at=AT - days * 24 * 3600)
    store.purge()
    assert len(asked(store)) == kept


@pytest.mark.parametrize("message_id", ["m1", "", "m'; DROP TABLE questions; --", "%"])
def test_unsend_reaches_its_message_and_nobody_elses(store, message_id):
    ask(store, message_id=message_id)
    others = ask(store, OTHER, "m2"), ask(store, OTHER, "")
    store.database.write(lambda c: questions.unsend(c, message_id, (HERE, HERE + "/", HERE + "0")))
    assert asked(store) == list(reversed(others))


def test_forget_reaches_a_person_everywhere(store):
    for user in (HERE, GROUP, OTHER):
        save(store, user)
        ask(store, user)
    gone = store.database.write(lambda c: forget(c, HERE))
    assert gone == {"state": 2, "questions": 2, "referrals": 0}
    assert [question.user for question in asked(store)] == [OTHER]
    assert read(store, GROUP) == State() and read(store, OTHER) == SAID


# Counts


def count(store, times, *keys):
    for _ in range(times):
        store.database.write(lambda c: counts.add(c, DAY, keys))


def test_counts_add_up_over_days(store):
    count(store, 5, ("outcome", "answer"), ("program", "care"))
    total = store.database.read(lambda c: counts.total(c, DAY, DAY))
    assert total == [("outcome", "answer", 5), ("program", "care", 5)]


def test_fewer_than_five_are_not_shown(store):
    count(store, 4, ("program", "care"))
    assert store.database.read(lambda c: counts.total(c, DAY, DAY)) == []


def test_other_days_are_not_counted(store):
    count(store, 6, ("program", "care"))
    tomorrow = date(2026, 11, 26)
    assert store.database.read(lambda c: counts.total(c, tomorrow, tomorrow)) == []


# Switches


def test_switches_are_off_until_set_and_another_process_sees_them(tmp_path, store):
    assert store.switches.read() == ("", False)
    other = open_store(tmp_path)
    other.switches.set_notice("台風のため…")
    other.switches.set_paused(True)
    assert store.switches.read() == ("台風のため…", True)
    other.switches.set_notice(None)
    other.switches.set_paused(False)
    assert store.switches.read() == ("", False)
    other.close()
