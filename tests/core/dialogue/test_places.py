"""Places: the nearest, open when she can go, and honest about what is not known."""

from datetime import datetime

import pytest

from bot.core.catalog import Area, Coverage
from bot.core.dialogue import respond
from bot.core.dialogue.places import say_distance
from bot.core.dialogue.turn import Talk
from bot.core.dialogue.when import open_when_asked
from bot.core.events import Event
from bot.core.geo import distance_m, nearest_town
from bot.core.hours import CITY_TIME
from bot.core.state import State

from ..build import (
    AREAS,
    DAY,
    DOUBTFUL,
    HALLS,
    NIGHT,
    department,
    found,
    halls,
    knows,
    phone,
    place,
)
from .talking import on_card, remembered, tap, values, words, write

NORTH, SOUTH = AREAS[0], AREAS[1]


def test_with_a_town_the_two_nearest_come_before_the_programme():
    turn = write(knows(HALLS, *halls(), said=found("halls", area=NORTH)))
    assert [c.place_id for c in turn.answer.cards] == ["hall_north", "hall_north_weekend", ""]
    assert "北町から近い順です。" in words(turn.answer)
    assert [place.id for place in turn.note.places] == ["hall_north", "hall_north_weekend"]


def test_without_a_town_she_is_shown_the_programme_and_may_say_where():
    answer = write(knows(HALLS, *halls(), said=found("halls"))).answer
    assert answer.cards[0].button and answer.cards[0].button.value == "do=places&program=halls"
    assert [action.kind for action in answer.choices[:2]] == ["locate", "send"]


def test_a_place_says_how_far_when_it_opens_where_it_is_and_whom_to_call():
    answer = write(knows(HALLS, *halls(), said=found("halls", area=NORTH)), now=NIGHT).answer
    first = answer.cards[0]
    assert "同じ町か、すぐ近く" in on_card(first) and "朝9:00から開きます" in on_card(first)
    assert first.button and first.button.value.startswith(
        "https://www.google.com/maps/search/?api=1"
    )
    assert first.more[0].value == "088-800-0100"


@pytest.mark.parametrize(
    "metres, about, said",
    [
        (40, True, "同じ町か、すぐ近く"),
        (40, False, "50m"),
        (310, True, "約300m"),
        (1240, True, "約1.2km"),
        (1240, False, "1.2km"),
        (980, True, "約1.0km"),
    ],
)
def test_a_distance_is_never_finer_than_it_is_known(metres, about, said):
    talk = Talk(knows().catalog, DAY, State())
    assert say_distance(talk, metres, about) == said


def test_of_similarly_near_places_an_open_one_goes_first():
    closed = place("closed", hours="Sa 10:00-12:00")
    open_ = place("open", lat=33.553)
    answer = write(knows(HALLS, closed, open_, said=found("halls", area=NORTH))).answer
    assert [card.place_id for card in answer.cards[:2]] == ["open", "closed"]


def test_asked_for_saturday_only_those_that_may_be_open_then_are_listed():
    turn = write(knows(HALLS, *halls(), said=found("halls", area=NORTH, open_at="saturday")))
    assert [place.id for place in turn.note.places] == ["hall_north_weekend", "hall_south_unknown"]
    assert "土曜は 10:00〜16:00" in on_card(turn.answer.cards[0])
    assert "土曜に開いている所を、先に" in words(turn.answer)


def test_asked_for_a_day_when_none_is_open_it_says_so_and_shows_them_all_the_same():
    weekday = place("one", hours="Mo-Fr 09:00-12:00"), place("two", hours="Mo-Fr 09:00-12:00")
    answer = write(knows(HALLS, *weekday, said=found("halls", area=NORTH, open_at="sunday"))).answer
    assert "ありませんでした" in words(answer) and answer.cards[0].place_id == "one"


@pytest.mark.parametrize(
    "asked, now, expected",
    [
        ("now", DAY, True),
        ("now", NIGHT, False),
        ("today", NIGHT, True),
        ("tomorrow", DAY, True),
        ("saturday", DAY, False),
        ("weekend", DAY, False),
        ("holiday", DAY, False),
        ("evening", DAY, False),
        ("someday", DAY, False),
        ("today", datetime(2026, 11, 25, 16, 0, tzinfo=CITY_TIME), False),
    ],
)
def test_the_time_she_asks_for(asked, now, expected):
    assert open_when_asked("Mo-Fr 09:00-15:00; PH off", asked, now) is expected
    assert open_when_asked("", asked, now) is (False if asked == "someday" else None)


def test_more_shows_what_is_left():
    first = write(knows(HALLS, *halls(), said=found("halls", area=NORTH)))
    turn = tap(knows(HALLS, *halls()), first.state, do="more_places", program="halls")
    assert [place.id for place in turn.note.places] == ["hall_south", "hall_south_unknown"]
    last = tap(knows(HALLS, *halls()), turn.state, do="more_places", program="halls")
    assert "これで全部" in words(last.answer) and last.answer.choices


def test_ten_places_are_the_most():
    many = [place(f"p{n:02}", lat=33.55 + n / 1000) for n in range(15)]
    first = write(knows(HALLS, *many, said=found("halls", area=NORTH)))
    turn = tap(knows(HALLS, *many), first.state, do="more_places", program="halls")
    assert len(turn.note.places) == 8
    assert tap(knows(HALLS, *many), turn.state, do="more_places", program="halls").note.places == ()


def test_where_most_are_unknown_it_never_says_nearest_but_how_many_there_are():
    coverage = Coverage("hall", 4, 105, None, "welfare", "ほかにも約100か所あります。")
    records = (HALLS, *halls(), coverage, department("welfare", phone("088-9")))
    answer = tap(knows(*records), remembered("halls", area="北町"), do="places").answer
    assert "分かっている所だけ" in words(answer) and "ほかにも約100か所" in words(answer)
    assert "088-9" in values(answer, "call")


def test_how_many_exist_may_itself_be_unknown():
    coverage = Coverage("halls", 4, None, None, "", "一覧はまだありません。")
    answer = tap(
        knows(HALLS, *halls(), coverage), remembered("halls", area="北町"), do="places"
    ).answer
    assert "一覧はまだありません。" in words(answer) and "088-822-8111" in values(answer, "call")


def test_a_place_without_number_and_address_leads_to_whom_to_ask():
    bare = place("bare", contacts=(), address="", source=DOUBTFUL)
    card = write(knows(HALLS, bare, place("b"), said=found("halls", area=NORTH))).answer.cards[0]
    assert card.button and card.button.value == "do=phone&program=halls"
    assert "確かめられていない" in on_card(card)


# Her position


def test_a_position_gives_the_places_asked_for_and_is_not_kept():
    knowledge, state = knows(HALLS, *halls()), remembered("halls")
    turn = respond(Event("location", lat=33.5001, lon=133.5301), state, knowledge, DAY)
    assert turn.note.places[0].id == "hall_south"
    assert turn.state.area == "南町"
    assert "33.5" not in str(turn.state.to_dict())
    assert "今いる所から近い順です。" in words(turn.answer)


def test_a_position_without_a_question_offers_kinds_of_places():
    turn = respond(Event("location", lat=33.55, lon=133.53), State(), knows(HALLS, *halls()), DAY)
    assert values(turn.answer, "send")[0] == "do=program&program=halls"
    after = tap(knows(HALLS, *halls()), turn.state, do="program", program="halls")
    assert after.note.places[0].id == "hall_north"


def test_a_message_may_carry_a_position():
    event = Event("text", text="x", lat=33.5, lon=133.53)
    turn = respond(event, State(), knows(HALLS, *halls(), said=found("halls")), DAY)
    assert turn.note.places[0].id == "hall_south"


@pytest.mark.parametrize("lat, lon", [(35.68, 139.76), (0.0, 0.0), (-90.0, 180.0)])
def test_a_position_outside_the_city_is_said_kindly(lat, lon):
    turn = respond(
        Event("location", lat=lat, lon=lon), remembered("halls"), knows(HALLS, *halls()), DAY
    )
    assert "高知市の外" in words(turn.answer) and turn.state.area == ""


def test_a_location_event_without_a_position_is_not_an_error():
    assert respond(Event("location"), State(), knows(), DAY).answer.texts


def test_asking_where_offers_districts_with_places_first():
    only_south = [place(f"s{n}", town="南町", lat=33.5) for n in range(2)]
    answer = tap(knows(HALLS, *only_south), remembered("halls"), do="places").answer
    assert [action.label for action in answer.choices] == ["近くをさがす", "南", "北"]


def test_a_district_that_is_tapped_gives_its_places():
    turn = tap(knows(HALLS, *halls()), remembered("halls"), do="area", area="南")
    assert turn.note.places[0].id == "hall_south" and turn.state.area == "南"


def test_an_area_without_a_position_still_lists_the_places():
    vague = (*AREAS, Area("奥地", "おくち", "district", None, None))
    turn = tap(knows(HALLS, *halls(), areas=vague), remembered("halls"), do="area", area="奥地")
    assert turn.answer.choices and turn.answer.texts


def test_distance_and_nearest_town():
    assert 5_500 < distance_m((33.55, 133.53), (33.50, 133.53)) < 5_600
    assert nearest_town(AREAS, (33.54, 133.53)) == NORTH
    assert nearest_town((), (33.54, 133.53)) is None
