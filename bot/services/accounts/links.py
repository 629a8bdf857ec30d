"""Signed links with which a member of staff sets her password, once."""

from itsdangerous import BadSignature, URLSafeTimedSerializer

LIFE = 3 * 24 * 3600  # seconds


class PasswordLinks:
    """Sign with `secret_key`: another key, and the links of before lead nowhere."""

    def __init__(self, secret_key: str, life: int = LIFE) -> None:
        self._signer = URLSafeTimedSerializer(secret_key, salt="set-password")
        self._life = life

    def make(self, account_id: int, number: int) -> str:
        """The part of the address that says whose link it is, and the how manieth."""
        return str(self._signer.dumps([account_id, number]))

    def read(self, token: str) -> tuple[int, int] | None:
        """(account id, number) of a link that is whole and not too old."""
        try:
            account_id, number = self._signer.loads(token, max_age=self._life)
        except (BadSignature, ValueError, TypeError):
            return None
        return account_id, number
