"""The real application with the people of the staff side; what came from outside is gone again."""

import pytest

from bot.store import reports
from bot.store.reports import Report
from bot.store.store import Store

from ..living import app, come, emptied, other_process, publishing, settings

__all__ = ["app", "come", "other_process", "publishing", "settings"]
TABLES = ("reports", "approvals", "drafts", "attempts", "sessions")


@pytest.fixture(autouse=True)
def store(other_process: Store) -> Store:
    return emptied(other_process, TABLES)


def kept(store: Store, done: bool = False) -> list[Report]:
    return store.database.read(lambda c: reports.listed(c, done, 1000))
