"""Needs: a new phrase counts at once, an excluded age lowers, a name outweighs it."""

from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from bot.core.catalog import Phrase
from bot.core.hours import CITY_TIME
from bot.core.understanding import Understanding
from bot.services.knowledge.files import build_catalog, read_folder

NOW = datetime(2026, 11, 24, 10, tzinfo=CITY_TIME)
CATALOG = build_catalog(read_folder(Path(__file__).parents[2] / "knowledge"))[0]
UNDERSTANDING = Understanding(CATALOG)


def ids(text, understanding=UNDERSTANDING):
    needs = understanding.read(text, NOW).needs
    return [match.program_id for need in needs for match in need.matches]


def test_a_phrase_of_a_new_hand_counts_at_once():
    text = "ぴょんぴょん体操の申し込み用紙"
    assert "tsumusapo" not in ids(text)
    phrase = Phrase(("tsumusapo",), text, "ja", "staff")
    taught = Understanding(replace(CATALOG, phrases=(*CATALOG.phrases, phrase)))
    assert ids(text, taught)[0] == "tsumusapo"


def test_without_a_model_the_nearest_phrase_still_answers():
    phrase = Phrase(("gakudo",), "放課後に子どもを見てくれる所", "ja", "staff")
    bare = Understanding(replace(CATALOG, model={}, phrases=(phrase,)))
    assert ids("放課後に子どもを見てくれる所", bare) == ["gakudo"]


def test_an_age_that_is_too_old_is_not_led_to_the_babies_check():
    assert ids("6歳の健診はいつ")[:1] != ["nyuji_kenshin"]


def test_a_day_among_other_words_is_not_the_whole_message():
    assert UNDERSTANDING.read("明日は?", NOW).missed == ()
    assert UNDERSTANDING.read("明日も仕事、旦那はいびきかいて寝ゆう", NOW).missed != ()


def test_what_is_not_meant_is_set_aside():
    assert "hoiku_nyusho" not in ids("保育園の申し込みじゃなくて、一時預かりのことです")


@pytest.mark.parametrize("text", ["", " ", "🍙", "あ", "x" * 5000, "ー" * 300])
def test_nothing_is_made_of_nothing(text):
    assert ids(text) == []


def test_the_nearest_phrase_explains():
    assert UNDERSTANDING.nearest("夜泣きで寝られない")
    assert UNDERSTANDING.nearest("") == ""
