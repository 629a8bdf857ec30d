"""Ages: the youngest child's, in months, and no other number."""

import pytest

from bot.core.text import normalise
from bot.core.understanding.ages import find_ages
from bot.core.understanding.numerals import with_digits
from bot.core.understanding.pregnancy import is_expecting
from tests.core.slots import sentences

ROWS = sentences("ages")


def months(text: str) -> str:
    """The age found, as 3-5; empty when none is."""
    ages, _ = find_ages(text)
    return f"{ages.min}-{ages.max}" if ages else ""


def test_finds_the_youngest_child():
    rows = [
        (row["text"], f"{row['min']}-{row['max']}", months(row["text"]))
        for row in ROWS
        if row["min"]
    ]
    assert [row for row in rows if row[1] != row[2]] == []


def test_takes_no_other_number_for_an_age():
    rows = [(row["text"], months(row["text"])) for row in ROWS if not row["min"]]
    assert [row for row in rows if row[1]] == []


def test_knows_a_pregnancy():
    rows = [(row["text"], row["pregnant"] == "y") for row in ROWS]
    assert [row for row in rows if find_ages(row[0])[1] != row[1]] == []


def test_says_which_words_gave_the_age():
    ages, _ = find_ages("上は5歳、下は8か月です")
    assert ages and ages.phrase == "8か月"


def test_an_age_that_is_stated_beats_one_that_a_check_up_implies():
    ages, _ = find_ages("1歳半の健診に行けず、もう2歳3か月です")
    assert ages and (ages.min, ages.max) == (27, 27)


def test_a_teenager_beside_a_birth_is_the_mother():
    ages, _ = find_ages("17歳です。生後5日の赤ちゃんがいます")
    assert ages and (ages.min, ages.max) == (0, 0)


@pytest.mark.parametrize(
    ("text", "digits"),
    [
        ("十一か月", "11か月"),
        ("二十三歳", "23歳"),
        ("さんさい", "3さい"),
        ("小四", "小4"),
        ("ひと月", "1か月"),
    ],
)
def test_puts_number_words_into_digits(text, digits):
    assert with_digits(text) == digits


@pytest.mark.parametrize("text", ["三日月", "なにさい", "小三時間", "一宮", "二人", "十分"])
def test_leaves_other_number_words(text):
    assert with_digits(text) == text


@pytest.mark.parametrize(
    "text", ["", "歳", "か月", "99歳", "0", "1" * 300, "歳" * 300, "-1歳から", "m y"]
)
def test_finds_no_age_in_nothing(text):
    assert find_ages(normalise(text)) == (None, False)


@pytest.mark.parametrize(
    "text", ["不妊治療をしています", "妊娠したい", "前の妊娠のとき", "避妊について"]
)
def test_a_pregnancy_wished_or_past_is_none(text):
    assert not is_expecting(text)
