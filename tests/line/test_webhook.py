"""The door: nothing without a signature, nothing lost beside a bad event, never a 500."""

import json
import logging

import pytest
from flask import Flask

from bot.line.webhook import is_signed, webhook_blueprint

from ..standin import event, sign, text
from ..talking import rows
from .conftest import SECRET

# From LINE's documentation, "Verify webhook signature".
PUBLISHED_SECRET = "8c570fa6dd201bb328f1c1eac23a96d8"
PUBLISHED_BODY = b'{"destination":"U8e742f61d673b39c7fff3cecb7536ef0","events":[]}'
PUBLISHED_SIGNATURE = "GhRKmvmHys4Pi8DxkF4+EayaH0OqtJtaZxgTD9fMDLs="
EMPTY = b'{"destination":"Ubot","events":[]}'


@pytest.fixture
def post(client):
    def post_bytes(body, signature=None, **headers):
        headers["x-line-signature"] = sign(body, SECRET) if signature is None else signature
        return client.post("/line/webhook", data=body, headers=headers).status_code

    return post_bytes


@pytest.fixture
def deliver(post):
    return lambda *events: post(json.dumps({"destination": "Ubot", "events": events}).encode())


def waiting(store):
    return [item.event["text"] for item in store.inbox.waiting()]


def test_lines_published_example_is_accepted():
    assert is_signed(PUBLISHED_BODY, PUBLISHED_SIGNATURE, PUBLISHED_SECRET)


def test_verify_in_lines_console(post):
    assert post(EMPTY) == 200


def test_events_are_written_down_and_acknowledged(store, deliver):
    assert deliver(text("U1", "夜泣き"), text("U2", "断乳")) == 200
    assert waiting(store) == ["夜泣き", "断乳"]


def test_the_name_of_the_header_may_change_its_case(client):
    headers = {"X-LINE-SIGNATURE": sign(EMPTY, SECRET)}
    assert client.post("/line/webhook", data=EMPTY, headers=headers).status_code == 200


@pytest.mark.parametrize(
    "signature",
    [
        "",
        "x",
        "署名",
        "\xff\xfe",
        PUBLISHED_SIGNATURE,
        sign(EMPTY, "another secret"),
        sign(EMPTY, ""),
        sign(EMPTY + b" ", SECRET),
        sign(EMPTY, SECRET)[:-1],
        sign(EMPTY, SECRET).lower(),
        sign(EMPTY, SECRET) + "=",
    ],
)
def test_a_wrong_signature_is_refused_and_nothing_read(store, post, signature):
    body = json.dumps({"events": [text("U1", "夜泣き")]}).encode()
    good = EMPTY if signature else body
    assert post(good, signature.encode("utf-8").decode("latin-1")) == 400
    assert rows(store, "inbox") == []


def test_a_missing_signature_is_refused(client):
    assert client.post("/line/webhook", data=EMPTY).status_code == 400


def test_the_tests_never_skip_the_signature(client):
    assert client.post("/line/webhook", json={"events": []}).status_code == 400


@pytest.mark.parametrize("signature", [sign(EMPTY, ""), sign(EMPTY, "None"), ""])
def test_without_a_secret_nothing_is_processed(store, sender, signature):
    app = Flask(__name__)
    app.register_blueprint(webhook_blueprint(store.inbox, sender, ""))
    headers = {"x-line-signature": signature}
    assert app.test_client().post("/line/webhook", data=EMPTY, headers=headers).status_code == 503


@pytest.mark.parametrize("method", ["get", "put", "delete", "head"])
def test_other_methods_are_refused(client, method):
    assert getattr(client, method)("/line/webhook").status_code == 405


# Signed, and odd


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"", 400),
        (b"not json", 400),
        (b"\xff\xfe\x00", 400),
        (b'{"events":[', 400),
        (b"[" * 100_000, 400),
        (b'{"events":' * 50_000, 400),
        (b'{"events":[' + b"9" * 10_000 + b"]}", 400),
        (b"null", 200),
        (b"[]", 200),
        (b"7", 200),
        (b'"events"', 200),
        (b"{}", 200),
        (b'{"events":null}', 200),
        (b'{"events":{}}', 200),
        (b'{"events":"all"}', 200),
        (b'{"events":[null,1,"x",[],{},NaN,Infinity]}', 200),
        (b'\xef\xbb\xbf{"events":[]}', 200),
    ],
)
def test_an_odd_body_is_no_error_of_ours(store, post, body, status):
    assert post(body) == status
    assert rows(store, "inbox") == []


@pytest.mark.parametrize("size", [1_000_001, 3_000_000])
def test_a_huge_body_is_refused(store, post, size):
    assert post(b'{"events":[]}' + b" " * size) == 413
    assert rows(store, "inbox") == []


ODD = [
    None,
    7,
    "text",
    [[]],
    {},
    {"type": "message"},
    {"type": "message", "webhookEventId": {}},
    {"webhookEventId": "e", "type": {}},
    text("U1", "待機中") | {"mode": "standby"},
    text("U1", "未知") | {"type": "not yet invented"},
    event("U1", {"type": "text", "text": "夜泣きなおし"}, type="messageEdited"),
]


@pytest.mark.parametrize("odd", ODD)
def test_an_odd_event_does_not_stop_its_neighbours(store, deliver, odd):
    assert deliver(text("U1", "前"), odd, text("U2", "後")) == 200
    assert waiting(store) == ["前", "後"]


@pytest.mark.parametrize(
    "words",
    [
        "<script>alert(1)</script>",
        "'; DROP TABLE inbox; --",
        "\ud83d",
        "%s%n{0}",
        "\0",
        "🍼" * 2500,
    ],
)
def test_hostile_words_are_words(store, deliver, words):
    assert deliver(text("U1", words)) == 200
    assert len(waiting(store)) == 1


def test_a_message_of_deep_nesting_is_read(store, post):
    said = json.dumps(text("U1", "夜泣き"))[:-1]
    deep = said + ', "new": ' + '{"a":' * 200 + "1" + "}" * 200 + "}"
    assert post(f'{{"events":[{deep}]}}'.encode()) == 200
    assert waiting(store) == ["夜泣き"]


# Twice, late, too much


def test_copies_are_written_once(store, deliver):
    said = text("U1", "夜泣き")
    assert deliver(said, said) == deliver(said) == 200
    assert waiting(store) == ["夜泣き"]


@pytest.mark.parametrize(("seconds", "status"), [(39, 200), (41, 503)])
def test_what_could_not_be_answered_in_time_is_not_accepted(store, deliver, clock, seconds, status):
    deliver(text("U1", "前"))
    clock.now += seconds
    assert deliver(text("U2", "後")) == status
    assert ("後" in waiting(store)) is (status == 200)


def test_a_closed_inbox_is_a_503(store, deliver):
    store.close()
    assert deliver(text("U1", "夜泣き")) == 503


def test_no_word_and_no_id_is_logged(deliver, caplog):
    caplog.set_level(logging.DEBUG)
    deliver(text("U1secret", "ひみつ", token="token-secret"))
    assert "status=200" in caplog.text
    assert "ひみつ" not in caplog.text and "secret" not in caplog.text
