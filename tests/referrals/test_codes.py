"""A code is recognised however it is typed, and nothing else is taken for one."""

import pytest

from bot.core.referral import ALPHABET, LENGTH, read_code, shown
from bot.services.referrals.codes import key_of, new_key
from bot.store.pseudonyms import Pseudonyms

SENTENCES = ["紹介カード {code}"]
HASHES = Pseudonyms("a-user-hash-key-of-a-test")


@pytest.mark.parametrize(
    "text",
    [
        "FK23MR45", "fk23mr45", "FK23-MR45", " fk23 mr45 ",
        "ＦＫ２３ＭＲ４５", "ｆｋ２３－ｍｒ４５",
        "FK23ーMR45", "f k 2 3 m r 4 5", "FK23‐MR45。", "紹介カード FK23-MR45",
        "紹介カードfk23mr45",
        "紹介カード　ＦＫ２３　ＭＲ４５",
    ],
)  # fmt: skip
def test_a_code_is_read_however_it_is_typed(text):
    assert read_code(text, SENTENCES) == "FK23MR45"


@pytest.mark.parametrize(
    "text",
    [
        "", "FK23MR4", "FK23MR455", "FK23MR4O", "FK23MR41", "コードは FK23MR45 です", "紹介カード",
        "夜泣き", "08882300", "FK23MR45" * 20, "FK23MR45\nFK23MR45", "🍼" * 8, "紹介 FK23MR45",
    ],
)  # fmt: skip
def test_nothing_else_is_taken_for_a_code(text):
    assert read_code(text, SENTENCES) == ""


def test_the_alphabet_has_no_letters_that_look_or_sound_alike():
    assert len(set(ALPHABET)) == len(ALPHABET) == 16
    assert not set(ALPHABET) & set("0O1ILB8ZSGUVAEIOCPDJNHQ") - {"8"}


def test_a_code_follows_from_the_secret_and_the_key_alone():
    key = new_key(HASHES)
    assert key_of(key.secret, HASHES) == key
    assert key_of(key.secret, Pseudonyms("another-key-of-a-test")).code != key.code
    assert len(key.code) == LENGTH and set(key.code) <= set(ALPHABET)
    assert read_code(shown(key.code)) == key.code


def test_an_address_has_at_least_128_random_bits():
    made = {new_key(HASHES).secret for _ in range(50)}
    assert len(made) == 50 and all(len(secret) * 6 >= 128 for secret in made)
