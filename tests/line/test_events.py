"""LINE's events, read into ours; whatever else comes is passed over without an exception."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.core.events import Event
from bot.line.events import read, to_event

from ..standin import event, text

GROUP = {"type": "group", "groupId": "C1", "userId": "U1"}
BOT = {"index": 0, "length": 4, "type": "user", "userId": "Ubot", "isSelf": True}
FRIEND = {"index": 5, "length": 3, "type": "user", "userId": "U2", "isSelf": False}


def message(**fields):
    return to_event(event("U1", {"id": "m1", **fields}))


def in_group(words, *mentionees):
    said = {"id": "m1", "type": "text", "text": words, "mention": {"mentionees": list(mentionees)}}
    return to_event(event("U1", said, source=GROUP))


def test_a_text():
    assert message(type="text", text="夜泣き") == Event("text", "夜泣き", message_id="m1")


def test_a_position():
    found = message(type="location", latitude=33.5, longitude=133.5, title="家", address="潮江1")
    assert found == Event("location", lat=33.5, lon=133.5, message_id="m1")


@pytest.mark.parametrize("kind", ["sticker", "image", "video", "audio", "file"])
def test_what_cannot_be_read_is_named(kind):
    assert message(type=kind).kind == kind


def test_a_tap():
    tapped = to_event({"type": "postback", "postback": {"data": "do=detail&program=a%20b&x="}})
    assert tapped == Event("postback", data={"do": "detail", "program": "a b", "x": ""})


def test_follow_unfollow_and_unsend():
    assert to_event({"type": "follow", "follow": {"isUnblocked": True}}) == Event("follow")
    assert to_event({"type": "unfollow"}) == Event("unfollow")
    taken_back = to_event({"type": "unsend", "unsend": {"messageId": "m1"}})
    assert taken_back == Event("unsend", message_id="m1")


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"type": "text"},
        {"type": "text", "text": None},
        {"type": "text", "text": ["夜泣き"]},
        {"type": "location", "latitude": "33.5", "longitude": 133.5},
        {"type": "location", "latitude": True, "longitude": False},
        {"type": "location", "latitude": float("nan"), "longitude": 0},
        {"type": "location", "latitude": 10**400, "longitude": 0},
        {"type": "location", "latitude": 91, "longitude": 0},
        {"type": "hologram"},
        {"type": None},
        {"type": {"text": "text"}},
        {"type": 7},
    ],
)
def test_an_odd_message_is_unsupported(fields):
    assert message(**fields) == Event("unsupported", message_id="m1")


@pytest.mark.parametrize(
    "raw",
    [
        None,
        "message",
        7,
        [],
        {},
        text("U1", "a") | {"mode": "standby"},
        text("U1", "a") | {"webhookEventId": None},
        text("U1", "a") | {"webhookEventId": ""},
        text("U1", "a") | {"webhookEventId": "e" * 500},
        text("U1", "a") | {"webhookEventId": ["e"]},
        text("U1", "a") | {"type": "messageEdited"},
        text("U1", "a") | {"type": "join"},
        text("U1", "a") | {"type": "beacon"},
        text("U1", "a") | {"type": "not yet invented"},
        text("U1", "a") | {"type": ["message"]},
        text("U1", "a") | {"type": None},
    ],
)
def test_what_asks_for_nothing_is_passed_over(raw):
    assert read(raw) is None


@pytest.mark.parametrize("source", [None, "U1", [], {}, {"type": 7}, {"userId": {"a": 1}}])
def test_an_event_from_nobody_known_is_still_read(source):
    found = read(text("U1", "a") | {"source": source})
    assert (found.user_id, found.event["text"]) == ("", "a")


@pytest.mark.parametrize("mention", [None, "bot", [], {"mentionees": None}, {"mentionees": ["x"]}])
def test_odd_mentions(mention):
    assert message(type="text", text="夜泣き", mention=mention).text == "夜泣き"


@pytest.mark.parametrize(
    ("given", "read_as"),
    [
        ("\ud83d 夜泣き", "\ufffd 夜泣き"),
        ("\ud83d\ude00", "😀"),
        ("a\0b", "ab"),
        ("あ" * 9000, "あ" * 5000),
    ],
)
def test_text_that_no_encoder_takes_is_mended(given, read_as):
    assert message(type="text", text=given).text == read_as


@pytest.mark.parametrize("data", [None, 7, "", "&&&=", "a;b", "=" * 300, "\ud83d", "&a=1" * 90])
def test_odd_taps_are_taps(data):
    assert to_event({"type": "postback", "postback": {"data": data}}).kind == "postback"


# Groups


def test_in_a_group_only_what_names_the_bot_is_taken():
    assert in_group("みんな元気？") is None
    assert in_group("@はな 元気？", {**FRIEND, "index": 0}) is None
    assert to_event(event("U1", {"type": "image"}, source=GROUP)) is None


def test_in_a_group_the_bot_is_asked_without_its_name_and_other_names():
    found = in_group("@ぼっと @はな 夜泣き", BOT, FRIEND)
    assert found == Event("text", "夜泣き", message_id="m1", group=True, called=True)


@pytest.mark.parametrize("span", [{"index": -1}, {"index": "0"}, {"index": 999}, {"length": None}])
def test_an_odd_span_of_a_mention_does_no_harm(span):
    assert "夜泣き" in in_group("@ぼっと 夜泣き", {**BOT, **span}).text


def test_a_group_is_kept_apart_from_the_person():
    said = {"type": "text", "text": "a", "mention": {"mentionees": [BOT]}}
    found = read(event("U1", said, source=GROUP))
    assert (found.user_id, found.group_id) == ("U1", "C1")


def test_a_redelivery_is_known():
    assert not read(text("U1", "a")).redelivered
    assert read(text("U1", "a", deliveryContext={"isRedelivery": True})).redelivered
    assert not read(text("U1", "a", deliveryContext="yes")).redelivered


# Anything at all

json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters(codec=None)),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)
KEYS = ["type", "mode", "source", "message", "postback", "unsend", "replyToken", "webhookEventId"]


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(KEYS), json_values)
def test_no_value_anywhere_raises(key, value):
    read(text("U1", "a") | {key: value})
    read(event("U1", {"type": "text", "text": value, "mention": value, "id": value}))
