"""Whom a programme card says to reach, and when: by day, at night, without hours of its own."""

from dataclasses import replace

import pytest

from bot.core.catalog import Contact

from ..build import (
    DAY,
    DOUBTFUL,
    NIGHT,
    department,
    found,
    knows,
    phone,
    place,
    program,
)
from .talking import on_card, tap, values, words, write


def test_by_day_the_office_is_called_with_one_tap():
    card = write(knows(program(), said=found("care"))).answer.cards[0]
    assert card.button and (card.button.kind, card.button.value) == ("call", "088-800-0001")
    assert "電話：今 受付中（17:15まで）" in on_card(card)


def test_at_night_the_card_says_from_when_and_does_not_lead_to_a_closed_office():
    answer = write(knows(program(), said=found("care")), now=NIGHT).answer
    assert answer.cards[0].button and answer.cards[0].button.value == "do=detail&program=care"
    assert "朝8:30から受付" in on_card(answer.cards[0])
    listens, then = answer.closing[0].split("\n")
    assert "0120-000-001" in listens and "朝8:30から" in then


def test_at_night_a_way_to_write_is_the_button_and_the_phone_follows_from_when():
    line = Contact("line", "https://line.me/R/ti/p/x")
    both = program(contacts=(phone(), line))
    card = write(knows(both, said=found("care")), now=NIGHT).answer.cards[0]
    assert card.button and (card.button.kind, card.button.value) == ("open", line.value)
    assert on_card(card).index("LINE") < on_card(card).index("朝8:30から")


def test_at_night_what_works_now_goes_before_what_is_about_as_right():
    awake = program("awake", contacts=(phone(hours="24/7"),))
    knowledge = knows(program(), awake, said=found("care", "awake"))
    turn = write(knowledge, now=NIGHT)
    assert [card.program_id for card in turn.answer.cards] == ["awake", "care"]
    assert turn.note.program_ids == ("care", "awake")
    assert [card.program_id for card in write(knowledge).answer.cards] == ["care", "awake"]


@pytest.mark.parametrize("now, kind", [(DAY, "call"), (NIGHT, "send")])
def test_unknown_hours_are_said_and_called_only_by_day(now, kind):
    card = write(
        knows(program(contacts=(phone(hours=""),)), said=found("care")), now=now
    ).answer.cards[0]
    assert "時間は未確認" in on_card(card)
    assert card.button and card.button.kind == kind


@pytest.mark.parametrize(
    "hours, told",
    [
        ("24/7", "24時間つながります"),
        ("Mo-Su 09:00-24:00", "24:00まで"),
        ("Mo-Su 12:00-01:00", "夜中の1:00まで"),
        ("Mo-Su 12:00-11:00", "明日 11:00まで"),
        ("Mo-Fr 18:00-20:00", "今日 18:00から"),
        ("Th 09:00-12:00", "明日 9:00から"),
        ("Sa 09:00-12:00", "土曜 9:00から"),
        ("Dec 04 09:00-12:00", "12月4日（金） 9:00から"),
        ('Mo-Fr 09:00-17:00 unknown "要確認"', "今つながるかは未確認（要確認）"),
        ('Mo-Fr 09:00-17:00 "2019年の時間"', "今 受付中（17:00まで）・2019年の時間"),
        ("2020 Jan 01 09:00-12:00", "今は受付の時間外"),
        ("nonsense", "時間は未確認"),
    ],
)
def test_every_kind_of_hours_is_said_plainly(hours, told):
    answer = write(knows(program(contacts=(phone(hours=hours),)), said=found("care"))).answer
    assert told in words(answer)


def test_without_a_number_of_its_own_the_office_in_charge_stands_there():
    bare = program(contacts=(), contact_department="mothers")
    card = write(
        knows(bare, department("mothers", phone("088-9")), said=found("care"))
    ).answer.cards[0]
    assert "電話（mothers課）" in on_card(card)
    assert card.button and card.button.label == "088-9 に電話"


def test_without_any_office_the_city_is_called_with_the_name_to_ask_for():
    bare = program(contacts=(), contact_department="mothers")
    answer = tap(knows(bare, department("mothers")), do="detail", program="care").answer
    assert "電話では「mothers課」と伝えてみてください" in words(answer)
    assert "088-822-8111" in values(answer, "call")


def test_the_office_for_the_kind_is_labelled_so():
    answer = tap(
        knows(program(contacts=()), department("mothers", phone("088-9"))),
        do="detail",
        program="care",
    ).answer
    assert "近い担当です" in words(answer)


@pytest.mark.parametrize(
    "shaky",
    [
        program(contacts=(phone(level="unconfirmed"),)),
        program(source=replace(DOUBTFUL, level="official", expires=DAY.date().replace(day=1))),
    ],
)
def test_an_unconfirmed_or_expired_number_has_a_firm_one_beside_it(shaky):
    answer = tap(knows(shaky), do="detail", program="care").answer
    assert values(answer, "call")[:2] == ["088-800-0001", "088-822-8111"]
    assert "確かめられていません" in words(answer)


def test_of_two_numbers_the_button_takes_the_one_that_every_phone_dials():
    both = program(contacts=(phone("#8000", "24/7"), phone("088-873-3090", "24/7")))
    card = write(knows(both, said=found("care"))).answer.cards[0]
    assert card.button and card.button.value == "088-873-3090"


def test_the_label_of_a_number_says_whose_it_is():
    labelled = program(contacts=(phone(label="母子課"), phone("088-800-0002", label="母子課")))
    answer = tap(knows(labelled), do="phone", program="care").answer
    assert words(answer).count("母子課（直通の電話）") == 1
    assert values(answer, "call") == ["088-800-0001", "088-800-0002"]


def test_a_switchboard_on_the_face_says_whom_to_ask_for():
    bare = program(contacts=(), category="新しい分野")
    card = write(knows(bare, said=found("care"))).answer.cards[0]
    assert "電話では「careの会のことで」と伝えてみてください" in on_card(card)


def test_a_weary_message_gets_one_quiet_line_below():
    answer = write(knows(program(), said=found("care", weary=True))).answer
    assert len(answer.closing) == 1 and "0120-000-001" in answer.closing[0]


@pytest.mark.parametrize(
    "others, told",
    [(["24/7"], "24時間"), (["24/7", "Mo-Fr 09:00-12:00"], "未確認"), ([], "未確認")],
)
def test_a_number_without_hours_has_those_of_the_places_with_it(others, told):
    places = [place(f"place{n}", contacts=(phone(hours=hours),)) for n, hours in enumerate(others)]
    bare = program(contacts=(phone(hours=""),))
    answer = write(knows(bare, *places, said=found("care"))).answer
    assert told in on_card(answer.cards[0])


@pytest.mark.parametrize(
    "hours, told", [("24/7", "土曜は 24時間"), ("Sa 09:00-24:00", "土曜は 9:00〜24:00")]
)
def test_a_whole_day_is_said_as_one(hours, told):
    known = knows(program(contacts=(phone(hours=hours),)), said=found("care", open_at="saturday"))
    assert told in on_card(write(known).answer.cards[0])


def test_at_night_who_is_weary_finds_first_who_listens_now():
    answer = write(knows(program(), said=found("care", weary=True)), now=NIGHT).answer
    assert answer.cards[0].title == "listenの電話" and answer.cards[1].program_id == "care"
    assert "0120-000-001" in answer.closing[0] and "朝8:30から" in answer.closing[1]


def test_at_night_what_is_open_stays_first_also_for_the_weary():
    awake = program("awake", contacts=(phone(hours="24/7"),))
    answer = write(knows(awake, said=found("awake", weary=True)), now=NIGHT).answer
    assert [card.program_id for card in answer.cards] == ["awake"]
