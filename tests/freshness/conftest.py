"""The real application with the people of the staff side; links and checks are gone again."""

import pytest
from flask import Flask

from bot.services.links import Links
from bot.settings import Settings
from bot.store.store import Store

from ..living import app, come, emptied, first_release, other_process, publishing, settings

__all__ = ["app", "come", "other_process", "publishing", "settings"]
TABLES = ("review_links", "record_checks", "referrals", "reports", "approvals", "drafts", "changes")
TABLES += ("releases", "attempts", "sessions")


@pytest.fixture(autouse=True)
def store(other_process: Store, app: Flask, settings: Settings) -> Store:
    cleared = emptied(other_process, TABLES)
    first_release(app, settings)
    return cleared


@pytest.fixture
def links(store: Store, settings: Settings) -> Links:
    """Links as a second process makes and ends them."""
    return Links(store, settings.secret_key)
