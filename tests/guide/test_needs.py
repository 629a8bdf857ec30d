"""Several needs of one family: what covers them, and what is left."""

from dataclasses import replace
from datetime import date

import pytest

from bot.core.dialogue import Knowledge
from bot.services.guide.gaps import count_gaps, gaps_seen
from bot.services.guide.needs import MOST, Plan, plan, read_needs
from bot.services.guide.search import Search

from .conftest import NOW

TODAY = date(2026, 11, 26)


def planned(search: Search, *texts: str) -> Plan:
    return plan(search, texts, NOW)


def chosen(found: Plan) -> dict[str, tuple[int, ...]]:
    return {one.item.record.id: one.needs for one in found.chosen}


def test_one_programme_for_two_needs_goes_before_two(search):
    found = planned(search, "産後ケアを使いたい", "産後に泊まって休みたい", "ファミサポ")
    assert chosen(found)["sango_care"] == (1, 2)
    assert chosen(found)["famisapo"] == (3,)
    assert (found.covered, found.left) == (3, ())


def test_every_need_is_covered_or_left(search):
    texts = ("双子の世話で手がいっぱい", "上の子の送り迎え", "祖母の介護", "qqqq")
    found = planned(search, *texts)
    served = {texts[number - 1] for needs in chosen(found).values() for number in needs}
    assert served.isdisjoint(need.text for need in found.left)
    assert served | {need.text for need in found.left} == set(texts)
    assert "qqqq" in {need.text for need in found.left}


def test_care_of_the_old_is_a_gap_with_who_stands_in(search):
    found = planned(search, "祖母の介護", "双子")
    assert [need.text for need in found.left] == ["祖母の介護"]
    (gap,) = found.gaps
    assert gap.programs == ("hoocchoken",) and gap.departments == ("dp-shakyo",)


def test_danger_is_neither_covered_nor_left(search):
    found = planned(search, "死にたい", "双子")
    assert found.needs[0].found.danger
    assert found.calm == 1
    assert [need.text for need in found.left] == []


def test_what_surely_does_not_fit_the_age_covers_nothing(knowledge: Knowledge):
    grown = {"age_min": 72, "age_max": 143}
    programs = {key: replace(p, **grown) for key, p in knowledge.catalog.programs.items()}
    old = Search(knowledge._replace(catalog=replace(knowledge.catalog, programs=programs)))
    found = planned(old, "産後1か月でつらい、休みたい")
    assert found.chosen == () and len(found.left) == 1


@pytest.mark.parametrize(
    ("fields", "read"),
    [
        (["双子、送り迎え\n介護"], ("双子", "送り迎え", "介護")),
        (["双子", "", "  ", "双子"], ("双子",)),
        ([], ()),
        (["、、、\n"], ()),
        (["\0"], ()),
    ],
)
def test_needs_are_read_one_by_one(fields, read):
    assert read_needs(fields) == read


def test_too_much_is_cut():
    needs = read_needs(["、".join(f"困りごと{number}" for number in range(500)), "長い" * 9000])
    assert len(needs) == MOST
    assert max(map(len, needs)) <= 200


def test_staff_see_gaps_and_no_small_numbers(knowledge, kept):
    gaps = {gap.id: gap for gap in knowledge.catalog.gaps}
    for _ in range(5):
        count_gaps(kept.database, [gaps["elder_care"]], TODAY)
    count_gaps(kept.database, [gaps["double_care"]], TODAY)
    seen = gaps_seen(knowledge.catalog, kept.database, f"{TODAY:%Y-%m}", f"{TODAY:%Y-%m}")
    assert (seen[0].gap.id, seen[0].times) == ("elder_care", 5)
    assert {one.times for one in seen[1:]} == {None}
    assert len(seen) == len(gaps)


def test_no_two_periods_tell_how_often_a_gap_was_met_in_between(knowledge, kept):
    gap = next(gap for gap in knowledge.catalog.gaps if gap.id == "elder_care")
    for month, times in ((9, 7), (10, 2), (11, 4)):
        for _ in range(times):
            count_gaps(kept.database, [gap], TODAY.replace(month=month, day=1))
    told = [
        gaps_seen(knowledge.catalog, kept.database, "2026-09", f"2026-{last:02}")[0].times
        for last in (9, 10, 11)
    ]
    assert told == [5, 5, 10]


def test_the_page_shows_all_parts(client):
    page = client.get("/guide/needs?need=双子の世話&need=祖母の介護、死にたい").get_data(
        as_text=True
    )
    assert "双子・三つ子の家庭支援" in page
    assert "高齢の家族の介護" in page and "088-823-9570" in page
    assert "tel:0120279338" in page
    assert 'name="robots" content="noindex"' in page


def test_nothing_written_is_said(client):
    page = client.get("/guide/needs?need=&need=").get_data(as_text=True)
    assert "ひとつは書いて" in page


def test_html_stays_text(client):
    page = client.get("/guide/needs?need=<img src=x>").get_data(as_text=True)
    assert "<img src=x>" not in page
