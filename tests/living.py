"""The real application and a second process on its database: fixtures that a folder of tests
imports into its conftest, where they are made once."""

import itertools
from collections.abc import Callable, Iterable, Iterator

import pytest
from flask import Flask

from bot.app import open_releases
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
