"""Areas: what is a place, what only looks like one, and which of several is meant."""

import pytest

from bot.core.catalog import Area
from bot.core.text import normalise
from bot.core.understanding.area_names import romaji_key
from bot.core.understanding.areas import AreaFinder
from tests.core.slots import KNOWLEDGE, sentences, table

LEXICON = {
    name: table(KNOWLEDGE / "lexicon" / f"{name}.csv")
    for name in ("area_stopwords", "area_spellings", "kanji_variants")
}


def area(row: dict[str, str]) -> Area:
    names = tuple(name for name in row["names"].split(";") if name)
    return Area(row["name"], row["kana"], row["kind"], None, None, names, row["district"])


AREAS = [area(row) for row in table(KNOWLEDGE / "areas.csv")]
FINDER = AreaFinder(AREAS, LEXICON)
ROWS = sentences("areas")


def found(text: str) -> str:
    place, _ = FINDER.find(normalise(text))
    return place.name if place else ""


def same(name: str, wanted: str) -> bool:
    """True for one place under a longer and a shorter name."""
    return bool(name) and (name in wanted or wanted in name)


def test_finds_the_place():
    rows = [(row["text"], row["area"], found(row["text"])) for row in ROWS if row["area"]]
    assert [row for row in rows if not same(row[2], row[1])] == []


def test_takes_no_word_for_a_place():
    rows = [(row["text"], found(row["text"])) for row in ROWS if not row["area"]]
    assert [row for row in rows if row[1]] == []


def test_names_another_city():
    rows = [(row["text"], row["other_city"], FINDER.find(row["text"])[1]) for row in ROWS]
    assert [row for row in rows if row[1] != row[2]] == []


def test_prefers_the_block_that_was_typed():
    assert found("桟橋通り5丁目です") == "桟橋通五丁目"
    assert found("桟橋通です") == "桟橋通"


def test_prefers_where_she_goes_to_where_she_comes_from():
    assert found("潮江から引っ越して朝倉に住みます") == "朝倉"
    assert found("朝倉から引っ越しました") == "朝倉"


def test_prefers_home_to_a_landmark():
    assert found("高知駅で働いています。家は介良です") == "介良"


def test_a_name_inside_a_longer_one_is_not_that_place():
    assert FINDER.find("土佐山田に住んでいます") == (None, "香美市")


def test_reads_a_name_typed_half_in_kana():
    place, _ = FINDER.find("うしお江に住んでいます", "うしおえにすんでいます")
    assert place and place.name == "潮江"


@pytest.mark.parametrize("text", ["", " ", "、、、", "🍙", "一", "丁目", "の" * 2000, "ー", "(("])
def test_finds_nothing_in_nothing(text):
    assert FINDER.find(normalise(text)) == (None, "")


def test_works_without_areas_and_lexicon():
    assert AreaFinder((), {}).find("潮江に住んでいます") == (None, "")


@pytest.mark.parametrize("text", ["Hyakkoku-chō", "hyakkoku cho", "Hyakokuchou"])
def test_spellings_in_latin_letters_meet(text):
    assert romaji_key(text) == "hyakokucho"


@pytest.mark.parametrize("table_name", ["area_stopwords", "area_spellings", "kanji_variants"])
def test_no_spelling_stands_twice(table_name):
    first = [next(iter(row.values())) for row in LEXICON[table_name]]
    assert len(first) == len(set(first))


def test_every_spelling_leads_to_a_known_area():
    names = {place.name for place in AREAS}
    assert [row for row in LEXICON["area_spellings"] if row["area"] not in names] == []
