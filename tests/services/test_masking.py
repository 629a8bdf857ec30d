"""What points to a person goes, what was asked stays."""

import csv
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.services.masking import HIDDEN, LONGEST, Masker

LEXICON = Path(__file__).parents[2] / "knowledge" / "lexicon" / "not_names.csv"
NOT_NAMES = frozenset(row["word"] for row in csv.DictReader(LEXICON.open(encoding="utf-8-sig")))
MASKER = Masker()


def mask(text: str) -> str:
    return MASKER.mask(text, NOT_NAMES)


@pytest.mark.parametrize(
    ("text", "secret"),
    [
        ("電話は088-823-0000です", "823"),
        ("０９０ー１２３４ー５６７８に電話して", "５６７８"),
        ("(088) 823 0000", "823"),
        ("+81 90 1234 5678", "1234"),
        ("〇八八八二三〇〇〇〇", "八八八"),
        ("hanako@example.com に送って", "hanako"),
        ("LINEは@hanako00です", "hanako"),
        ("https://example.com/hanako を見て", "hanako"),
        ("〒780-0000", "780"),
        ("旭町二丁目5番地12に住んでいます", "旭町"),
        ("住所は潮江1-2-3", "潮江"),
        ("はりまや町1丁目", "はりまや"),
        ("コーポ山の手203号室", "203"),
        ("マイナンバー123456789012", "1234"),
        ("3月4日生まれ", "4"),
        ("山田花子です。夜泣きで困っています", "山田"),
        ("山田花子です。夜泣きで困っています", "花子"),
        ("あゆみです。こんばんは", "あゆみ"),
        ("佐藤と申します", "佐藤"),
        ("私は中村由美といいます", "由美"),
        ("ゆうとくんが泣きやまない", "ゆう"),
        ("うちのはなちゃんと遊べる所", "はな"),
        ("陽翔くんの熱が下がらない", "陽翔"),
        ("息子の健太が泣く", "健太"),
        ("隣の田中さんに聞いた", "田中"),
        ("西村先生に診てもらった", "西村"),
        ("私の名前はさくら", "さくら"),
        ("My name is Hanako Yamada", "Hanako"),
        ("my name is hanako", "hanako"),
        ("我叫李小明", "小明"),
        ("Tôi tên là Nguyễn Thị Hoa", "Nguyễn"),
        ("제 이름은 김민지", "민지"),
        ("Ako si Maria", "Maria"),
    ],
)
def test_what_points_to_a_person_is_hidden(text, secret):
    masked = mask(text)
    assert secret not in masked and "■" in masked
    assert mask(masked) == masked


@pytest.mark.parametrize(
    "text",
    [
        "夜泣きで困っています",
        "いくらですか",
        "なんぼですか",
        "いつですか",
        "双子です。夜泣きがつらい",
        "お母さんが倒れた",
        "おばあちゃんに預けたい",
        "保健師さんに聞きたい",
        "園長先生に言われた",
        "赤ちゃんと行ける場所",
        "上の子ちゃんが",
        "みなさんどうしていますか",
        "子どもがちゃんと食べない",
        "たくさん泣く",
        "一番困っていること",
        "アパートを借りたい",
        "行きたくないと言います",
        "",
    ],
)
def test_what_was_asked_stays(text):
    assert mask(text) == text


def test_a_long_text_is_cut():
    assert len(mask("あいうえお " * 1000)) <= LONGEST


def test_without_a_lexicon_too_much_is_hidden_rather_than_too_little():
    assert MASKER.mask("赤ちゃん師さん") != "赤ちゃん師さん"
    assert MASKER.mask("花子さん") == f"{HIDDEN}さん"


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=80))
def test_no_digit_survives_whatever_comes(text):
    assert not any(character.isdecimal() for character in mask(text))
