"""The second factor, by HTTP."""

import re
import time

import pyotp
import pytest

from bot.store.attempts import PER_NAME

from ..people import HAMADA, KANRI, Visitor

BEGIN, FINISH = "/staff/account/second/begin", "/staff/account/second/finish"


@pytest.fixture
def set_up(enter, store) -> tuple[str, list[str]]:
    """Hamada has a second factor: (her secret, her recovery codes). Its codes begin anew."""
    visit = enter(HAMADA)
    secret = begin(visit)
    page = visit.do(FINISH, code=at(secret)).text
    store.database.write(lambda connection: connection.execute("UPDATE accounts SET totp_step = 0"))
    return secret, re.findall(r"<li><code>([^<]+)</code>", page)


def begin(visit: Visitor) -> str:
    visit.do(BEGIN, current=HAMADA.password)
    page = visit.get("/staff/account/second").text
    return re.search(r'class="secret">([^<]+)<', page)[1].replace(" ", "")


def at(secret: str, step: int = 0) -> str:
    """The app's code, so many half minutes from now."""
    return pyotp.TOTP(secret).at(time.time() + 30 * step)


def half_in(enter, address: str = "192.0.2.1") -> Visitor:
    visit = enter(address=address)
    assert visit.log_in(HAMADA).location == "/staff/login/code"
    return visit


def give(visit: Visitor, code: str):
    return visit.post("/staff/login/code", "/staff/login/code", code=code)


def test_the_qr_code_holds_the_secret_and_the_name(enter):
    visit = enter(HAMADA)
    secret = begin(visit)
    assert len(secret) == 32
    assert 'src="data:image/svg+xml' in visit.get("/staff/account/second").text


def test_password_and_code_lead_in_together(enter, set_up):
    visit = half_in(enter)
    assert visit.get("/staff").status_code == 302
    assert give(visit, at(set_up[0])).location == "/staff"
    assert visit.get("/staff").status_code == 200


def test_the_half_session_opens_nothing_once_it_is_whole(enter, set_up, app):
    visit = half_in(enter)
    half = visit.client.get_cookie("staff_session", path="/staff").value
    give(visit, at(set_up[0]))
    thief = app.test_client()
    thief.set_cookie("staff_session", half, path="/staff")
    assert thief.get("/staff").status_code == 302


def test_no_code_is_taken_twice(enter, set_up):
    code = at(set_up[0])
    assert give(half_in(enter), code).status_code == 302
    assert give(half_in(enter), code).status_code == 422


def test_the_code_that_set_it_up_is_used_as_well(enter):
    visit = enter(HAMADA)
    secret = begin(visit)
    code = at(secret)
    visit.do(FINISH, code=code)
    assert give(half_in(enter), code).status_code == 422


def test_an_older_code_is_refused_after_a_newer_one(enter, set_up):
    assert give(half_in(enter), at(set_up[0], 1)).status_code == 302
    assert give(half_in(enter), at(set_up[0], 0)).status_code == 422


@pytest.mark.parametrize(
    "code", ["", "000000", "12345", "abc", "１２３４５６", "²²²²²²", "x" * 10_000, "\x00"]
)
def test_a_wrong_code_is_refused(enter, set_up, code):
    answer = give(half_in(enter), code)
    assert answer.status_code == 422 and "確認コードがちがいます" in answer.text


def test_a_code_typed_with_spaces_or_wide_digits_is_taken(enter, set_up):
    wide = at(set_up[0]).translate(str.maketrans("0123456789", "０１２３４５６７８９"))
    assert give(half_in(enter), f"{wide[:3]} {wide[3:]}").status_code == 302


def test_a_code_of_long_ago_is_refused(enter, set_up):
    assert give(half_in(enter), at(set_up[0], 5)).status_code == 422


def test_guessing_codes_is_stopped_whatever_password_comes_between(enter, set_up):
    for number in range(PER_NAME):
        assert give(half_in(enter, f"198.51.100.{number}"), "000000").status_code == 422
    assert give(half_in(enter, "203.0.113.1"), at(set_up[0])).status_code == 429


def test_a_recovery_code_leads_in_once(enter, set_up):
    codes = set_up[1]
    assert len(codes) == len(set(codes)) == 10
    assert give(half_in(enter), codes[3].upper().replace("-", " ")).status_code == 302
    assert give(half_in(enter), codes[3]).status_code == 422


def test_recovery_codes_are_shown_once_and_kept_as_hashes(enter, set_up, store):
    kept = store.database.read(
        lambda connection: list(connection.execute("SELECT * FROM recovery_codes"))
    )
    assert len(kept) == 10 and not {code for _, code in kept} & set(set_up[1])


def test_the_code_without_the_password_leads_nowhere(enter, set_up):
    visit = enter()
    answer = visit.post("/staff/login/code", code=at(set_up[0]))
    assert answer.location == "/staff/login"


def test_the_password_alone_is_forgotten_after_ten_minutes(enter, set_up, store):
    visit = half_in(enter)
    store.database.write(
        lambda connection: connection.execute("UPDATE sessions SET started = started - 601")
    )
    assert visit.post("/staff/login/code", code=at(set_up[0])).location == "/staff/login"


def test_an_open_screen_does_not_change_the_second_factor(enter, set_up):
    visit = half_in(enter)
    give(visit, at(set_up[0]))
    for path in (BEGIN, "/staff/account/second/remove"):
        assert visit.do(path, current="wrong").status_code == 422
    assert visit.do(FINISH, code=at(set_up[0])).status_code == 422


@pytest.mark.parametrize("how", ["cancel", "later"])
def test_a_secret_that_was_not_confirmed_is_gone(enter, store, how):
    visit = enter(HAMADA)
    secret = begin(visit)
    if how == "cancel":
        visit.do("/staff/account/second/cancel")
    else:
        store.database.write(
            lambda connection: connection.execute(
                "UPDATE accounts SET totp_pending_at = totp_pending_at - 601"
            )
        )
    assert "data:image" not in visit.get("/staff/account/second").text
    assert visit.do(FINISH, code=at(secret)).status_code == 422


def test_she_takes_it_away_with_her_password(enter, set_up):
    visit = half_in(enter)
    give(visit, at(set_up[0]))
    visit.do("/staff/account/second/remove", current=HAMADA.password)
    assert enter().log_in(HAMADA).location == "/staff"


def test_the_administrator_takes_it_away_and_her_sessions_end(enter, set_up, store):
    visit = half_in(enter)
    give(visit, at(set_up[0]))
    number = {one: number for number, one in accounts(store)}[HAMADA.name]
    enter(KANRI).do(f"/staff/accounts/{number}/second-off")
    assert visit.get("/staff").status_code == 302
    assert enter().log_in(HAMADA).location == "/staff"


def accounts(store) -> list[tuple[int, str]]:
    return store.database.read(
        lambda connection: connection.execute("SELECT id, name FROM accounts").fetchall()
    )


def test_secrets_reach_no_log(enter, set_up, caplog):
    caplog.set_level("DEBUG")
    give(half_in(enter), at(set_up[0]))
    assert set_up[0] not in caplog.text and HAMADA.password not in caplog.text
