"""The real application with the people of the staff side; each test begins without numbers."""

import pytest

from bot.store.store import Store

from ..living import app, come, emptied, other_process, settings

__all__ = ["app", "come", "other_process", "settings"]
TABLES = ("numbers", "referral_totals", "counts", "sessions", "attempts")


@pytest.fixture
def kept(other_process: Store) -> Store:
    """The application's database as a second process sees it, without numbers."""
    return emptied(other_process, TABLES)


@pytest.fixture
def store(kept: Store) -> Store:
    return kept
