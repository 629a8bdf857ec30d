"""The family's side: the code, the cards, the question, and what is kept of it."""

import sqlite3
from datetime import datetime

import pytest

from bot.core.events import Event
from bot.core.hours import CITY_TIME
from bot.core.referral import ALPHABET, shown
from bot.services.referrals.meeting import PER_NETWORK, PER_PERSON, TOGETHER
from bot.store import referrals as table

from ..core import build
from ..talking import rows
from .family import DAY, MOTHER

HOUR = 3600.0
FATHER, STRANGER = "b" * 32, "c" * 32
WRONG = "F" * 8


def titles(text):
    return [word for word in ("careの会", "hallsの会", "hall_south", "hall_north") if word in text]


def test_the_code_shows_exactly_the_cards_of_the_office(family, hand_over):
    said = family.say(shown(hand_over("p:care", "s:hall_south").code))
    assert "ひろばの会からの紹介" in said and "見えるのは" in said
    assert titles(said) == ["careの会", "hall_south"]
    assert family.labels[:2] == ["知らせない", "つながったか答える"]


@pytest.mark.parametrize("dress", [str.lower, "紹介カード {}".format, " {} ".format])
def test_the_code_opens_however_it_is_typed(family, hand_over, dress):
    assert "ひろばの会" in family.say(dress(hand_over().code))


def test_the_conversation_goes_on_about_what_was_shown(family, hand_over):
    family.say(hand_over("p:care").code)
    assert "careの会" in family.post("do=phone&program=care")


def test_the_nearest_comes_first_when_a_town_is_known(family, hand_over):
    code = hand_over("s:hall_south", "s:hall_north").code
    family.post("do=area&area=北町")
    said = family.say(code)
    assert said.index("hall_north") < said.index("hall_south")


def test_the_note_is_in_the_familys_language_with_japanese_beside(family, hand_over):
    key = hand_over("p:care", phrases=("alone",), note="先週話した所です", language="en")
    said = family.say(key.code)
    assert "You can go alone.\nおひとりで大丈夫です。\n先週話した所です" in said


def test_a_wrong_code_is_answered_like_any_unknown_text(family):
    said, buttons = family.say(WRONG), family.labels
    assert (said, buttons) == (family.say("ぴよぴよぷう"), family.labels)


def test_a_wrong_code_is_not_kept_for_anybody_to_read(family, store):
    family.say(WRONG)
    assert WRONG not in str(rows(store, "questions") + rows(store, "state"))


@pytest.mark.parametrize("passes", [90 * DAY, 100 * DAY])
def test_after_ninety_days_comes_the_normal_greeting(family, hand_over, clock, store, passes):
    code = hand_over().code
    clock.now += passes
    store.database.write(lambda c: table.purge(c, clock.now))
    said = family.say(code)
    assert said == family.does(Event("follow"))
    assert rows(store, "referral_links") == []


def test_on_the_last_day_it_still_opens(family, hand_over, clock, store):
    code = hand_over().code
    clock.now += 90 * DAY - 1
    store.database.write(lambda c: table.purge(c, clock.now))
    assert "ひろばの会" in family.say(code)


def test_a_card_taken_back_leads_to_the_normal_greeting(family, hand_over, referrals, store):
    key = hand_over("p:care", note="先週話した所です")
    family.say(key.code)
    assert referrals.revoke(key.secret)
    assert family.say(key.code) == family.does(Event("follow"))
    assert "先週" not in str(rows(store, "referrals")) and rows(store, "referral_links") == []


def test_a_card_whose_records_are_gone_leads_to_the_normal_greeting(family, hand_over, city):
    code = hand_over("p:care").code
    city.change(programs={})
    assert "紹介" not in family.say(code)


def guesses(number):
    digits = [[ALPHABET[(n >> (4 * k)) % 16] for k in range(8)] for n in range(1, number + 1)]
    return ["".join(letters) for letters in digits]


def test_a_person_who_guesses_is_stopped_for_the_hour(family, hand_over, clock):
    code = hand_over().code
    for guess in guesses(PER_PERSON):
        family.say(guess)
    assert "ひろばの会" not in family.say(code)
    assert "ひろばの会" in family.say(code, FATHER)
    clock.now += HOUR
    assert "ひろばの会" in family.say(code)


def test_a_network_that_guesses_with_many_names_is_stopped(family, hand_over):
    code = hand_over().code
    for n, guess in enumerate(guesses(PER_NETWORK)):
        family.say(guess, f"{n:032x}", client="a-network")
    assert "ひろばの会" not in family.say(code, FATHER, client="a-network")
    assert "ひろばの会" in family.say(code, FATHER, client="another-network")


def test_all_guesses_together_have_a_limit(family, hand_over, store, clock):
    code, hour = hand_over().code, int(clock.now // HOUR)
    store.database.write(
        lambda c: c.execute("INSERT INTO referral_guesses VALUES ('', ?, ?)", (hour, TOGETHER))
    )
    assert "ひろばの会" not in family.say(code)


def test_right_codes_are_no_guesses(family, hand_over, store):
    code = hand_over().code
    for n in range(PER_NETWORK + 1):
        assert "ひろばの会" in family.say(code, f"{n:032x}", client="a-ward")
    assert rows(store, "referral_guesses") == []


def test_neither_code_nor_secret_nor_time_stands_in_the_database(family, hand_over, store, clock):
    clock.now += 754.5
    key = hand_over()
    family.say(key.code)
    kept = str(rows(store, "referrals") + rows(store, "referral_links"))
    assert key.code not in kept and key.secret not in kept
    (link,) = rows(store, "referral_links")
    assert link[3] % HOUR == 0


def test_she_is_asked_when_she_writes_some_hours_later(family, hand_over, clock):
    family.say(hand_over().code)
    assert "つながりましたか" not in family.say("産後ケア")
    clock.now += 7 * HOUR
    said = family.say("産後ケア")
    assert "ひろばの会から紹介のあった「careの会」は、つながりましたか" in said
    assert family.labels[:3] == ["はい", "まだ", "いいえ"]
    assert "つながりましたか" not in family.say("産後ケア")


def test_nobody_in_danger_is_asked(family, hand_over, clock):
    family.say(hand_over().code)
    clock.now += DAY
    assert "つながりましたか" not in family.say("消えたい")
    assert "つながりましたか" in family.say("産後ケア")


def test_she_is_asked_three_times_and_never_again(family, hand_over, clock):
    family.say(hand_over().code)
    asked = []
    for _ in range(12):
        clock.now += 4 * DAY
        asked.append("つながりましたか" in family.say("産後ケア"))
    assert asked == [True] * 3 + [False] * 9


def came(referrals, key):
    shown_card = referrals.shown(key.secret)
    return tuple(shown_card.came)


def test_yes_is_seen_by_the_worker_and_ends_the_questions(family, hand_over, referrals, clock):
    key = hand_over()
    assert came(referrals, key) == (0, 0, 0)
    family.say(key.code)
    assert came(referrals, key) == (1, 0, 0)
    family.tap("つながったか答える")
    assert "よかったです" in family.tap("はい")
    assert came(referrals, key) == (1, 1, 0)
    clock.now += 30 * DAY
    assert "つながりましたか" not in family.say("産後ケア")


def test_not_yet_shows_the_cards_again_and_asks_days_later(family, hand_over, referrals, clock):
    key = hand_over()
    family.say(key.code)
    family.tap("つながったか答える")
    assert "careの会" in family.tap("まだ")
    assert came(referrals, key) == (1, 0, 0)
    clock.now += 4 * DAY
    assert "つながりましたか" in family.say("産後ケア")


def test_no_leads_to_what_is_beside_and_to_people(family, hand_over, city, referrals):
    beside = {p.id: p for p in (build.program("care"), build.program("rest"), build.HALLS)}
    hidden = build.program("violence")
    city.change(programs={**beside, "violence": hidden}, lexicon=city.current().lexicon)
    key = hand_over("p:care")
    family.say(key.code)
    family.tap("つながったか答える")
    said = family.tap("いいえ")
    assert "あなたのせいではありません" in said and "restの会" in said and "088-822-8111" in said
    assert "careの会" not in said and "violence" not in said
    assert came(referrals, key) == (1, 0, 1)


def test_of_several_she_says_which_one_it_was(family, hand_over, store):
    family.say(hand_over("p:care", "s:hall_south").code)
    family.tap("つながったか答える")
    family.tap("いいえ")
    assert family.labels == ["careの会", "hall_south", "ぜんぶ"]
    family.tap("hall_south")
    assert [row[2] for row in rows(store, "referral_missed")] == ["s:hall_south"]


def test_a_changed_mind_counts_once(family, hand_over, referrals):
    key = hand_over()
    family.say(key.code)
    for answer in ("refer_no", "refer_yes", "refer_yes"):
        family.post(f"do={answer}&card=1")
    assert came(referrals, key) == (1, 1, 0)
    assert referrals.marks(least=1) == []


def test_who_refuses_leaves_no_trace_for_the_worker(family, hand_over, referrals, clock):
    key = hand_over()
    family.say(key.code)
    family.post("do=refer_no&card=1")
    assert "何も知らせません" in family.post("do=refer_hide&card=1")
    assert came(referrals, key) == (0, 0, 0) and referrals.marks(least=1) == []
    family.post("do=refer_yes&card=1")
    clock.now += DAY
    assert "知らせない" not in (family.say(key.code), *family.labels)
    assert "つながりましたか" not in family.say("産後ケア")
    assert came(referrals, key) == (0, 0, 0)


def test_a_record_is_marked_when_three_cards_say_no(family, hand_over, referrals):
    for n in range(3):
        key = hand_over("p:care", "s:hall_south")
        family.say(key.code)
        family.post(f"do=refer_missed&card={n + 1}&item=p:care")
    assert [(m.table, m.key, m.cards) for m in referrals.marks()] == [("programs", "care", 3)]


def test_one_card_in_many_hands_marks_nothing(family, hand_over, referrals):
    code = hand_over("p:care").code
    for n in range(6):
        family.say(code, f"{n:032x}")
        family.post("do=refer_missed&card=1&item=p:care", f"{n:032x}")
    assert referrals.marks() == []


@pytest.mark.parametrize(
    "data",
    [
        "do=refer_yes&card=1", "do=refer_hide&card=1", "do=refer_no&card=1", "do=refer_ask&card=1",
        "do=refer_missed&card=1&item=all", "do=refer_yes&card=", "do=refer_yes&card=-1",
        "do=refer_yes&card=99999999999999999999", "do=refer_yes&card=x", "do=refer_yes&card=１",
    ],
)  # fmt: skip
def test_a_stranger_can_answer_for_nobody(family, hand_over, referrals, data):
    key = hand_over()
    family.say(key.code)
    said = family.post(data, STRANGER)
    assert "ひろばの会" not in said
    assert came(referrals, key) == (1, 0, 0)


def test_forget_me_deletes_that_she_opened_it(family, hand_over, referrals, store):
    key = hand_over()
    family.say(key.code)
    family.post("do=refer_missed&card=1&item=p:care")
    assert family.forget()["referrals"] == 1
    assert rows(store, "referral_links") == rows(store, "referral_missed") == []
    assert came(referrals, key) == (0, 0, 0)


def test_the_word_in_line_deletes_it_too_and_says_so(family, hand_over, store):
    family.say(hand_over().code)
    assert "紹介カードを開いた記録" in family.say("消して")
    assert rows(store, "referral_links") == []


def test_unsend_takes_the_opening_back(family, hand_over, store):
    family.say(hand_over().code, message_id="m1")
    family.say(hand_over("p:halls").code, message_id="m2")
    family.does(Event("unsend", message_id="m1"))
    assert [row[1] for row in rows(store, "referral_links")] == [2]


def test_among_several_people_it_is_linked_to_nobody(family, hand_over, store):
    code = hand_over().code
    assert family.say(code, f"{MOTHER}/{STRANGER}", group=True) == ""
    said = family.say(code, f"{MOTHER}/{STRANGER}", group=True, called=True)
    assert "ひろばの会" in said and "知らせない" not in family.labels
    assert rows(store, "referral_links") == []


def test_totals_stay_silent_below_five(family, hand_over, referrals, clock):
    month = f"{datetime.fromtimestamp(clock.now, CITY_TIME):%Y-%m}"
    code = hand_over().code
    for n in range(4):
        family.say(code, f"{n:032x}")
    assert referrals.totals(month, month) == []
    family.say(code, MOTHER)
    family.say(code, MOTHER)
    (total,) = referrals.totals(month, month)
    assert (total.opened, total.made, total.yes, total.no) == (5, None, None, None)
    family.post("do=refer_hide&card=1")
    assert referrals.totals(month, month) == []


def test_everything_of_a_card_is_gone_in_time(family, hand_over, store, clock):
    family.say(hand_over("p:care", note="先週話した所です").code)
    family.say(WRONG)
    clock.now += 90 * DAY
    store.database.write(lambda c: table.purge(c, clock.now))
    assert "先週" not in str(rows(store, "referrals")) and "care" not in str(
        rows(store, "referrals")
    )
    assert rows(store, "referral_guesses") == []
    clock.now += 90 * DAY
    store.database.write(lambda c: table.purge(c, clock.now))
    assert rows(store, "referrals") == []


def test_two_cards_never_share_a_code(hand_over, store):
    key = hand_over()
    taken = rows(store, "referrals")[0][2]
    card = table.Card(0, "", "", (), (), "", "", 0.0, False)
    assert not store.database.write(lambda c: table.add(c, card, "another secret", taken))
    with pytest.raises(sqlite3.IntegrityError):
        store.database.write(lambda c: c.execute("UPDATE referrals SET code_hash = NULL"))
    assert key.code
