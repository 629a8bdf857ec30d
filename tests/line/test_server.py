"""The whole way on a real server: signed webhook in, lawful replies out, LINE's moods included."""

import sqlite3

import pytest

from ..server import SECRET, Server
from ..standin import LineStandIn, event, text
from ..talking import words

MINE = {"type": "group", "groupId": "C1", "userId": "Ugroup"}


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    folder = tmp_path_factory.mktemp("server")
    with LineStandIn(SECRET) as line:
        running = Server(folder, line.base)
        running.line = line
        line.webhook = running.webhook
        yield running
        running.stop()


@pytest.fixture
def line(server):
    for seen in (server.line.replies, server.line.tries, server.line.trouble):
        seen.clear()
    yield server.line
    assert server.line.complaints == []


def settle(line, number):
    """All replies, once a last one that is asked for now has come."""
    line.say("Ulast", "ありがとう")
    line.wait(number + 1)
    return line.replies


def test_a_worry_gets_one_lawful_reply(line):
    line.say("Uparent", "産後、眠れなくてつらい")
    (reply,) = line.wait(1)
    assert words(reply.messages)


@pytest.mark.parametrize("words_", ["死にたい", "子どもが息をしていない"])
def test_danger_gets_numbers_to_call(line, words_):
    line.say("Udanger", words_)
    assert "tel:" in str(line.wait(1)[0].messages)


def test_every_kind_of_message_is_answered(line):
    kinds = ["sticker", "image", "video", "audio", "file", "hologram"]
    assert line.post(*[event(f"U{kind}", {"type": kind}) for kind in kinds]) == 200
    place = {"type": "location", "latitude": 33.55, "longitude": 133.53}
    assert line.post(event("Uplace", place), text("Ufollow", "") | {"type": "follow"}) == 200
    assert len(line.wait(8)) == 8


def test_a_tap_is_answered(line):
    tapped = text("Utap", "") | {"type": "postback", "postback": {"data": "do=urgent"}}
    line.post(tapped)
    assert "119" in str(line.wait(1)[0].messages)


ODD = [
    None,
    {},
    text("Uodd", "a") | {"mode": "standby"},
    text("Uodd", "a") | {"type": "not yet invented"},
    text("Uodd", "a") | {"webhookEventId": 7},
    text("Uodd", "a", source=MINE),
]


def test_odd_events_are_silent_and_their_neighbours_answered(line):
    assert line.post(text("Ua", "夜泣き"), *ODD, text("Ub", "夜泣き")) == 200
    assert len(settle(line, 2)) == 3


@pytest.mark.parametrize(
    "words_",
    [
        "<img src=x onerror=alert(1)>",
        "'; DROP TABLE inbox; --",
        "\ud83d",
        "\u202e\u0000{0}%s",
        "🍼" * 2500,
        "あ" * 9000,
        " ",
        "https://example.com/?q=<b>",
    ],
)
def test_hostile_words_get_a_lawful_answer(line, words_):
    line.say("Uhostile", words_)
    assert len(line.wait(1)) == 1


def test_copies_get_one_answer(line):
    said = text("Utwice", "夜泣き")
    again = said | {"deliveryContext": {"isRedelivery": True}}
    assert [line.post(said, said), line.post(said), line.post(again)] == [200] * 3
    assert len(settle(line, 1)) == 2


@pytest.mark.parametrize("body", [b"not json", b"[" * 100_000, b"\xff", b" " * 3_000_000])
def test_bad_bodies_are_refused_and_nothing_is_sent(line, body):
    assert line.post_bytes(body) in (400, 413)
    assert len(settle(line, 0)) == 1


def test_a_strangers_webhook_is_refused_and_nothing_is_sent(line):
    line.secret = "not the channel secret"
    status = line.post(text("Uforged", "夜泣き"))
    line.secret = SECRET
    assert status == 400
    assert len(settle(line, 0)) == 1


@pytest.mark.parametrize("trouble", [500, 503, 429, "reset", "hang"])
def test_a_mood_of_line_passes_and_she_is_answered(line, trouble):
    line.trouble.append(trouble)
    line.say("Umood", "夜泣き")
    assert len(line.wait(1)) == 1 and len(line.tries) == 2


def test_a_reply_that_arrived_unconfirmed_is_sent_once(line):
    line.trouble.append("lost")
    line.say("Ulost", "夜泣き")
    line.wait_tries(2)
    said = settle(line, 1)
    assert len([reply for reply in said]) == 2
    line.say("Ulost", "断乳")
    assert "届かなかった" not in words(line.wait(3)[2].messages)


@pytest.mark.parametrize("trouble", [400, 401, 403, 409, 413])
def test_a_refusal_is_final_and_the_next_answer_says_so(line, trouble):
    line.trouble.append(trouble)
    line.say(f"Urefused{trouble}", "夜泣き")
    line.wait_tries(1)
    line.say(f"Urefused{trouble}", "夜泣き")
    assert "届かなかった" in words(line.wait(1)[0].messages)
    assert len(line.tries) == 2


def test_one_persons_answers_come_in_order(line):
    said = [text("Uorder", "夜泣き") for _ in range(12)]
    assert line.post(*said) == 200
    assert [reply.token for reply in line.wait(12)] == [one["replyToken"] for one in said]


def test_after_a_kill_what_was_acknowledged_is_answered_once(server, line):
    line.trouble.extend([500] * 20)
    said = [text(f"Ukill{n}", "夜泣き") for n in range(8)]
    assert line.post(*said) == 200
    line.wait_tries(4)
    server.kill()
    line.trouble.clear()
    server.start()
    tokens = [reply.token for reply in line.wait(8)]
    assert sorted(tokens) == sorted(one["replyToken"] for one in said)


def test_nobody_is_named_in_the_log_or_the_database(server, line):
    line.say("U5ec2e7" + "0" * 26, "ひみつ、さくらちゃん、088-823-0000")
    settle(line, 1)
    kept = b"".join(path.read_bytes() for path in server.database.parent.glob("bot.sqlite*"))
    assert b"U5ec2e7" not in kept and "U5ec2e7" not in server.log()
    assert "ひみつ" not in server.log() and "Traceback" not in server.log()
    questions = sqlite3.connect(server.database).execute("SELECT text FROM questions").fetchall()
    assert "823" not in str(questions) and "さくら" not in str(questions)
