"""What a short message says besides an age, a town or a day."""

import pytest

from bot.core.understanding import _outcome
from bot.core.understanding.ages import find_ages
from bot.core.understanding.message import Reader
from bot.core.understanding.rest import Rest

EMPTY = ("子", "うち", "歳", "日", "電話", "幾ら", "為る", "居る")


@pytest.fixture(scope="module")
def rest():
    reader = Reader({})
    finder = Rest({"empty_words": [{"word": word} for word in EMPTY]}, reader)
    return lambda text: finder.find(reader.prepare(text), find_ages(text)[0], None)


@pytest.mark.parametrize(
    "text", ["日曜は？", "3歳です", "うちの子は3歳", "電話は？", "いくら", "日曜日"]
)
def test_what_only_goes_on_says_nothing_more(rest, text):
    assert rest(text) == ()


@pytest.mark.parametrize(
    "text", ["3歳 病児保育", "日曜の預かり", "電話相談", "流産しました", "電話は？" * 5]
)
def test_what_asks_for_something_says_more(rest, text):
    assert rest(text)


@pytest.mark.parametrize(
    "found, chat, asks_who, says_more, outcome",
    [
        ("smalltalk", "", False, True, "unknown"),
        ("smalltalk", "", False, False, "smalltalk"),
        ("smalltalk", "thanks", False, True, "smalltalk"),
        ("unknown", "greeting", False, True, "smalltalk"),
        ("choose", "who", True, True, "smalltalk"),
        ("choose", "who", False, True, "choose"),
        ("answer", "who", True, True, "answer"),
    ],
)
def test_small_talk_is_what_looks_like_it(found, chat, asks_who, says_more, outcome):
    assert _outcome(found, chat, asks_who, says_more) == outcome
