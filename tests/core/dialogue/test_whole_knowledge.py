"""The real knowledge folder through the dialogue: nothing fails, all is lawful, nobody is alone."""

from collections.abc import Iterator
from datetime import datetime

import pytest

from bot.core.answer import Answer
from bot.core.catalog import Catalog, Program
from bot.core.dialogue import Knowledge, respond
from bot.core.events import Event
from bot.core.state import State
from bot.core.understanding.result import Ages
from bot.line.render import render
from bot.services.knowledge.files import build_catalog, read_folder
from tests.line.lawful import problems

from ..build import DAY, KNOWLEDGE, NIGHT, found, reading
from .talking import remembered, tap, values, words, write


@pytest.fixture(scope="module")
def city() -> Catalog:
    return build_catalog(read_folder(KNOWLEDGE))[0]


def _answers(city: Catalog, program: Program, now: datetime) -> Iterator[Answer]:
    area = next(a for a in city.areas if a.kind == "district")
    for ages in (None, Ages(3, 3)):
        said = found(program.id, area=area, ages=ages)
        turn = write(Knowledge(city, reading(said)), now=now)
        yield turn.answer
        for do in ("detail", "places", "phone", "share", "more_places"):
            knowledge = Knowledge(city, reading(said))
            yield tap(knowledge, turn.state, now, do=do, program=program.id).answer


@pytest.mark.parametrize("now", [NIGHT, DAY])
def test_every_programme_is_answered_lawfully_and_with_somebody_to_reach(city, now):
    for program in city.programs.values():
        for answer in _answers(city, program, now):
            assert problems(render(answer)) == [], program.id
        phone = tap(
            Knowledge(city, reading(found())), remembered(program.id), now, do="phone"
        ).answer
        assert values(phone, "call") or values(phone, "open"), program.id


def test_no_answer_holds_an_unfilled_place_or_a_list_mark(city):
    for program in city.programs.values():
        for answer in _answers(city, program, DAY):
            assert not [bad for bad in ("{", "}", "None", ";") if bad in words(answer)], program.id


def test_every_area_can_be_tapped(city):
    knowledge = Knowledge(city, reading(found()))
    asked = tap(knowledge, remembered("chiiki_kosodate_center"), do="ask_area").answer
    for data in values(asked, "send"):
        name = data.partition("area=")[2]
        assert name
    turn = respond(Event("postback", data={"do": "area", "area": "潮江"}), State(), knowledge, DAY)
    assert turn.answer.cards
