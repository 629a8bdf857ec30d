"""Many people at once, each in order, twenty waiting for one of them at most."""

import pytest

from bot.line.lanes import LONGEST_LANE, Lanes
from bot.store.inbox import Waiting

from ..talking import AT


def item(id_, user="her", kind="text", message_id="", at=AT):
    return Waiting(id_, user, {"kind": kind, "message_id": message_id or f"m{id_}"}, "t", at)


@pytest.fixture
def lanes():
    return Lanes()


def take_all(lanes):
    """Ids in the order in which they are handed out, one at a time."""
    taken = []
    while lanes.oldest() is not None:
        taken.append(lanes.take())
        lanes.finished(taken[-1])
    return [one.id for one in taken]


def test_one_persons_events_are_out_one_at_a_time(lanes):
    for one in (item(1), item(2), item(3, "him")):
        lanes.put(one)
    first, second = lanes.take(), lanes.take()
    assert (first.id, second.id) == (1, 3)
    lanes.finished(first)
    assert lanes.take().id == 2


def test_a_patient_person_is_not_passed_by_a_busy_one(lanes):
    for one in (item(1), item(2), item(3), item(4, "him")):
        lanes.put(one)
    assert take_all(lanes) == [1, 4, 2, 3]


def test_of_too_many_the_newest_stay(lanes):
    given_up = [old.id for n in range(1, 31) for old in lanes.put(item(n))]
    assert given_up == list(range(1, 11))
    assert take_all(lanes) == list(range(11, 31))


def test_what_deletes_is_never_given_up(lanes):
    lanes.put(item(1, kind="unfollow"))
    for number in range(2, 40):
        lanes.put(item(number))
    assert take_all(lanes)[0] == 1


def test_another_person_is_not_touched_by_a_flood(lanes):
    lanes.put(item(1, "him"))
    for number in range(2, 60):
        lanes.put(item(number))
    assert lanes.take().user == "him"


def test_a_message_taken_back_is_not_answered(lanes):
    for one in (item(1, message_id="a"), item(2, message_id="b")):
        lanes.put(one)
    assert [old.id for old in lanes.put(item(3, kind="unsend", message_id="a"))] == [1]
    assert take_all(lanes) == [2, 3]


def test_an_unsend_without_an_id_takes_nothing_back(lanes):
    first = item(1)
    first.event["message_id"] = ""
    lanes.put(first)
    last = item(2, kind="unsend")
    last.event["message_id"] = ""
    assert lanes.put(last) == []


def test_a_redelivery_of_a_waiting_event_renews_its_time(lanes):
    lanes.put(item(1))
    lanes.put(item(2, "him", at=AT + 5))
    lanes.put(item(1, at=AT + 30))
    assert lanes.oldest() == AT + 5
    assert take_all(lanes) == [1, 2]


def test_a_redelivery_of_an_event_that_is_out_renews_its_time(lanes):
    lanes.put(item(1))
    out = lanes.take()
    lanes.put(item(1, at=AT + 30))
    assert out.token_at == AT + 30 and lanes.oldest() is None


def test_the_oldest_is_the_longest_waiting(lanes):
    assert lanes.oldest() is None
    for number in range(3):
        lanes.put(item(number, f"p{number}", at=AT + number))
    lanes.take()
    assert lanes.oldest() == AT + 1


def test_closed_it_hands_out_nothing(lanes):
    lanes.put(item(1))
    lanes.close()
    assert lanes.take() is None


def test_a_lane_is_as_long_as_the_design_says():
    assert LONGEST_LANE == 20
