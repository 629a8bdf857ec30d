"""Passwords: which are taken, and how they are kept."""

import unicodedata
from collections.abc import Iterable
from functools import cached_property

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from .errors import AccountError

SHORTEST, RECOMMENDED, LONGEST = 10, 15, 500  # characters
JUDGED = 72  # characters that are looked at for being guessable: it takes longer than linear
LEAST_SCORE = 3  # of zxcvbn's 0 to 4: 10^8 guesses and more
LEAST_BESIDES = 6  # characters besides the account's own names

# 32 MiB for each login that is being judged; parents are answered by the same process.
HASHER = PasswordHasher(time_cost=3, memory_cost=32 * 1024, parallelism=1)


class Passwords:
    """Hash and check passwords with argon2id."""

    def __init__(self, hasher: PasswordHasher = HASHER) -> None:
        self._hasher = hasher

    def hash(self, password: str, about: Iterable[str]) -> str:
        """Hash a new password. `about`: names that it may not be made of. Raises AccountError."""
        same = _same_letters(password)
        if len(same) < SHORTEST:
            raise AccountError("password_short", "password")
        if max(len(same), len(password)) > LONGEST:
            raise AccountError("password_long", "password")
        names = [name.lower() for name in about if name]
        if _score(same, names) < LEAST_SCORE or _besides(same, names) < LEAST_BESIDES:
            raise AccountError("password_common", "password")
        return self._hasher.hash(_bytes(password))

    def fits(self, kept: str, password: str) -> bool:
        """True when `kept` is the hash of `password`; as much work when `kept` is ""."""
        try:
            self._hasher.verify(kept or self._nobody, _bytes(password[: LONGEST + 1]))
        except (VerificationError, InvalidHashError):
            return False
        return bool(kept)

    def renewed(self, kept: str, password: str) -> str:
        """The hash by the parameters of today, "" when `kept` is by them."""
        if not self._hasher.check_needs_rehash(kept):
            return ""
        return self._hasher.hash(_bytes(password))

    @cached_property
    def _nobody(self) -> str:
        return self._hasher.hash("")


def _same_letters(password: str) -> str:
    """Full-width letters and half-width ones are one password, whatever the keyboard was set to."""
    return unicodedata.normalize("NFKC", password)


def _bytes(password: str) -> bytes:
    return _same_letters(password).encode("utf-8", "surrogatepass")


def _besides(password: str, names: list[str]) -> int:
    """How many characters are left without the names: a name said twice counts for nothing."""
    rest = password.lower()
    for name in names:
        rest = rest.replace(name, "")
    return len(rest)


def _score(password: str, names: list[str]) -> int:
    # Its word lists take a moment to load, and only a new password needs them.
    from zxcvbn import zxcvbn

    return zxcvbn(password[:JUDGED], user_inputs=names)["score"]
