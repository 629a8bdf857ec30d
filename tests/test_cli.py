"""The command line as a program uses it: real processes, real knowledge."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="module")
def bot(tmp_path_factory):
    database = tmp_path_factory.mktemp("cli") / "bot.sqlite"

    def run(*arguments: str, stdin: str = "", **environ: str) -> subprocess.CompletedProcess:
        return subprocess.run(
            [sys.executable, "-m", "bot", *arguments],
            cwd=ROOT,
            input=stdin,
            capture_output=True,
            text=True,
            env={**os.environ, "DATABASE_URL": str(database), **environ},
        )

    return run


def ask(bot, *messages: dict | str) -> list[dict]:
    lines = [m if isinstance(m, str) else json.dumps(m, ensure_ascii=False) for m in messages]
    done = bot("ask", "--jsonl", "--now", "2026-11-24T10:00", stdin="\n".join(lines) + "\n")
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_one_answer_in_the_terminal(bot):
    done = bot("ask", "潮江で赤ちゃんと遊べる所", "--why")
    assert done.returncode == 0
    assert "潮江" in done.stdout and "chiiki_kosodate_center" in done.stdout


def test_lines_come_back_in_order_with_the_keys_of_the_contract(bot):
    answers = ask(
        bot,
        {"id": "a", "text": "保育園に入れたい"},
        {"id": "b", "text": "ありがとう"},
        {"id": "c", "text": "ごみの日は?"},
    )
    assert [answer["id"] for answer in answers] == ["a", "b", "c"]
    assert set(answers[0]) == {
        "id", "outcome", "crisis", "programs", "places", "area", "child_age_months", "open_at",
        "language", "messages",
    }  # fmt: skip
    assert answers[0]["programs"][0]["id"] == "hoiku_nyusho"
    assert [answer["outcome"] for answer in answers[1:]] == ["smalltalk", "unknown"]


def test_slots_and_places(bot):
    (answer,) = ask(bot, {"id": 1, "text": "土曜に2歳と遊べる所 潮江"})
    assert answer["area"]["name"] == "潮江"
    assert answer["child_age_months"] == {"min": 24, "max": 35}
    assert answer["open_at"] == "saturday"
    assert all(set(place) == {"id", "distance_m", "open"} for place in answer["places"])


def test_danger_is_named(bot):
    (answer,) = ask(bot, {"id": 1, "text": "もう死にたいです"})
    assert (answer["outcome"], answer["crisis"], answer["programs"]) == ("crisis", "suicide", [])


@pytest.mark.parametrize(
    "line", ["", "{", "[]", '"text"', '{"id": 1}', '{"id": 1, "text": 5}', "null"]
)
def test_a_broken_line_does_not_stop_the_others(bot, line):
    answers = ask(bot, line, {"id": "good", "text": "こんにちは"})
    assert answers[-1]["id"] == "good"
    assert line == "" or "error" in answers[0]


@pytest.mark.parametrize(
    "text", ["", " ", "\ud83d", "<script>", "'; DROP TABLE x; --", "あ" * 9000, "\x00", "🍙"]
)
def test_odd_messages_get_an_answer(bot, text):
    (answer,) = ask(bot, json.dumps({"id": 1, "text": text}))
    assert answer["messages"]


def test_ask_without_a_message_says_how(bot):
    done = bot("ask")
    assert done.returncode == 2 and "python -m bot ask" in done.stderr


def test_a_bad_clock_is_named(bot):
    assert "2026-11-24T10:00" in bot("ask", "x", "--now", "tomorrow").stderr


def test_the_shipped_knowledge_has_no_error(bot):
    done = bot("knowledge", "check", "--brief")
    assert (done.returncode, done.stdout.splitlines()[-1][:8]) == (0, "0 errors")


def test_every_bad_setting_is_named_at_once(bot):
    done = bot(
        "ask", "x", PORT="no", PUBLIC_URL="ftp:/x", BOT_KNOWLEDGE="nowhere", SECRET_KEY="dev"
    )
    assert done.returncode == 2
    assert all(
        name in done.stderr for name in ("PORT", "PUBLIC_URL", "BOT_KNOWLEDGE", "SECRET_KEY")
    )


def test_notice_and_pause_are_put_up_and_taken_down(bot):
    for arguments in (("notice", "台風のため"), ("notice", ""), ("pause",), ("pause", "--off")):
        assert bot(*arguments).returncode == 0
