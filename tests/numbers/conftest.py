"""The real application with the people of the staff side; each test begins without numbers."""

import itertools
from collections.abc import Callable, Iterator

import pytest
from flask import Flask

from bot.settings import Settings
from bot.store.store import Store

from ..people import Person, Visitor, running, second_process, settle, staff_settings, visitor

TABLES = ("numbers", "referral_totals", "counts", "sessions", "attempts")
FAR = itertools.count(1)  # each visitor comes from somewhere else: limits count addresses


@pytest.fixture(scope="session")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    return staff_settings(tmp_path_factory.mktemp("numbers"))


@pytest.fixture(scope="session")
def app(settings: Settings) -> Iterator[Flask]:
    with running(settings) as one:
        yield one


@pytest.fixture(scope="session")
def other_process(app: Flask, settings: Settings) -> Iterator[Store]:
    with second_process(settings) as opened:
        settle(opened)
        yield opened


@pytest.fixture
def kept(other_process: Store) -> Store:
    """The application's database as a second process sees it, without numbers."""
    for table in TABLES:
        other_process.database.write(lambda c, table=table: c.execute(f"DELETE FROM {table}"))
    return other_process


@pytest.fixture
def come(app: Flask, kept: Store) -> Callable[..., Visitor]:
    """`come()`: somebody outside; `come(person)`: a member of staff who is logged in."""
    return lambda person=None: _visitor(app, person)


def _visitor(app: Flask, person: Person | None) -> Visitor:
    return visitor(app, person, f"198.51.100.{next(FAR) % 250 + 1}")
