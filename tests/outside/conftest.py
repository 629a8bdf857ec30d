"""The real application with the people of the staff side; what came from outside is gone again."""

import itertools
from collections.abc import Callable, Iterator

import pytest
from flask import Flask

from bot.app import open_releases
from bot.services.publishing import Publishing
from bot.settings import Settings
from bot.store import reports
from bot.store.reports import Report
from bot.store.store import Store

from ..people import Person, Visitor, running, second_process, settle, staff_settings, visitor

TABLES = ("reports", "approvals", "drafts", "attempts", "sessions")
FAR = itertools.count(1)  # each visitor comes from somewhere else: limits count addresses
Come = Callable[..., Visitor]


@pytest.fixture(scope="session")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    return staff_settings(tmp_path_factory.mktemp("outside"))


@pytest.fixture(scope="session")
def app(settings: Settings) -> Iterator[Flask]:
    with running(settings) as one:
        yield one


@pytest.fixture(scope="session")
def other_process(app: Flask, settings: Settings) -> Iterator[Store]:
    with second_process(settings) as opened:
        settle(opened)
        yield opened


@pytest.fixture(autouse=True)
def store(other_process: Store) -> Store:
    for table in TABLES:
        other_process.database.write(lambda c, table=table: c.execute(f"DELETE FROM {table}"))
    return other_process


@pytest.fixture
def come(app: Flask) -> Come:
    """`come()`: somebody outside; `come(person)`: a member of staff who is logged in."""

    def make(person: Person | None = None) -> Visitor:
        number = next(FAR)
        return visitor(app, person, f"198.51.{number // 250}.{number % 250}")

    return make


@pytest.fixture
def publishing(store: Store, settings: Settings) -> Publishing:
    """Drafts and releases as a second process sees them."""
    return Publishing(store, open_releases(settings, store))


def kept(store: Store, done: bool = False) -> list[Report]:
    return store.database.read(lambda c: reports.listed(c, done, 1000))
