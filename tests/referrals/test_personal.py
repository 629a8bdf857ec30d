"""What points to a person does not get into a note; what helps does."""

import pytest

from bot.services.masking import Masker
from bot.services.referrals.personal import finding, office_finding

from ..core.build import _rows

NOT_NAMES = tuple(row["word"] for row in _rows("lexicon/not_names.csv"))


@pytest.fixture(scope="module")
def masker():
    return Masker()


REFUSED = {
    "phone": [
        "電話は088-823-0000です", "０８８－８２３－００００", "〇八八ー八二二ー八一一一",
        "八二二の八一一一", "090 1234 5678 へ", "123456789", "一二三四五六七", "手帳番号 1234567",
        "〒780-0870",
    ],
    "mail": ["a@example.jp へ", "ａ＠ｂ", "https://example.jp を見て"],
    "line_id": ["LINE ID: hanako", "ラインのIDは hanako", "line:hanako", "IDは hanako"],
    "address": ["高知市本町5丁目1-45", "本町五丁目一番", "メゾン桜202号室"],
    "name": [
        "はなちゃんの健診", "さくらくん", "田中さんへ", "ハナコ様", "花子ちゃんと来て", "たろう君",
        "大輔くんに会えてよかった", "山田さまへ", "はな ちゃん", "ゆいちゃん、かわいいですね",
    ],
}  # fmt: skip


@pytest.mark.parametrize(("kind", "text"), [(k, t) for k, texts in REFUSED.items() for t in texts])
def test_what_points_to_a_person_is_found(masker, kind, text):
    assert finding(text, masker, NOT_NAMES) == kind


@pytest.mark.parametrize(
    "text",
    [
        "赤ちゃんと一緒に来てください", "お母さんひとりで大丈夫です", "二人目の産後も使えます",
        "保健師さんにこの紙を見せてください", "次の健診は12月3日 10時からです", "皆さん来られます",
        "1歳6か月健診の時に", "一時預かりを使ってみませんか", "月・水・金の9:00〜12:00",
        "おさんぽのついでに", "#8000 に電話できます", "2026年12月3日まで", "双子ちゃんでも大丈夫",
        "上の子さんも一緒で大丈夫", "たくさん休んで", "2階の窓口です",
    ],
)  # fmt: skip
def test_what_helps_is_not_refused(masker, text):
    assert finding(text, masker, NOT_NAMES) == ""


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("山本医院", ""), ("さくら助産院", ""), ("母子保健課(本庁舎2階)", ""),
        ("東部健康福祉センター", ""), ("母子保健課 浜田", "name"), ("保健師 山本", "name"),
        ("母子保健課浜田", "name"), ("田中", "name"), ("佐藤さん", "name"),
        ("088-822-8111", "phone"), ("本町5丁目1-45", "address"),
    ],
)  # fmt: skip
def test_an_office_has_a_name_and_a_worker_has_none(masker, text, found):
    assert office_finding(text, masker, NOT_NAMES) == found
