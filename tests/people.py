"""Who is in the tests: a parent, members of staff, a stranger."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from bot.app import create_app
from bot.core.account import Account
from bot.services.accounts import Accounts, Passwords
from bot.settings import Settings
from bot.store.store import Store

PARENT = "0123456789abcdef" * 2  # the id of her browser chat


class Person(NamedTuple):
    """A member of staff, with the password that she types."""

    account: Account
    password: str

    @property
    def name(self) -> str:
        return self.account.name


HAMADA = Person(
    Account(0, "hamada", "母子保健課 浜田", "editor", ("dp-boshi",)), "yuzu to katsuo to asa 7"
)
OKABE = Person(Account(0, "okabe", "保育課 岡部", "editor", ("dp-hoiku",)), "momoiro no kasa to 31")
NISHI = Person(Account(0, "nishi", "こども政策課 西", "approver"), "toriaezu ocha wo nomu 5")
KANRI = Person(Account(0, "kanri", "こども政策課 管理", "administrator"), "shizuka na densha de 88")
STAFF = (HAMADA, OKABE, NISHI, KANRI)
STRANGER = Person(Account(0, "yamada", "", "editor"), "watashi wa dare desu ka 9")


@contextmanager
def running(settings: Settings) -> Iterator[Flask]:
    """The application, and its end."""
    app = create_app(settings)
    with app.extensions["closing"]:
        yield app


@contextmanager
def second_process(app_settings: Settings) -> Iterator[Store]:
    """The same database, opened once more as another process does."""
    store = Store(app_settings.database_url, app_settings.user_hash_key)
    yield store
    store.close()


def settle(store: Store, *people: Person) -> dict[str, Account]:
    """Make the accounts of `people`; give them by name."""
    accounts = Accounts(store, Passwords(), lambda: {"dp-boshi", "dp-hoiku"})
    made = (accounts.add("(test)", one.account, one.password) for one in people or STAFF)
    return {account.name: account for account in made}


def staff_settings(folder: Path, **environ: str) -> Settings:
    """Settings of a bot whose data lie in `folder`."""
    return Settings.load({"DATABASE_URL": str(folder / "bot.sqlite"), **environ})


class Visitor:
    """A browser without a screen: keeps cookies and sends the token of its forms along."""

    def __init__(self, app: Flask, address: str = "192.0.2.1") -> None:
        self.client: FlaskClient = app.test_client()
        self._from = {"REMOTE_ADDR": address}

    def get(self, path: str) -> TestResponse:
        return self.client.get(path, environ_base=self._from)

    def post(self, path: str, form: str = "/staff/login", **fields: object) -> TestResponse:
        """Send `fields` to `path` with the token of the page at `form`."""
        token = re.search(r'name="csrf_token" value="([^"]+)"', self.get(form).text)
        data = {"csrf_token": token[1] if token else "", **fields}
        return self.client.post(path, data=data, environ_base=self._from)

    def log_in(self, person: Person, password: str = "", **fields: object) -> TestResponse:
        return self.post(
            "/staff/login", name=person.name, password=password or person.password, **fields
        )

    def do(self, path: str, form: str = "/staff/account", **fields: object) -> TestResponse:
        """Send a form of the staff side; any of its pages gives the token."""
        return self.post(path, form, **fields)


def visitor(app: Flask, person: Person | None = None, address: str = "192.0.2.1") -> Visitor:
    """Somebody at the door; a `person` who is let in."""
    made = Visitor(app, address)
    if person:
        answer = made.log_in(person)
        assert answer.status_code == 302, answer.text
    return made
