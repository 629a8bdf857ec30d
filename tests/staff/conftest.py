"""The real application and a real database, once; each test begins with the same people."""

import sqlite3
from collections.abc import Callable, Iterator

import pytest
from flask import Flask

from bot.app import create_app
from bot.settings import Settings
from bot.store.store import Store

from ..people import Person, Visitor, second_process, settle, staff_settings, visitor
from ..web.browser import browser, open_page  # noqa: F401

TABLES = ("sessions", "attempts", "recovery_codes", "accounts")
Enter = Callable[..., Visitor]


@pytest.fixture(scope="session")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    return staff_settings(tmp_path_factory.mktemp("staff"))


@pytest.fixture(scope="session")
def app(settings: Settings) -> Flask:
    return create_app(settings)


@pytest.fixture(scope="session")
def other_process(app: Flask, settings: Settings) -> Iterator[Store]:
    """The database as a second process sees it, with everybody's accounts."""
    with second_process(settings) as store:
        settle(store)
        yield store


@pytest.fixture(scope="session")
def first_day(other_process: Store) -> list[tuple]:
    return other_process.database.read(
        lambda connection: connection.execute("SELECT * FROM accounts").fetchall()
    )


@pytest.fixture(autouse=True)
def store(other_process: Store, first_day: list[tuple]) -> Store:
    def work(connection: sqlite3.Connection) -> None:
        for table in TABLES:
            connection.execute(f"DELETE FROM {table}")
        marks = ", ".join("?" * len(first_day[0]))
        connection.executemany(f"INSERT INTO accounts VALUES ({marks})", first_day)

    other_process.database.write(work)
    return other_process


@pytest.fixture
def enter(app: Flask) -> Enter:
    """`enter(person)`: she is logged in; `enter()`: somebody at the door."""

    def come(person: Person | None = None, address: str = "192.0.2.1") -> Visitor:
        return visitor(app, person, address)

    return come
