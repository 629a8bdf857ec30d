"""Who wrote, without knowing who: a keyed hash in place of every channel's user id."""

import hashlib
import hmac

BETWEEN = "/"


class Pseudonyms:
    """Make pseudonyms with `key`; another key makes other ones."""

    def __init__(self, key: str) -> None:
        self._key = key.encode()

    def of(self, user_id: str, group_id: str = "") -> str:
        """The person's hash; in a group followed by the group's, so that what was said in private
        is not taken up among others, and "forget me" still reaches both."""
        return BETWEEN.join(self._hash(part) for part in (user_id, group_id) if part)

    def _hash(self, text: str) -> str:
        return hmac.new(self._key, text.encode(), hashlib.sha256).hexdigest()[:32]


def everywhere(user: str) -> tuple[str, str, str]:
    """(hash, low, high): the person is `hash`, and in groups the names from low up to high."""
    person = user.split(BETWEEN)[0]
    return person, person + BETWEEN, person + chr(ord(BETWEEN) + 1)
