"""`python -m bot staff …`, as a process without a terminal would use it."""

import io

import pytest

from bot.cli import main

GOOD = "kaki to kuri to nashi 12"


@pytest.fixture
def bot(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("DATABASE_URL", str(tmp_path / "bot.sqlite"))

    def run(*arguments: str, typed: str = "") -> tuple[int, str]:
        monkeypatch.setattr("sys.stdin", io.StringIO(typed))
        code = main(["staff", *arguments])
        said = capsys.readouterr()
        return code, said.out + said.err

    return run


def test_the_first_account_is_made_and_listed(bot):
    added = bot("add", "kanri", "--role", "administrator", "--shown-name", "管理", typed=GOOD)
    assert added == (0, "added kanri\n")
    assert bot("list") == (0, "kanri\tadministrator\tall\tactive\t管理\n")


def test_an_account_of_a_department_is_closed(bot):
    bot("add", "hamada", "--department", "dp-boshi", "--department", "dp-hoiku", typed=GOOD)
    assert bot("deactivate", "hamada")[0] == 0
    assert bot("list")[1] == "hamada\teditor\tdp-boshi,dp-hoiku\tclosed\thamada\n"


def test_a_password_is_set_anew(bot):
    bot("add", "hamada", typed=GOOD)
    assert bot("password", "hamada", typed=f"{GOOD} 3\n")[0] == 0


@pytest.mark.parametrize(
    ("arguments", "typed", "said"),
    [
        (("add", "hamada"), "", "too short"),
        (("add", "hamada"), "short", "too short"),
        (("add", "hamada"), "password1234", "common"),
        (("add", "hamada"), "a b " * 200, "too long"),
        (("add", "浜田"), GOOD, "the name takes"),
        (("add", "hamada", "--department", "dp-nowhere"), GOOD, "unknown department"),
        (("add", "hamada", "--shown-name", "\t"), GOOD, "shown name"),
        (("add", "taken"), GOOD, "there is an account"),
        (("password", "nobody"), GOOD, "no account"),
        (("deactivate", "nobody"), "", "no account"),
    ],
)
def test_what_cannot_be_is_named(bot, arguments, typed, said):
    bot("add", "taken", typed=GOOD)
    code, text = bot(*arguments, typed=typed)
    assert code == 1 and said in text and text.count("\n") == 1
    assert len(bot("list")[1].splitlines()) == 1


def test_two_passwords_that_differ_are_refused(bot, monkeypatch, capsys):
    typed = iter([GOOD, "another"])
    monkeypatch.setattr("getpass.getpass", lambda prompt: next(typed))
    terminal = io.StringIO()
    terminal.isatty = lambda: True
    monkeypatch.setattr("sys.stdin", terminal)
    assert main(["staff", "add", "hamada"]) == 1
    assert "differ" in capsys.readouterr().err
