"""Danger that stands among many calm sentences."""

from datetime import datetime

import pytest

from bot.core.hours import CITY_TIME
from bot.core.text import LONGEST
from bot.core.understanding import Understanding
from bot.core.understanding.passages import passages
from bot.services.knowledge.files import build_catalog, read_folder
from bot.settings import ROOT

CALM = (
    "保育園の申し込みはいつからですか。三歳の子どもがいます。近くに公園があれば教えてください。"
    "夕方まで預かってもらえる所を探しています。仕事は週に四日です。"
)
NOW = datetime(2026, 11, 25, 10, tzinfo=CITY_TIME)
DANGERS = [
    ("死にたい", "suicide"),
    ("夫に殴られて怖い", "dv"),
    ("赤ちゃんが息をしていない", "medical"),
    ("子どもを叩くのが止められない", "child_harm"),
]


@pytest.fixture(scope="module")
def reads():
    return Understanding(build_catalog(read_folder(ROOT / "knowledge"))[0]).read


@pytest.mark.parametrize(("said", "kind"), DANGERS)
@pytest.mark.parametrize("times", [1, 3, 8])
def test_danger_is_heard_in_a_long_message(reads, said, kind, times):
    understood = reads(CALM * times + said + "。" + CALM, NOW)
    assert understood.danger
    assert understood.danger.kind == kind


@pytest.mark.parametrize("calm", [CALM * 8, CALM + "笑い死ぬかと思いました。" + CALM])
def test_a_long_calm_message_stays_calm(reads, calm):
    assert reads(calm, NOW).danger is None


@pytest.mark.parametrize("text", ["", "。", "死にたい。", "お金がない。死にたい。"])
def test_a_short_message_has_no_parts(text):
    assert passages(text) == []


@pytest.mark.parametrize("text", [CALM * 90, "。" * 5000, "あ" * 3000, "a. " * 2000, "あ。" * 2000])
def test_the_parts_are_not_much_longer_than_the_message(text):
    assert sum(map(len, passages(text))) <= 2 * LONGEST
