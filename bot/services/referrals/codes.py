"""Codes and addresses of cards. Both are made of one secret, and neither is stored."""

import secrets
from typing import NamedTuple

from ...core.referral import ALPHABET, LENGTH
from ...store.pseudonyms import Pseudonyms

SECRET_BYTES = 24  # 192 bits in the worker's address


class Key(NamedTuple):
    """What opens a card: the worker's `secret`, the family's `code`."""

    secret: str
    code: str


def new_key(hashes: Pseudonyms) -> Key:
    """A key for a new card."""
    return key_of(secrets.token_urlsafe(SECRET_BYTES), hashes)


def key_of(secret: str, hashes: Pseudonyms) -> Key:
    """The code follows from the secret, so that the worker's page can print it again although
    nobody keeps it. 32 bits: guesses are counted, see meeting."""
    digits = hashes.of(f"code of a referral {secret}")[:LENGTH]
    return Key(secret, "".join(ALPHABET[int(digit, 16)] for digit in digits))


def secret_hash(secret: str, hashes: Pseudonyms) -> str:
    return hashes.of(f"secret of a referral {secret}")


def code_hash(code: str, hashes: Pseudonyms) -> str:
    return hashes.of(f"hash of a referral's code {code}")
