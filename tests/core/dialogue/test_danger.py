"""Danger: before anything, one safe action, numbers to tap, nothing else."""

from dataclasses import replace

import pytest

from bot.core.catalog import Contact
from bot.core.dialogue import paused, respond, with_notice
from bot.core.events import Event
from bot.core.state import State
from bot.core.understanding.result import Ages, Danger, Understood
from bot.line.render import render

from ..build import AREAS, DAY, HOTLINES, NIGHT, found, hotline, knows, phone, place, program
from .talking import actions, remembered, tap, values, words, write

KINDS = ("suicide", "child_harm", "dv", "medical")
ABOUT = ("self", "child", "other")


def in_danger(kind: str, about: str = "self") -> Understood:
    return Understood("crisis", danger=Danger(kind, about, "x"))


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("about", ABOUT)
def test_each_danger_has_one_card_with_an_action_and_numbers(kind, about):
    turn = write(knows(said=in_danger(kind, about)), now=NIGHT)
    assert turn.answer.texts == turn.answer.closing == turn.answer.choices == ()
    assert len(turn.answer.cards) == 1 and turn.answer.cards[0].tone == "danger"
    assert len(turn.answer.cards[0].lines[0].text) > 15
    assert values(turn.answer, "call") and values(turn.answer, "send") == ["do=not_danger"]


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_of_a_danger_is_remembered_or_kept(kind):
    before = remembered("care")
    said = replace(in_danger(kind), ages=Ages(3, 3), area=AREAS[0], open_at="now")
    turn = write(knows(program(), said=said), before)
    assert turn.note.crisis and turn.note.need_text_to_keep is None
    assert turn.state == replace(before, at=turn.state.at)


@pytest.mark.parametrize(
    "kind, about, now, numbers",
    [
        ("medical", "child", NIGHT, ["119", "#7119", "#8000"]),
        ("medical", "child", NIGHT.replace(hour=12), ["119", "#7119"]),
        ("suicide", "self", NIGHT, ["0120-000-001", "119"]),
        ("dv", "self", NIGHT, ["110", "0120-000-008"]),
        ("child_harm", "self", NIGHT, ["189"]),
        ("child_harm", "other", NIGHT, ["189", "110"]),
    ],
)
def test_what_is_open_now_comes_in_its_order(kind, about, now, numbers):
    now = now.replace(hour=0) if now is NIGHT else now
    turn = write(knows(said=in_danger(kind, about)), now=now)
    assert values(turn.answer, "call") == numbers


@pytest.mark.parametrize(
    "about, ages, first",
    [
        ("child", None, "0120-0-0"),
        ("self", Ages(144, 191), "0120-0-0"),
        ("self", Ages(3, 3), "0120-000-001"),
        ("other", None, "0120-000-001"),
    ],
)
def test_where_a_child_suffers_a_line_for_children_comes_first(about, ages, first):
    closed = phone("1", "Mo-Fr 09:00-17:00")
    lines = (hotline("kids", "0120-0-0", "child"), hotline("day", "1", "child", contact=closed))
    known = {line.id: line for line in (*lines, *HOTLINES)}
    said = replace(in_danger("suicide", about), ages=ages)
    answer = write(knows(hotlines=known, said=said), now=NIGHT).answer
    assert values(answer, "call")[0] == first


def test_a_closed_line_is_shown_only_where_hardly_another_is_known():
    day = hotline("day", "088-1", "dv", contact=phone("088-1", "Mo-Fr 09:00-17:00"), rank=1)
    assert "088-1" not in values(write(knows(day, said=in_danger("dv")), now=NIGHT).answer, "call")
    only = knows(day, hotlines={"day": day}, said=in_danger("dv"))
    answer = write(only, now=NIGHT).answer
    assert values(answer, "call") == ["088-1"] and "朝9:00から" in words(answer)


def test_beside_a_number_that_iphones_do_not_dial_stands_an_ordinary_one():
    listed = place("nurse", contacts=(phone("#7119", "24/7"), phone("0120-71-7119", "24/7")))
    answer = write(knows(listed, said=in_danger("medical"))).answer
    assert values(answer, "call")[1:3] == ["#7119", "0120-71-7119"]


def test_who_must_not_be_heard_may_write():
    listed = place("partner", contacts=(Contact("form", "https://chat.example"),))
    answer = write(knows(listed, said=in_danger("dv"))).answer
    assert values(answer, "open") == ["https://chat.example"]


def test_violence_at_home_shows_nothing_on_the_lock_screen():
    messages = render(write(knows(said=in_danger("dv"))).answer)
    assert [m["type"] for m in messages] == ["flex"]
    assert messages[0]["altText"] == "メッセージがあります"


@pytest.mark.parametrize("kind", ["suicide", "child_harm", "medical"])
def test_other_dangers_are_said_to_a_screen_reader_with_the_number(kind):
    alt = render(write(knows(said=in_danger(kind))).answer)[0]["altText"]
    assert any(number in alt for number in ("0120-000-001", "189", "119"))


def test_neither_a_notice_nor_an_apology_delays_help():
    late = State(late=True, at=DAY.isoformat())
    turn = write(knows(said=in_danger("suicide")), late)
    assert with_notice(turn.answer, "台風の知らせ").texts == ()
    assert turn.state.late is False


def test_a_false_alarm_leads_back_kindly():
    turn = tap(knows(), do="not_danger")
    assert turn.answer.texts[0].startswith("わかりました") and turn.answer.choices


def test_hotlines_are_shown_while_the_bot_is_paused_and_by_tap():
    for answer in (paused(knows(), NIGHT), tap(knows(), do="urgent").answer):
        assert values(answer, "call") == ["0120-000-001", "119", "110"]


@pytest.mark.parametrize("state", [State(), remembered("care"), State(late=True, language="en")])
def test_danger_is_answered_whatever_was_said_before(state):
    answer = write(
        knows(program(), said=found("care", danger=Danger("dv", "other", ""))), state
    ).answer
    assert "110" in values(answer, "call")


def test_danger_in_a_group_is_answered_only_when_called():
    knowledge = knows(said=in_danger("medical"))
    unasked = respond(Event("text", text="x", group=True), State(), knowledge, DAY)
    called = respond(Event("text", text="x", group=True, called=True), State(), knowledge, DAY)
    assert unasked.answer.silent and actions(called.answer)
