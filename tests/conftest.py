"""Fixtures of every part."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.store.store import Store

from .talking import open_store
from .web.browser import browser, open_page  # noqa: F401


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = open_store(tmp_path)
    yield opened
    opened.close()
