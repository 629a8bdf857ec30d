"""The way through LINE: a signed webhook in, lawful replies out, on a real server."""

import re
import urllib.parse
import urllib.request

import pytest

from ..server import SECRET, Server
from ..standin import LineStandIn, text
from ..talking import words
from .conftest import CARD, code_of


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    folder = tmp_path_factory.mktemp("server")
    with LineStandIn(SECRET) as line:
        running = Server(folder, line.base)
        running.line = line
        line.webhook = running.webhook
        yield running
        running.stop()
        assert line.complaints == []


@pytest.fixture
def card(server):
    """The worker's page of a new card."""
    data = urllib.parse.urlencode(CARD, doseq=True).encode()
    with urllib.request.urlopen(f"{server.url}/refer", data, timeout=10) as answer:
        return answer.url


def page_of(card):
    with urllib.request.urlopen(card, timeout=10) as answer:
        return answer.read().decode()


def answer_to(line, *events):
    known = len(line.replies)
    assert line.post(*events) == 200
    return line.wait(known + 1)[-1].messages


def tap(user, messages, label):
    items = messages[-1]["quickReply"]["items"]
    data = next(i["action"]["data"] for i in items if i["action"]["label"] == label)
    return text(user, "") | {"type": "postback", "postback": {"data": data}}


def test_a_family_scans_answers_and_forgets(server, card):
    line, user = server.line, "Ufamily"
    typed = f"紹介カード {code_of(page_of(card))}"
    shown = answer_to(line, text(user, typed))
    assert "母子保健課からの紹介" in words(shown)
    asked = answer_to(line, tap(user, shown, "つながったか答える"))
    answer_to(line, tap(user, asked, "いいえ"))
    assert counted(card) == ["1", "0", "1"]
    answer_to(line, text(user, "消して"))
    assert counted(card) == ["0", "0", "0"]


def test_she_may_refuse(server, card):
    shown = answer_to(server.line, text("Urefuses", code_of(page_of(card))))
    assert counted(card)[0] == "1"
    answer_to(server.line, tap("Urefuses", shown, "知らせない"))
    assert counted(card) == ["0", "0", "0"]


def test_unsend_takes_the_opening_back(server, card):
    said = text("Uunsends", code_of(page_of(card)))
    answer_to(server.line, said)
    unsent = {"type": "unsend", "unsend": {"messageId": said["message"]["id"]}, "message": {}}
    assert server.line.post(text("Uunsends", "") | unsent) == 200
    answer_to(server.line, text("Uunsends", "ありがとう"))
    assert counted(card)[0] == "0"


def test_a_wrong_code_gets_the_answer_of_any_unknown_text(server):
    wrong = answer_to(server.line, text("Uguesses", "FFFF-FFFF"))
    assert words(wrong) == words(answer_to(server.line, text("Uguesses", "ぴよぴよぷうぷう")))


def test_neither_code_nor_address_stands_in_the_log(server, card):
    code = code_of(page_of(card))
    answer_to(server.line, text("Ulogged", code))
    log = server.log()
    assert code not in log and code.replace("-", "") not in log
    assert card.rsplit("/", 1)[1] not in log and "Traceback" not in log


def counted(card):
    return re.findall(r"<dd>(\d+)", page_of(card))
