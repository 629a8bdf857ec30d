"""The real application and a second process on its database: fixtures that a folder of tests
imports into its conftest, where they are made once."""

import itertools
import time
from collections.abc import Callable, Iterable, Iterator

import pytest
from flask import Flask

from bot.app import open_releases
from bot.services.knowledge.release_file import release_id
from bot.services.publishing import Publishing
from bot.settings import Settings
from bot.store.store import Store

from .people import Person, Visitor, running, second_process, settle, staff_settings, visitor

FAR = itertools.count(1)  # each visitor comes from somewhere else: limits count addresses
Come = Callable[..., Visitor]


@pytest.fixture(scope="session")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    return staff_settings(tmp_path_factory.mktemp("city"))


@pytest.fixture(scope="session")
def app(settings: Settings) -> Iterator[Flask]:
    with running(settings) as one:
        yield one


@pytest.fixture(scope="session")
def other_process(app: Flask, settings: Settings) -> Iterator[Store]:
    """The database as a second process sees it, with everybody's accounts."""
    with second_process(settings) as opened:
        settle(opened)
        yield opened


@pytest.fixture
def come(app: Flask, store: Store) -> Come:
    """`come()`: somebody outside; `come(person)`: a member of staff who is logged in."""

    def make(person: Person | None = None) -> Visitor:
        number = next(FAR)
        return visitor(app, person, f"203.0.{number // 250}.{number % 250}")

    return make


@pytest.fixture
def publishing(store: Store, settings: Settings) -> Publishing:
    """Drafts and releases as a second process sees them."""
    return Publishing(store, open_releases(settings, store))


def emptied(store: Store, tables: Iterable[str]) -> Store:
    """`store` without a row in `tables`."""
    for table in tables:
        store.database.write(lambda c, table=table: c.execute(f"DELETE FROM {table}"))
    return store


def first_release(app: Flask, settings: Settings) -> None:
    """Wait until nothing that a test released answers any more: the application looks once a
    second."""
    shipped, end = release_id(settings.bot_knowledge), time.monotonic() + 10
    client = app.test_client()
    while client.get("/healthz").json["release"] != shipped:
        assert time.monotonic() < end, "the application keeps an old release"
        time.sleep(0.05)
