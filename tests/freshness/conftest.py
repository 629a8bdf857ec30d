"""The real application with the people of the staff side; links and checks are gone again."""

import pytest

from bot.services.links import Links
from bot.settings import Settings
from bot.store.store import Store

from ..living import app, come, emptied, other_process, publishing, settings

__all__ = ["app", "come", "other_process", "publishing", "settings"]
TABLES = ("review_links", "record_checks", "referrals", "reports", "approvals", "drafts", "changes")
TABLES += ("releases", "attempts", "sessions")


@pytest.fixture(autouse=True)
def store(other_process: Store) -> Store:
    return emptied(other_process, TABLES)


@pytest.fixture
def links(store: Store, settings: Settings) -> Links:
    """Links as a second process makes and ends them."""
    return Links(store, settings.secret_key)
