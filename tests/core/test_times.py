"""Times: when something shall be open, and no other hour of the day."""

import pytest

from bot.core.text import normalise
from bot.core.understanding.times import find_time
from tests.core.slots import sentences

ROWS = sentences("times")


def test_finds_the_time_asked_about():
    rows = [(row["text"], row["open_at"], find_time(row["text"])) for row in ROWS]
    assert [row for row in rows if row[1] and row[1] != row[2]] == []


def test_other_words_of_time_ask_nothing():
    rows = [(row["text"], find_time(row["text"])) for row in ROWS if not row["open_at"]]
    assert [row for row in rows if row[1]] == []


@pytest.mark.parametrize("text", ["", "今", "日", "土", "の" * 2000, "25時", "🌙"])
def test_finds_no_time_in_nothing(text):
    assert find_time(normalise(text)) is None
