"""Messages in vain come in groups, and the page that lists them."""

import pytest

from bot.services.knowledge.build import build_catalog
from bot.services.knowledge.files import read_folder
from bot.services.unanswered.grouping import grouped
from bot.services.unanswered.unanswered import Ear
from bot.store.questions import Waiting

from ..knowledge.folder import SHIPPED
from ..people import HAMADA
from .asking import FAR, ODD, ODD_TOO, PAGE, texts_of


@pytest.fixture(scope="module")
def ear():
    return Ear(build_catalog(read_folder(SHIPPED))[0])


@pytest.fixture
def hamada(enter):
    return enter(HAMADA)


# Likeness


def heard_together(ear, *texts):
    asked = [Waiting(number, text, "unknown", "ja", number) for number, text in enumerate(texts)]
    return len(grouped(asked, ear.hear)) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (ODD, ODD_TOO),
        ("小児科の先生おらん", "小児科のせんせいいない"),
        ("らいーなって何", "らいーな ってなに"),
        ("双子のサークルってまだ活動しゆう?", "双子のサークルはまだ活動してる?"),
        ("プールの時間を教えて", "プールの時間おしえて!!"),
        ("where is the pool", "Where is the pool?"),
        ("■■ちゃんの水着はどこで買う", "■■の水着どこで買う?"),
    ],
)
def test_what_asks_the_same_comes_together(ear, one, other):
    assert heard_together(ear, one, other) and heard_together(ear, other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (ODD, FAR),
        ("日本語教室はどこ", "일본어 못해도 육아지원센터 가도 되나요"),
        ("夏休みの学童", "夏休みのプール"),
        ("■■■■", "🍙"),
        ("妊娠中に旅行してもいい?", "妊娠がわかったら何をもらえる?"),
    ],
)
def test_what_asks_something_else_stays_apart(ear, one, other):
    assert not heard_together(ear, one, other)


def test_nothing_has_no_groups(ear):
    assert grouped([], ear.hear) == []


def test_every_message_is_in_one_group(ear):
    texts = [f"{what}{how}" for what in ("プール", "花火", "水族館") for how in ("はいつ", "どこ")]
    asked = [Waiting(n, text, "unknown", "ja", n) for n, text in enumerate(texts * 3)]
    found = [id_ for group in grouped(asked, ear.hear) for id_ in group.ids]
    assert sorted(found) == list(range(len(texts) * 3))


def test_guesses_come_of_what_is_known(ear):
    assert "sango_care" in ear.guesses("産後の体がつらくて休みたい")[:3]
    assert not [one for one in ear.guesses(ODD) if one.startswith("_")]


def test_nothing_is_guessed_where_nothing_is_likely(ear):
    assert ear.guesses(FAR) == []


# The list


def test_the_most_frequent_stands_first(kept, asked):
    asked(FAR, ODD, ODD, ODD_TOO)
    groups = kept.groups()
    assert texts_of(groups) == [[ODD, ODD_TOO], [FAR]]
    assert [group.number for group in groups] == [3, 1]


def test_the_newest_may_stand_first(kept, asked):
    asked(ODD, ODD, FAR)
    assert texts_of(kept.groups(order="newest")) == [[FAR], [ODD]]


def test_a_language_is_chosen(kept, asked):
    asked(ODD)
    asked("where is the pool", language="en")
    assert kept.languages() == ["en", "ja"]
    assert texts_of(kept.groups("en")) == [["where is the pool"]]
    assert kept.groups("vi") == []


def test_none_of_these_is_told_apart(kept, asked, hamada):
    asked(ODD, ODD)
    asked(ODD, outcome="none_of_these")
    (group,) = kept.groups()
    assert (group.number, group.refused) == (3, 1)
    assert "「この中にない」1件" in hamada.get(PAGE).text


def test_it_says_when_nothing_waits(hamada):
    assert "待っている質問はありません" in hamada.get(PAGE).text


def test_what_she_wrote_is_text_and_no_markup(asked, hamada):
    asked('<script>alert(1)</script>"><b>')
    page = hamada.get(PAGE).text
    assert "<script>alert" not in page and "&lt;script&gt;alert(1)" in page


def test_odd_addresses_show_the_list_all_the_same(asked, hamada):
    asked(ODD)
    for query in ("page=0", "page=-3", "page=999", "page=x", "order=%00", "order=' OR 1=1"):
        assert ODD in hamada.get(f"{PAGE}?{query}").text, query
    assert ODD not in hamada.get(f"{PAGE}?language=<b>").text


def test_many_groups_have_pages(asked, hamada):
    asked(*(f"{chr(0x4E00 + 97 * n)}{chr(0x30A1 + n)}{chr(0x5E00 + 31 * n)}" for n in range(45)))
    first, last = hamada.get(PAGE).text, hamada.get(f"{PAGE}?page=3").text
    assert first.count('class="asked-group"') == 20 and last.count('class="asked-group"') == 5
