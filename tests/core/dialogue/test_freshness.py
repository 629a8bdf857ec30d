"""What nobody has checked for too long sinks, and its card says since when."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.core.catalog import CHECKED_FOR, Source

from ..build import DAY, DOUBTFUL, HALLS, OFFICIAL, found, halls, knows, program
from .talking import on_card, remembered, tap, write

TODAY = DAY.date()
OLD = replace(OFFICIAL, checked=date(2025, 3, 1))
NEVER = replace(OFFICIAL, checked=None)
SAID = "最後に確かめたのは2025年3月1日です"


@pytest.mark.parametrize(
    ("source", "due", "overdue"),
    [
        (replace(OFFICIAL, checked=TODAY - CHECKED_FOR), TODAY, False),
        (replace(OFFICIAL, checked=TODAY - CHECKED_FOR - timedelta(1)), TODAY - timedelta(1), True),
        (replace(OFFICIAL, check_by=date(2026, 4, 1)), date(2026, 4, 1), True),
        (replace(OLD, check_by=TODAY), TODAY, False),
        (NEVER, None, True),
    ],
)
def test_when_a_fact_is_due(source: Source, due, overdue):
    assert source.due == due and source.is_overdue(TODAY) is overdue


def test_an_overdue_card_says_when_it_was_checked_last():
    knowledge = knows(program(source=OLD), said=found("care"))
    assert SAID in on_card(write(knowledge).answer.cards[0])
    detail = tap(knowledge, remembered("care"), do="detail", program="care")
    assert SAID in on_card(detail.answer.cards[0])


def test_a_card_in_date_says_nothing_of_it():
    card = write(knows(program(), said=found("care"))).answer.cards[0]
    assert "確かめたのは" not in on_card(card)


@pytest.mark.parametrize("source", [NEVER, replace(OLD, level="unconfirmed"), DOUBTFUL])
def test_what_was_never_sure_is_said_in_one_line(source):
    card = on_card(write(knows(program(source=source), said=found("care"))).answer.cards[0])
    assert card.count("確かめられていない情報です") == 1 and SAID not in card


def test_an_overdue_programme_goes_after_one_that_is_about_as_right():
    programs = [program("a", source=OLD), program("b"), program("c")]
    answer = write(knows(*programs, said=found("a", "b", "c"))).answer
    assert [card.program_id for card in answer.cards] == ["b", "c", "a"]


def test_one_that_she_asks_for_by_name_stays_first():
    said = found("a", "b")
    (need,) = said.needs
    named = replace(need, matches=(replace(need.matches[0], probability=1.0), *need.matches[1:]))
    programs = [program("a", source=OLD), program("b")]
    answer = write(knows(*programs, said=replace(said, needs=(named,)))).answer
    assert [card.program_id for card in answer.cards] == ["a", "b"]


def test_when_all_are_overdue_the_order_stays():
    programs = [program(id_, source=OLD) for id_ in ("a", "b")]
    answer = write(knows(*programs, said=found("a", "b"))).answer
    assert [card.program_id for card in answer.cards] == ["a", "b"]


def test_an_overdue_place_goes_after_one_in_the_same_kilometre():
    north, weekend, *south = halls()
    knowledge = knows(HALLS, replace(north, source=OLD), weekend, *south)
    turn = tap(knowledge, remembered("halls", area="北町"), do="places", program="halls")
    assert [c.place_id for c in turn.answer.cards[:2]] == ["hall_north_weekend", "hall_north"]
    assert SAID in on_card(turn.answer.cards[1])
