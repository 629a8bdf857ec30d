"""Logging in and out, by HTTP."""

from dataclasses import replace

import pytest

from bot.store.attempts import PER_ADDRESS, PER_NAME

from ..people import HAMADA, KANRI, STRANGER, Person

WRONG = "ログイン名かパスワードがちがいます"
WAIT = "15分ほど待って"


def age(store, seconds: float, column: str = "seen") -> None:
    """Let every session be so much older."""
    store.database.write(
        lambda connection: connection.execute(
            f"UPDATE sessions SET {column} = {column} - ?", (seconds,)
        )
    )


def test_the_right_password_leads_in(enter):
    visit = enter(HAMADA)
    page = visit.get("/staff")
    assert page.status_code == 200 and HAMADA.account.shown_name in page.text


@pytest.mark.parametrize("name", ["HAMADA", " hamada ", "ｈａｍａｄａ"])
def test_the_keyboard_does_not_keep_her_out(enter, name):
    typed = HAMADA.password.replace("a", "ａ")
    assert enter().post("/staff/login", name=name, password=typed).status_code == 302


@pytest.mark.parametrize(
    ("name", "password"),
    [
        (HAMADA.name, "wrong"),
        (HAMADA.name, ""),
        (HAMADA.name, HAMADA.password + " "),
        (HAMADA.name, HAMADA.password.upper()),
        (HAMADA.name, KANRI.password),
        (HAMADA.name, "a" * 100_000),
        (STRANGER.name, STRANGER.password),
        ("", ""),
        ("' OR 1=1 --", "x"),
        ("a" * 10_000, "x"),
        ("\x00", "\x00"),
    ],
)
def test_anything_else_gets_one_and_the_same_answer(enter, name, password):
    answer = enter().post("/staff/login", name=name, password=password)
    assert answer.status_code == 422 and WRONG in answer.text
    assert "staff_session" not in answer.headers.get("Set-Cookie", "")


def test_an_unknown_account_is_not_told_from_a_known_one(enter):
    def said(name: str) -> str:
        answer = enter().post("/staff/login", name=name, password="wrong")
        return answer.text.split("<form")[0]

    assert said(HAMADA.name) == said(STRANGER.name)


def test_nobody_enters_without_a_password_set(enter, store):
    store.database.write(
        lambda connection: connection.execute("UPDATE accounts SET password_hash = ''")
    )
    for password in ("", HAMADA.password):
        assert WRONG in enter().log_in(Person(HAMADA.account, password)).text


@pytest.mark.parametrize("person", [HAMADA, STRANGER], ids=["known", "unknown"])
def test_an_account_is_closed_for_a_while_after_wrong_passwords(enter, person):
    for number in range(PER_NAME):
        enter(address=f"198.51.100.{number}").log_in(person, "wrong")
    answer = enter(address="203.0.113.1").log_in(person)
    assert answer.status_code == 429 and WAIT in answer.text


def test_an_address_is_closed_for_a_while_after_wrong_passwords(enter, store):
    for number in range(PER_ADDRESS):
        assert enter().log_in(Person(replace(HAMADA.account, name=f"n{number}"), "x"))
    assert enter().log_in(HAMADA).status_code == 429
    assert enter(address="203.0.113.1").log_in(HAMADA).status_code == 302


def test_the_right_password_forgives_the_wrong_ones(enter):
    for _ in range(2):
        for _ in range(PER_NAME - 1):
            enter().log_in(HAMADA, "wrong")
        assert enter().log_in(HAMADA).status_code == 302


def test_logging_out_ends_the_session_for_a_thief_as_well(enter, app):
    visit = enter(HAMADA)
    stolen = visit.client.get_cookie("staff_session", path="/staff").value
    assert visit.do("/staff/logout").location == "/staff/login"
    thief = app.test_client()
    thief.set_cookie("staff_session", stolen, path="/staff")
    assert thief.get("/staff").status_code == 302


def test_a_session_that_rests_for_half_an_hour_ends(enter, store):
    visit = enter(HAMADA)
    age(store, 29 * 60)
    assert visit.get("/staff").status_code == 200
    age(store, 31 * 60)
    assert visit.get("/staff").status_code == 302


def test_a_session_ends_after_ten_hours_of_work(enter, store):
    visit = enter(HAMADA)
    age(store, 10 * 3600 - 60, "started")
    assert visit.get("/staff").status_code == 200
    age(store, 120, "started")
    assert visit.get("/staff").status_code == 302


def test_a_new_password_ends_every_other_session(enter):
    here, there = enter(HAMADA), enter(HAMADA)
    new = "kaki to kuri to nashi 12"
    fields = {"current": HAMADA.password, "password": new, "again": new}
    assert here.do("/staff/account/password", **fields).status_code == 302
    assert here.get("/staff").status_code == 200
    assert there.get("/staff").status_code == 302
    assert enter().log_in(HAMADA, new).status_code == 302


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"current": "wrong"}, "いまのパスワードがちがいます"),
        ({"again": "another"}, "同じではありません"),
        ({"password": "short", "again": "short"}, "短すぎます"),
        ({"password": "password1234", "again": "password1234"}, "推測されやすい"),
        ({"password": "hamada-hamada", "again": "hamada-hamada"}, "推測されやすい"),
        (
            {"password": "ああああああああああああ", "again": "ああああああああああああ"},
            "推測されやすい",
        ),
        ({"password": "1234567890123456", "again": "1234567890123456"}, "推測されやすい"),
        ({"password": "x y " * 200, "again": "x y " * 200}, "長すぎます"),
    ],
)
def test_a_password_that_is_not_taken_is_told_why(enter, fields, said):
    good = "kaki to kuri to nashi 12"
    visit = enter(HAMADA)
    form = {"current": HAMADA.password, "password": good, "again": good, **fields}
    answer = visit.do("/staff/account/password", **form)
    assert answer.status_code == 422 and said in answer.text
    assert enter().log_in(HAMADA).status_code == 302


def test_the_old_password_cannot_be_guessed_from_an_open_screen(enter):
    visit = enter(HAMADA)
    for _ in range(PER_NAME):
        visit.do("/staff/account/password", current="x", password="y", again="y")
        last = visit.do("/staff/account/second/begin", current="x")
    assert WAIT in last.text


def test_one_of_her_sessions_can_be_ended_and_nobody_elses(enter, store):
    here, there, other = enter(HAMADA), enter(HAMADA), enter(KANRI)
    numbers = store.database.read(
        lambda connection: connection.execute("SELECT id FROM sessions ORDER BY id").fetchall()
    )
    for (number,) in numbers[1:]:
        here.do(f"/staff/account/sessions/{number}/end")
    assert [one.get("/staff").status_code for one in (here, there, other)] == [200, 302, 200]


@pytest.mark.parametrize(
    "wanted",
    [
        "https://evil.example/",
        "//evil.example/staff",
        "/\\evil.example",
        "\\\\evil.example",
        "/staff\\..\\evil",
        "https:/staff",
        "javascript:alert(1)",
        "/staffevil",
        "/policy",
        "/staff/\r\nSet-Cookie: a=b",
        "/staff/ x",
        "http://[",
        "staff",
        "",
    ],
)
def test_the_login_leads_nowhere_else(enter, wanted):
    assert enter().log_in(HAMADA, next=wanted).location == "/staff"


@pytest.mark.parametrize("wanted", ["/staff", "/staff/account", "/staff/audit?who=a&page=2"])
def test_the_login_leads_back_to_where_she_was(enter, wanted):
    visit = enter()
    assert wanted.split("?")[0] in visit.get(wanted).location
    assert visit.log_in(HAMADA, next=wanted).location == wanted


def test_the_cookie_is_hard_to_steal(enter):
    (cookie, *_) = enter().log_in(HAMADA).headers.getlist("Set-Cookie")
    assert all(part in cookie for part in ("HttpOnly", "SameSite=Lax", "Path=/staff"))


def test_neither_token_nor_password_is_kept_as_it_is(enter, store, settings):
    visit = enter(HAMADA)
    token = visit.client.get_cookie("staff_session", path="/staff").value
    store.database.write(lambda connection: None)
    kept = b"".join(path.read_bytes() for path in settings.database_url.parent.glob("bot.sqlite*"))
    assert HAMADA.name.encode() in kept
    assert token.encode() not in kept and HAMADA.password.encode() not in kept
