"""Every route is walked, by those who may not pass."""

import re

import pytest

from ..people import HAMADA, KANRI, NISHI

# Below /staff these alone are open, because nobody can be signed in there yet.
OPEN = {"staff.login", "staff.login_try", "staff.login_code", "staff.login_code_try"}
OPEN |= {"staff.password_link", "staff.password_link_set"}
OTHER_CHECKS = {"chat", "line"}  # blueprints that know their callers without a form's token
SAMPLES = {"int": "1", "float": "1.5", "path": "a/b"}


def routes(app, method: str = "", access: tuple[str, ...] = ()) -> list[tuple[str, str, str]]:
    """(method, address, endpoint) of the routes below /staff whose view has one of `access`."""
    return [
        (one, address_of(rule), rule.endpoint)
        for rule in app.url_map.iter_rules()
        if rule.rule.startswith("/staff")
        for one in sorted(rule.methods - {"HEAD", "OPTIONS"})
        if method in ("", one)
        and (not access or app.view_functions[rule.endpoint].access in access)
    ]


def address_of(rule) -> str:
    """The address of a rule with something in every place."""

    def fill(place: re.Match) -> str:
        return SAMPLES.get(place[1] or "", "x")

    return re.sub(r"<(?:(\w+)(?:\([^)]*\))?:)?\w+>", fill, rule.rule)


@pytest.fixture
def without_tokens(app, monkeypatch):
    monkeypatch.setitem(app.config, "WTF_CSRF_ENABLED", False)


def test_a_stranger_meets_a_closed_door_everywhere(app, enter, without_tokens):
    walked = routes(app, access=("editor", "approver", "administrator"))
    for method, address, _ in walked:
        answer = enter().client.open(address, method=method)
        assert answer.status_code == 302, f"{method} {address}"
        assert answer.location.startswith("/staff/login"), f"{method} {address}"
    assert len(walked) > 15


def test_what_is_open_below_staff_is_spelled_out(app):
    found = {endpoint for _, _, endpoint in routes(app, access=("public",))}
    assert found == OPEN


@pytest.mark.parametrize(
    ("person", "closed"),
    [(HAMADA, ("approver", "administrator")), (NISHI, ("administrator",))],
    ids=lambda one: getattr(one, "name", ""),
)
def test_a_role_that_is_too_low_meets_403(app, enter, without_tokens, person, closed):
    visit = enter(person)
    for method, address, _ in routes(app, access=closed):
        assert visit.client.open(address, method=method).status_code == 403, f"{method} {address}"


def test_every_form_wants_its_token(app, enter):
    visit = enter(KANRI)
    for rule in app.url_map.iter_rules():
        if "POST" in rule.methods and rule.endpoint.split(".")[0] not in OTHER_CHECKS:
            answer = visit.client.post(address_of(rule))
            assert answer.status_code in (400, 404), f"{rule} takes a form without its token"


@pytest.mark.parametrize("token", ["", "x", "A" * 3000, "é", "../../etc", "\x00"])
def test_a_made_up_session_opens_nothing(app, token):
    client = app.test_client()
    client.set_cookie("staff_session", token, path="/staff")
    assert client.get("/staff").location.startswith("/staff/login")


def test_a_token_of_another_visitor_is_refused(app, enter):
    other, visit = enter(HAMADA), enter(KANRI)
    page = other.get("/staff/account").text
    token = re.search(r'name="csrf_token" value="([^"]+)"', page)[1]
    answer = visit.client.post("/staff/accounts/1/close", data={"csrf_token": token})
    assert answer.status_code == 400


def test_pages_of_staff_are_not_kept_by_a_browser(enter):
    answer = enter(KANRI).get("/staff/accounts")
    assert answer.headers["Cache-Control"] == "no-store"
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
