"""The real application and a real database, once; each test begins with the same people."""

import sqlite3
import time
from collections.abc import Callable

import pytest
from flask import Flask

from bot.app import open_releases
from bot.services.publishing import Publishing
from bot.services.unanswered import Unanswered
from bot.settings import Settings
from bot.store import questions
from bot.store.questions import Question
from bot.store.store import Store

from ..living import app, first_release, other_process, publishing, settings
from ..people import Person, Visitor, visitor

__all__ = ["app", "other_process", "publishing", "settings"]

TABLES = ("sessions", "attempts", "recovery_codes", "accounts", "questions")
TABLES += ("approvals", "drafts", "changes", "releases")
Enter = Callable[..., Visitor]
Asked = Callable[..., list[int]]


@pytest.fixture(scope="session")
def first_day(other_process: Store) -> list[tuple]:
    return other_process.database.read(
        lambda connection: connection.execute("SELECT * FROM accounts").fetchall()
    )


@pytest.fixture(autouse=True)
def store(other_process: Store, first_day: list[tuple], app: Flask, settings: Settings) -> Store:
    def work(connection: sqlite3.Connection) -> None:
        for table in TABLES:
            connection.execute(f"DELETE FROM {table}")
        marks = ", ".join("?" * len(first_day[0]))
        connection.executemany(f"INSERT INTO accounts VALUES ({marks})", first_day)

    other_process.database.write(work)
    first_release(app, settings)
    return other_process


@pytest.fixture
def enter(app: Flask) -> Enter:
    """`enter(person)`: she is logged in; `enter()`: somebody at the door."""

    def come(person: Person | None = None, address: str = "192.0.2.1") -> Visitor:
        return visitor(app, person, address)

    return come


@pytest.fixture
def asked(store: Store) -> Asked:
    """`asked("…", "…", outcome="unknown")`: parents asked so and were not answered; the ids."""

    def ask(
        *texts: str, outcome: str = "unknown", language: str = "ja", user: str = "aaa"
    ) -> list[int]:
        def work(connection: sqlite3.Connection) -> list[int]:
            ids = []
            for text in texts:
                question = Question(user, "m", text, outcome, language, time.time())
                questions.add(connection, question)
                ids += connection.execute("SELECT max(id) FROM questions").fetchone()
            return ids

        return store.database.write(work)

    return ask


@pytest.fixture
def kept(store: Store, settings: Settings, publishing: Publishing) -> Unanswered:
    """What was asked in vain, as a second process sees it."""
    return Unanswered(store, open_releases(settings, store).current, publishing)
