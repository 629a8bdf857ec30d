"""The second factor: codes of an app, and recovery codes for the day the phone is gone."""

import hashlib
import secrets

import pyotp

STEP = 30  # seconds
DRIFT = 1  # steps that a clock may be off
CODES = 10
# Letters that are not taken for one another when read from paper.
ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"


def new_secret() -> str:
    """A secret for an app, 160 bits in base 32."""
    return pyotp.random_base32()


def address(secret: str, name: str, issuer: str) -> str:
    """What the app reads from the QR code."""
    return pyotp.TOTP(secret).provisioning_uri(name=name, issuer_name=issuer)


def step_of(secret: str, code: str, now: float) -> int | None:
    """The step whose code this is, None for a wrong one. `code`: as typed."""
    digits = "".join(letter for letter in code if letter.isdecimal())
    here = int(now) // STEP
    for step in range(here - DRIFT, here + DRIFT + 1):
        if secrets.compare_digest(pyotp.TOTP(secret).at(step * STEP), _ascii(digits)):
            return step
    return None


def new_codes() -> list[str]:
    """Recovery codes to show once, such as abcd-efgh-jkmn: 59 bits each."""
    return ["-".join(_letters(4) for _ in range(3)) for _ in range(CODES)]


def code_hash(code: str) -> str:
    """What is kept of a recovery code, however it was typed. It is long enough to need no salt."""
    letters = "".join(letter for letter in code.lower() if letter.isalnum())
    return hashlib.sha256(letters.encode()).hexdigest()


def _letters(number: int) -> str:
    return "".join(secrets.choice(ALPHABET) for _ in range(number))


def _ascii(digits: str) -> str:
    return "".join(str(int(digit)) for digit in digits[:8])
