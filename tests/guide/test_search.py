"""What a search finds, why, and what it does with what nobody knows."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from bot.core.catalog import Area
from bot.core.dialogue import Knowledge
from bot.core.understanding import Understanding
from bot.services.guide.asked import read_asked
from bot.services.guide.checks import open_at
from bot.services.guide.listing import listings
from bot.services.guide.rows import row
from bot.services.guide.search import Found, Search, Searches

from .conftest import NOW


def find(search: Search, now: datetime = NOW, /, **fields: str) -> Found:
    told = {("with" if name == "with_" else name): value for name, value in fields.items()}
    return search.find(read_asked(told, search.knowledge.catalog), now)


def ids(items) -> list[str]:
    return [item.record.id for item in items]


def altered(knowledge: Knowledge, **programs: dict) -> Search:
    """A search over the same knowledge with some programmes changed."""
    changed = dict(knowledge.catalog.programs)
    for program_id, cells in programs.items():
        changed[program_id] = replace(changed[program_id], **cells)
    return Search(knowledge._replace(catalog=replace(knowledge.catalog, programs=changed)))


def test_her_words_find_as_in_the_chat_and_say_why(search):
    found = find(search, q="双子 産後1か月 実母遠方")
    best = {item.record.id: item for item in found.programs.sure[:2]}
    assert best.keys() == {"tatai_shien", "sango_care"}
    twins = row(found, best["tatai_shien"])
    assert "双子" in twins.why[0]
    assert any("1か月" in why for why in twins.why)


def test_a_place_says_of_which_programme_it_is(search):
    found = find(search, q="双子 産後1か月 実母遠方")
    care = next(i for i in found.places.sure if "sango_care" in i.record.program_ids)
    assert "産後ケアの場所" in row(found, care).why


def test_a_name_goes_first(search):
    found = find(search, q="ぽけっとランド")
    assert found.places.sure[0].record.short_name == "ぽけっとランド"
    assert "ぽけっとランド" in row(found, found.places.sure[0]).why[0]


def test_an_area_and_an_age_alone_list_all_nearest_first(search):
    found = find(search, q="朝倉 1歳")
    assert len(found.programs) == len(search.knowledge.catalog.programs)
    metres = [i.metres for i in found.places.sure if i.metres is not None and not i.unlikely]
    kilometres = [far // 1000 for far in metres]
    assert kilometres == sorted(kilometres)
    assert found.talk.ages and found.talk.ages.min == 12


def test_without_anything_asked_everything_is_listed(search):
    found = find(search)
    assert len(found.programs) == len(search.knowledge.catalog.programs)
    assert len(found.places) == len(search.knowledge.catalog.places)
    assert not found.programs.unsure and not found.places.unsure


def test_distances_are_said_to_be_rough(search):
    found = find(search, area="朝倉", kind="support_center")
    told = [row(found, item).why for item in found.places.sure[:3]]
    assert all(why[-1].startswith("朝倉から ") for why in told)
    assert all("約" in why[-1] or "同じ町" in why[-1] for why in told)


def test_filters_combine(search):
    found = find(search, area="朝倉", km="5", kind="support_center", open="saturday")
    assert found.places.sure
    for item in found.places.sure:
        assert item.record.kind == "support_center"
        assert item.metres is not None and item.metres <= 5000
        assert any(open_at(found.talk, hours) for hours in item.facts.hours)
    assert not set(ids(found.places.sure)) & set(ids(found.places.unsure))


@pytest.mark.parametrize("flag", ["free", "no_call", "at_home"])
def test_what_nobody_knows_stands_below_and_says_so(search, flag):
    found = find(search, with_=flag)
    group = found.programs
    assert len(group) + group.left_out == len(search.knowledge.catalog.programs)
    assert group.unsure
    assert all(item.unknown == (flag,) for item in group.unsure)
    assert "未確認" in row(found, group.unsure[0]).unknown


def test_a_fee_is_read_by_the_lexicon(knowledge):
    search = altered(
        knowledge,
        famisapo={"fee": "1時間700円"},
        sango_care={"fee": "無料"},
        tatai_shien={"fee": ""},
    )
    found = find(search, with_="free")
    assert "sango_care" in ids(found.programs.sure)
    assert "tatai_shien" in ids(found.programs.unsure)
    assert "famisapo" not in ids(found.programs.all)


def test_an_age_leaves_out_only_what_surely_does_not_fit(knowledge):
    search = altered(
        knowledge,
        famisapo={"age_min": 72, "age_max": 143},
        sango_care={"age_min": 0, "age_max": 11},
        tatai_shien={"age_min": None, "age_max": None},
    )
    found = find(search, age="0-2")
    assert "sango_care" in ids(found.programs.sure)
    assert "tatai_shien" in ids(found.programs.unsure)
    assert "famisapo" not in ids(found.programs.all)


def test_an_age_in_the_text_moves_down_and_leaves_nothing_out(knowledge):
    search = altered(knowledge, famisapo={"age_min": 72, "age_max": 143})
    found = find(search, q="ファミサポ 2か月")
    item = next(i for i in found.programs.all if i.record.id == "famisapo")
    assert item.unlikely and item.rank[0]
    assert found.programs.left_out == 0


def test_open_now_follows_the_clock(search):
    at_night = NOW.replace(hour=2)
    day = set(ids(find(search, open="now", kind="support_center").places.sure))
    night = set(ids(find(search, at_night, open="now", kind="support_center").places.sure))
    assert day and not night


def test_open_today_is_no_answer_for_tomorrow(search):
    saturday = NOW + timedelta(days=2)
    closed = set(ids(find(search, saturday, open="today", kind="support_center").places.all))
    still = set(ids(find(search, saturday, open="saturday", kind="support_center").places.all))
    assert closed == still


def test_danger_brings_the_numbers_first_and_titles_stay_calm(search):
    found = find(search, q="夫に殴られる")
    assert found.danger and found.danger.cards[0].tone == "danger"
    calls = [a.value for line in found.danger.cards[0].lines for a in line.actions]
    assert "110" in calls
    assert "dv_soudan" in ids(found.programs.all)


def test_a_calm_question_brings_no_numbers(search):
    assert find(search, q="離乳食の教室").danger is None


@pytest.mark.parametrize("text", ["asdfgh", "qqq", "。。。", "😀", "%", "_", "' OR 1=1 --"])
def test_nonsense_finds_nothing_and_breaks_nothing(search, text):
    found = find(search, q=text)
    assert found.empty


def test_a_gap_is_named(search):
    assert [gap.id for gap in find(search, q="祖母の介護").gaps] == ["elder_care"]
    assert find(search, q="双子").gaps == ()


BAD = {
    "area": "東京",
    "km": "0",
    "age": "99-2",
    "open": "yesterday",
    "category": "ない分野",
    "kind": "castle",
    "with": "free,gold",
    "what": "people",
    "page": "-1",
}


@pytest.mark.parametrize(("name", "value"), BAD.items())
def test_what_says_nothing_known_is_named_and_passed_over(search, name, value):
    asked = read_asked({name: value}, search.knowledge.catalog)
    assert asked.bad == (name,)
    assert asked.given == {}
    assert len(search.find(asked, NOW).programs) == len(search.knowledge.catalog.programs)


@pytest.mark.parametrize("value", ["²", "1e3", "９" * 4000, "999", " ", "\0", "0x1", "1-2-3"])
def test_odd_numbers_are_no_numbers(search, value):
    asked = read_asked({"km": value, "age": value, "page": value}, search.knowledge.catalog)
    assert asked.metres == 0 and asked.ages is None


def test_an_area_is_known_by_its_reading(search):
    assert read_asked({"area": "あさくら"}, search.knowledge.catalog).area == "朝倉"


def test_a_filter_of_place_knows_no_other_city(search):
    other = next(a.name for a in search.knowledge.catalog.areas if a.kind == "other_city")
    assert read_asked({"area": other}, search.knowledge.catalog).bad == ("area",)


def test_a_line_to_call_is_no_place_nearby(search):
    near = find(search, area="朝倉", km="50")
    assert not set(ids(near.places.all)) & set(search.knowledge.catalog.hotlines)


def test_more_than_is_known_is_said_and_whom_to_ask(search):
    (part,) = listings(find(search, kind="hoocchoken_window", what="places"))
    told = " ".join(line.text for rest in part.rests for line in rest)
    assert "約100か所" in told and "088" in str(part.rests)


def test_pages_hold_everything_once(search):
    first = find(search, what="places")
    pages = -(-len(first.places) // 20)
    shown = [
        one.id
        for page in range(1, pages + 1)
        for part in listings(find(search, what="places", page=str(page), with_="free"))
        for one in (*part.sure, *part.unsure)
    ]
    (part,) = listings(find(search, what="places", page="999", with_="free"))
    assert part.page == part.pages
    assert len(set(shown)) == part.total


def test_a_new_release_is_searched_at_once(knowledge):
    held = [knowledge]
    searches = Searches(lambda: held[0])
    first = searches.get()
    assert searches.get() is first
    catalog = replace(knowledge.catalog, areas=(Area("新町", "しんまち", "town", None, None),))
    held[0] = Knowledge(catalog, Understanding(catalog).read)
    assert searches.get().knowledge.catalog is catalog


def test_who_introduces_is_said(knowledge):
    search = altered(knowledge, sango_care={"self_use": "no", "referral_by": ("保健師",)})
    found = find(search, q="産後ケア")
    care = next(i for i in found.programs.all if i.record.id == "sango_care")
    assert any("保健師" in warning for warning in row(found, care).warnings)


@pytest.mark.parametrize("old", ["sango_care", "tatai_shien"])
def test_what_nobody_checked_for_long_sinks_and_says_so(knowledge, old):
    programs = knowledge.catalog.programs
    days = {one: -1 if one == old else 1 for one in ("sango_care", "tatai_shien")}
    sources = {
        one: replace(programs[one].source, check_by=NOW.date() + timedelta(days=left))
        for one, left in days.items()
    }
    found = find(
        altered(knowledge, **{one: {"source": source} for one, source in sources.items()}),
        q="双子 産後1か月 実母遠方",
    )
    (last,) = (item for item in found.programs.sure[:2] if item.record.id == old)
    assert ids(found.programs.sure[:2])[1] == old
    assert row(found, last).warnings
