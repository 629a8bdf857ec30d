"""The administrator looks after accounts, by HTTP and at the command line."""

import re
import sqlite3

import pytest

from bot.cli import main
from bot.services.accounts import Accounts, PasswordLinks, Passwords
from bot.store import audit

from ..people import HAMADA, KANRI, NISHI, OKABE

NEW = {"name": "tanaka", "shown_name": "田中", "role": "editor", "departments": ["dp-boshi"]}
GOOD = "kaki to kuri to nashi 12"


@pytest.fixture
def numbers(store) -> dict[str, int]:
    accounts = Accounts(store, Passwords(), set)
    return {account.name: account.id for account in accounts.everyone()}


@pytest.fixture
def admin(enter):
    return enter(KANRI)


def link_of(answer) -> str:
    return re.search(r'value="http://localhost(/staff/password/[^"]+)"', answer.text)[1]


def test_a_new_member_sets_her_own_password_once(admin, enter):
    link = link_of(admin.do("/staff/accounts/new", **NEW))
    visit = enter()
    assert "田中さん" in visit.get(link).text
    assert visit.post(link, link, password=GOOD, again=GOOD).location == "/staff/login"
    assert visit.post("/staff/login", name="tanaka", password=GOOD).location == "/staff"
    assert visit.get(link).status_code == 404
    assert visit.do(link, password=GOOD, again=GOOD).status_code == 404


def test_a_weak_password_does_not_use_the_link_up(admin, enter):
    link = link_of(admin.do("/staff/accounts/new", **NEW))
    assert enter().post(link, link, password="tanaka", again="tanaka").status_code == 422
    assert enter().post(link, link, password=GOOD, again=GOOD).status_code == 302


def test_a_newer_link_ends_the_older_one(admin, enter, numbers):
    path = f"/staff/accounts/{numbers['hamada']}/link"
    older, newer = link_of(admin.do(path)), link_of(admin.do(path))
    assert [enter().get(link).status_code for link in (older, newer)] == [404, 200]


def test_a_link_for_a_forgotten_password_ends_the_sessions(admin, enter, numbers):
    thief = enter(HAMADA)
    link = link_of(admin.do(f"/staff/accounts/{numbers['hamada']}/link"))
    enter().post(link, link, password=GOOD, again=GOOD)
    assert thief.get("/staff").status_code == 302


def test_a_closed_account_has_no_link(admin, enter, numbers):
    link = link_of(admin.do(f"/staff/accounts/{numbers['hamada']}/link"))
    admin.do(f"/staff/accounts/{numbers['hamada']}/close")
    assert enter().get(link).status_code == 404


def test_a_link_of_three_days_ago_leads_nowhere():
    links = PasswordLinks("a-key-of-a-test-that-is-long", life=-1)
    assert links.read(links.make(1, 1)) is None


@pytest.mark.parametrize("token", ["x", "WzEsMV0", "WzEsMV0.aaaaaa.bbbb", "a" * 3000, "é"])
def test_a_forged_link_leads_nowhere(enter, token):
    assert enter().get(f"/staff/password/{token}").status_code == 404


def test_a_link_signed_with_another_key_leads_nowhere(numbers):
    forged = PasswordLinks("another-key-of-a-stranger").make(numbers["kanri"], 0)
    assert PasswordLinks("a-key-of-a-test-that-is-long").read(forged) is None


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"name": ""}, "ログイン名は"),
        ({"name": "a"}, "ログイン名は"),
        ({"name": "浜田"}, "ログイン名は"),
        ({"name": "a b"}, "ログイン名は"),
        ({"name": "<script>"}, "ログイン名は"),
        ({"name": "a" * 65}, "ログイン名は"),
        ({"name": HAMADA.name}, "もう使われています"),
        ({"name": "ＨＡＭＡＤＡ"}, "もう使われています"),
        ({"shown_name": ""}, "表示する名前"),
        ({"shown_name": "あ" * 61}, "表示する名前"),
        ({"shown_name": "a\nb"}, "表示する名前"),
        ({"role": ""}, "役割を選んで"),
        ({"role": "king"}, "役割を選んで"),
        ({"departments": ["dp-nowhere"]}, "課の一覧にない"),
    ],
)
def test_an_account_that_cannot_be_is_told_why(admin, store, changes, said):
    answer = admin.do("/staff/accounts/new", **{**NEW, **changes})
    assert answer.status_code == 422 and said in answer.text
    assert len(Accounts(store, Passwords(), set).everyone()) == 4


def test_rights_change_at_once(admin, enter, numbers):
    visit = enter(HAMADA)
    assert visit.get("/staff/audit").status_code == 403
    path = f"/staff/accounts/{numbers['hamada']}"
    admin.do(path, shown_name="浜田", role="administrator", departments=[])
    assert visit.get("/staff/audit").status_code == 200


def test_a_closed_account_is_out_at_once_and_can_come_back(admin, enter, numbers):
    visit = enter(HAMADA)
    admin.do(f"/staff/accounts/{numbers['hamada']}/close")
    assert visit.get("/staff").status_code == 302
    assert enter().log_in(HAMADA).status_code == 422
    admin.do(f"/staff/accounts/{numbers['hamada']}/open")
    assert visit.get("/staff").status_code == 302
    assert enter().log_in(HAMADA).status_code == 302


@pytest.mark.parametrize("deed", ["close", "rights", "command"])
def test_the_last_administrator_stays(admin, numbers, deed, settings, monkeypatch, capsys):
    path = f"/staff/accounts/{numbers['kanri']}"
    if deed == "close":
        answer = admin.do(f"{path}/close")
    elif deed == "rights":
        answer = admin.do(path, shown_name="管理", role="approver")
    else:
        monkeypatch.setenv("DATABASE_URL", str(settings.database_url))
        assert main(["staff", "deactivate", "kanri"]) == 1
        assert "last administrator" in capsys.readouterr().err
        return
    assert answer.status_code == 422 and "管理者がいなくなる" in answer.text
    assert admin.get("/staff/accounts").status_code == 200


def test_an_administrator_who_never_came_does_not_count(admin, numbers):
    admin.do("/staff/accounts/new", **{**NEW, "role": "administrator", "departments": []})
    assert admin.do(f"/staff/accounts/{numbers['kanri']}/close").status_code == 422


def test_a_department_that_is_gone_does_not_stop_other_changes(admin, numbers, store):
    store.database.write(
        lambda connection: connection.execute("""UPDATE accounts SET departments = '["dp-gone"]'""")
    )
    path = f"/staff/accounts/{numbers['hamada']}"
    answer = admin.do(path, shown_name="浜田", role="approver", departments=["dp-gone"])
    assert answer.status_code == 302
    assert "dp-gone" in admin.get("/staff/accounts").text


def test_departments_decide_what_an_editor_may_touch():
    assert HAMADA.account.may_edit("dp-boshi") and HAMADA.account.may_edit("")
    assert not OKABE.account.may_edit("dp-boshi")
    assert NISHI.account.may_edit("dp-boshi")


def test_what_was_done_stands_in_the_log(admin, numbers, enter):
    admin.do(f"/staff/accounts/{numbers['okabe']}/close")
    enter().log_in(HAMADA, "wrong")
    page = admin.get("/staff/audit?who=kanri").text
    assert "アカウント停止" in page and "okabe" in page
    assert "ログイン失敗" in admin.get("/staff/audit?what=login_failed").text


def test_a_name_nobody_has_stays_out_of_the_log(enter, admin):
    enter().post("/staff/login", name="my password by mistake", password="x")
    assert "by mistake" not in admin.get("/staff/audit").text


@pytest.mark.parametrize("page", ["0", "-1", "999", "x", "1e9", ""])
def test_an_odd_page_of_the_log_is_a_page_of_it(admin, page):
    assert admin.get(f"/staff/audit?page={page}").status_code == 200


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit SET who = 'nobody'",
        "DELETE FROM audit",
        "INSERT OR REPLACE INTO audit SELECT id, at, 'nobody', what, subject, detail FROM audit",
        "REPLACE INTO audit VALUES (1, 0, 'nobody', '', '', '')",
        "INSERT INTO audit VALUES (1, 0, 'nobody', '', '', '')"
        " ON CONFLICT (id) DO UPDATE SET who = 'nobody'",
    ],
)
def test_no_row_of_the_log_can_be_changed(store, statement):
    before = store.database.read(lambda connection: audit.newest(connection, 1000))
    with pytest.raises(sqlite3.IntegrityError, match="only added to"):
        store.database.write(lambda connection: connection.execute(statement))
    assert store.database.read(lambda connection: audit.newest(connection, 1000)) == before


def test_old_parameters_are_renewed_at_the_login(enter, store):
    from argon2 import PasswordHasher

    weak = PasswordHasher(time_cost=1, memory_cost=1024, parallelism=1).hash(HAMADA.password)
    store.database.write(
        lambda connection: connection.execute("UPDATE accounts SET password_hash = ?", (weak,))
    )
    enter(HAMADA)
    kept = store.database.read(
        lambda connection: connection.execute(
            "SELECT password_hash FROM accounts WHERE name = 'hamada'"
        ).fetchone()
    )
    assert kept != (weak,) and "m=32768,t=3,p=1" in kept[0]
    enter(HAMADA)
