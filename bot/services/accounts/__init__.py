"""Who works on the knowledge: accounts, entering, second factors."""

from .accounts import Accounts
from .door import Door, Entry
from .errors import AccountError
from .factors import Factors
from .links import PasswordLinks
from .passwords import Passwords

__all__ = [
    "AccountError",
    "Accounts",
    "Door",
    "Entry",
    "Factors",
    "PasswordLinks",
    "Passwords",
]
