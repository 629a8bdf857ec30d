"""The web without a browser: shapes, headers, limits, errors."""

import logging
from functools import partial
from types import SimpleNamespace

import pytest
from flask import Flask, request
from flask.testing import FlaskClient

from bot.core.events import Event

from .fakes import CATALOG, FakeConversation, fake_app

ID = "0123456789abcdef" * 2
HEADERS = {"X-Chat-Session": ID}
PAGES = ["/", "/policy", "/healthz", "/static/chat.js", "/nowhere"]


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


@pytest.fixture
def send(client: FlaskClient):
    return partial(client.post, "/chat/message", headers=HEADERS)


@pytest.mark.parametrize(
    ("body", "event"),
    [
        ({"text": "眠れない"}, Event("text", text="眠れない")),
        ({"area": "潮江"}, Event("text", text="潮江")),
        ({"follow": True}, Event("follow")),
        ({"lat": 33.5, "lon": 133}, Event("location", lat=33.5, lon=133.0)),
        (
            {"postback": "do=detail&program=x%20y"},
            Event("postback", data={"do": "detail", "program": "x y"}),
        ),
    ],
)
def test_each_shape_becomes_an_event(send, conversation, body, event):
    answer = send(json=body)
    assert answer.status_code == 200
    assert answer.json["messages"]
    assert conversation.asked == [(event, "hash-of-0123")]


BAD_BODIES = [
    b"",
    b"{",
    b"[]",
    b"null",
    b'"text"',
    b"\xff\xfe{}",
    b"[" * 9000,
    b'{"text": ' * 1500,
    b"{}",
    b'{"text": ""}',
    b'{"text": " \\u3000"}',
    b'{"text": null}',
    b'{"text": 5}',
    b'{"text": ["a"]}',
    b'{"text": "\\u0000"}',
    b'{"text": "' + b"a" * 5001 + b'"}',
    b'{"text": "a", "more": 1}',
    b'{"text": "a", "postback": "b"}',
    b'{"postback": "' + b"a" * 301 + b'"}',
    b'{"postback": "' + b"a=1&" * 30 + b'"}',
    b'{"postback": {"do": "x"}}',
    b'{"lat": 33.5}',
    b'{"lat": "33", "lon": "133"}',
    b'{"lat": true, "lon": 133}',
    b'{"lat": NaN, "lon": 133}',
    b'{"lat": Infinity, "lon": 133}',
    b'{"lat": 91, "lon": 133}',
    b'{"lat": 33, "lon": -181}',
    b'{"lat": 1' + b"0" * 400 + b', "lon": 1}',
    b'{"lat": 1' + b"0" * 5000 + b', "lon": 1}',
    b'{"lat": 1e999, "lon": 1}',
    b'{"area": "nowhere"}',
    b'{"area": 7}',
    b'{"follow": false}',
    b'{"__proto__": {}}',
]


@pytest.mark.parametrize("body", BAD_BODIES, ids=range(len(BAD_BODIES)))
def test_another_shape_is_refused_kindly(send, conversation, body):
    answer = send(data=body, content_type="application/json")
    assert answer.status_code == 400
    assert answer.json["error"]
    assert conversation.asked == []


@pytest.mark.parametrize("path", ["/chat/message", "/chat/forget"])
@pytest.mark.parametrize(
    ("status", "headers", "content_type"),
    [
        (400, {}, "application/json"),
        (400, {"X-Chat-Session": "short"}, "application/json"),
        (400, {"X-Chat-Session": "G" * 32}, "application/json"),
        (400, {"X-Chat-Session": "a" * 65}, "application/json"),
        (415, HEADERS, "text/plain"),
        (415, HEADERS, "application/x-www-form-urlencoded"),
        (403, {**HEADERS, "Sec-Fetch-Site": "cross-site"}, "application/json"),
        (403, {**HEADERS, "Sec-Fetch-Site": "same-site"}, "application/json"),
        (403, {**HEADERS, "Origin": "https://evil.example"}, "application/json"),
        (403, {**HEADERS, "Origin": "null"}, "application/json"),
        (403, {**HEADERS, "Origin": "http://[bad"}, "application/json"),
    ],
)
def test_a_stranger_is_turned_away(client, conversation, path, status, headers, content_type):
    answer = client.post(path, data=b'{"text":"a"}', headers=headers, content_type=content_type)
    assert answer.status_code == status
    assert answer.json["error"]
    assert conversation.asked == []


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "same-origin"},
        {"Origin": "http://localhost"},
        {"Origin": "https://bot.example.jp"},
    ],
)
def test_our_own_page_is_let_in(headers):
    client = fake_app(public_url="https://bot.example.jp").test_client()
    answer = client.post("/chat/message", json={"text": "a"}, headers={**HEADERS, **headers})
    assert answer.status_code == 200


def test_too_long_a_body_is_refused(send, conversation):
    answer = send(data=b'{"text": "' + b" " * 17_000, content_type="application/json")
    assert answer.status_code == 413
    assert conversation.asked == []


@pytest.mark.parametrize("escaped", [r"\ud800", r"a\udfffb", r"\ude00\ud83d"])
def test_half_characters_become_harmless(send, conversation, escaped):
    answer = send(data=f'{{"text": "{escaped}"}}'.encode(), content_type="application/json")
    assert answer.status_code == 200
    conversation.asked[0][0].text.encode("utf-8")


def test_a_crash_answers_kindly_and_logs_no_words(send, conversation, caplog):
    conversation.failing = RuntimeError("秘密の言葉")
    with caplog.at_level(logging.DEBUG):
        answer = send(json={"text": "秘密の言葉"})
    assert answer.status_code == 500
    assert answer.json["error"]
    assert "RuntimeError" in caplog.text
    assert "秘密" not in caplog.text


def test_one_conversation_may_not_flood(client, send):
    statuses = [send(json={"text": "a"}).status_code for _ in range(31)]
    assert statuses == [200] * 30 + [429]
    refused = send(json={"text": "a"})
    assert refused.json["error"]
    assert int(refused.headers["Retry-After"]) > 0
    other = client.post("/chat/message", json={"text": "a"}, headers={"X-Chat-Session": "f" * 32})
    assert other.status_code == 200


def test_a_limit_logs_neither_id_nor_address(send, caplog):
    with caplog.at_level(logging.DEBUG):
        assert [send(json={"follow": True}).status_code for _ in range(31)][-1] == 429
    assert ID not in caplog.text
    assert "127.0.0.1" not in caplog.text


def test_many_conversations_of_one_address_are_limited_in_the_end(client):
    def status(number: int) -> int:
        headers = {"X-Chat-Session": f"{number:032x}"}
        return client.post("/chat/message", json={"text": "a"}, headers=headers).status_code

    assert {status(number) for number in range(600)} == {200}
    assert status(601) == 429


@pytest.mark.parametrize(("hops", "expected"), [(0, "127.0.0.1"), (1, "203.0.113.9")])
def test_the_address_comes_from_trusted_proxies_only(hops, expected):
    app = fake_app(trusted_proxies=hops)
    seen = SimpleNamespace(address="")
    app.before_request(lambda: setattr(seen, "address", request.remote_addr))
    app.test_client().get("/", headers={"X-Forwarded-For": "198.51.100.1, 203.0.113.9"})
    assert seen.address == expected


@pytest.mark.parametrize("path", PAGES)
def test_every_answer_carries_the_headers(client, path):
    headers = client.get(path).headers
    assert headers["Content-Security-Policy"].startswith("default-src 'none'; script-src 'self';")
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert "geolocation=(self)" in headers["Permissions-Policy"]
    assert "Set-Cookie" not in headers
    assert "Strict-Transport-Security" not in headers


def test_https_is_kept_to_where_it_is_public():
    headers = fake_app(public_url="https://bot.example.jp").test_client().get("/").headers
    assert headers["Strict-Transport-Security"].startswith("max-age=")


@pytest.mark.parametrize("path", ["/", "/policy", "/nowhere"])
def test_no_script_or_style_stands_in_a_page(client, path):
    page = client.get(path).get_data(as_text=True)
    assert "style=" not in page
    assert "<style" not in page
    assert "<script>" not in page
    assert " on" + "click" not in page


def test_without_scripts_the_numbers_are_there(client):
    page = client.get("/").get_data(as_text=True)
    without = page[page.index("<noscript>") : page.index("</noscript>")]
    assert all(number in without for number in ("tel:119", "tel:189", "tel:%238000", "/policy"))


def test_the_policy_says_whose_it_is(client):
    page = client.get("/policy").get_data(as_text=True)
    said = ("公式サービスではありません", "人は読んでいません", "30分", "90日", "119", "試験の資料")
    assert [words for words in said if words not in page] == []


def test_forgetting_says_what_was_deleted(client, send):
    send(json={"text": "a"})
    answer = client.post("/chat/forget", json={}, headers=HEADERS)
    assert answer.json == {"deleted": {"state": 1, "questions": 0}}
    assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("get", "/nowhere", 404),
        ("post", "/", 405),
        ("get", "/chat/message", 405),
        ("get", "/static/../chat.py", 404),
        ("get", "/static/%2e%2e/chat.py", 404),
        ("get", "/static/", 404),
    ],
)
def test_wrong_paths_get_a_kind_page(client, method, path, status):
    answer = getattr(client, method)(path)
    assert answer.status_code == status
    assert answer.get_data()


def test_the_error_page_stands_when_the_knowledge_is_gone():
    def gone():
        raise OSError("no knowledge")

    client = fake_app(catalog=gone).test_client()
    page = client.get("/")
    assert page.status_code == 500
    assert "tel:119" in page.get_data(as_text=True)
    assert client.get("/healthz").status_code == 503
    assert client.get("/healthz").json == {"status": "unavailable"}


def test_health_names_the_release(client):
    assert client.get("/healthz").json == {"status": "ok", "release": CATALOG.release}


def test_every_route_says_who_may_use_it(app):
    undeclared = [
        rule.rule
        for rule in app.url_map.iter_rules()
        if not getattr(app.view_functions[rule.endpoint], "access", "")
    ]
    assert undeclared == []


def test_conversations_are_told_apart_by_their_id(client, conversation: FakeConversation):
    for session in ("a" * 32, "b" * 32):
        client.post("/chat/message", json={"text": "a"}, headers={"X-Chat-Session": session})
    assert [user for _, user in conversation.asked] == ["hash-of-aaaa", "hash-of-bbbb"]
