"""The client against a stand-in for LINE's server: what arrives, and what is said of failures."""

import socket

import pytest
from linebot.v3.messaging import Configuration

from bot.line import client as module
from bot.line.client import LineClient, LineError

from ..standin import ACCESS_TOKEN, LineStandIn

HELLO = [{"type": "text", "text": "こんにちは🍼"}]
CARD = {
    "type": "flex",
    "altText": "産後ケア",
    "contents": {
        "type": "bubble",
        "body": {
            "type": "box",
            "layout": "vertical",
            "contents": [{"type": "text", "text": "産後ケア", "wrap": True}],
        },
    },
}


@pytest.fixture
def line():
    with LineStandIn("secret") as made:
        made.issue("t1")
        yield made


@pytest.fixture
def client(line):
    return LineClient(line.base, ACCESS_TOKEN, 4)


@pytest.fixture
def impatient(monkeypatch):
    monkeypatch.setattr(module, "TIMEOUT", (0.3, 0.3))


def failure(client, token="t1", messages=HELLO):
    with pytest.raises(LineError) as caught:
        client.reply(token, messages)
    return caught.value


def test_messages_arrive_whole(line, client):
    client.reply("t1", [*HELLO, CARD])
    assert line.replies[0].messages == [*HELLO, CARD]
    assert line.complaints == []


def test_a_token_serves_once(line, client):
    client.reply("t1", HELLO)
    error = failure(client)
    assert (error.permanent, error.token_gone) == (True, True)


def test_a_token_lives_a_minute(line, client):
    line.token_life = -1
    assert failure(client).token_gone


@pytest.mark.parametrize("status", [400, 401, 403, 404, 409, 413, 418])
def test_refusals_are_permanent(line, client, status):
    line.trouble = [status]
    error = failure(client)
    assert (error.permanent, error.token_gone) == (True, False)


@pytest.mark.parametrize("status", [429, 500, 502, 503])
def test_what_may_pass_is_not_permanent(line, client, status):
    line.trouble = [status]
    assert not failure(client).permanent


@pytest.mark.parametrize("trouble", ["hang", "lost", "reset"])
def test_silence_is_not_waited_for(impatient, line, client, trouble):
    line.trouble = [trouble]
    assert not failure(client).permanent


def test_nobody_there():
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        client = LineClient(f"http://127.0.0.1:{unused.getsockname()[1]}", ACCESS_TOKEN, 4)
        assert not failure(client).permanent


@pytest.mark.parametrize(
    "messages", [[], [*HELLO] * 6, [{"type": "text", "text": ""}], [{"type": "hologram"}]]
)
def test_what_line_would_refuse_is_refused_here_too(line, client, messages):
    assert failure(client, messages=messages).permanent
    assert len(line.complaints) == 1


def test_a_wrong_access_token_is_refused(line):
    assert failure(LineClient(line.base, "wrong", 4)).permanent


def test_no_secret_and_no_word_is_logged(line, client, caplog):
    caplog.set_level("DEBUG")
    line.trouble = [None, 400, 500, "reset"]
    client.reply("t1", HELLO)
    errors = [failure(client) for _ in range(4)]
    said = caplog.text + str(errors)
    assert not [word for word in (ACCESS_TOKEN, "こんにちは", "t1") if word in said]
    assert "request=request-" in caplog.text


def test_the_sdk_never_debugs(client):
    client.connect()
    assert Configuration.get_default_copy().debug is False
    assert client._client.configuration.debug is False
