"""The knowledge of the project as published rows, read once."""

from pathlib import Path

import pytest

from bot.services.knowledge.files import read_folder
from bot.services.knowledge.rows import Rows

KNOWLEDGE = Path(__file__).resolve().parents[2] / "knowledge"


@pytest.fixture(scope="session")
def rows() -> Rows:
    return read_folder(KNOWLEDGE)


@pytest.fixture(scope="session")
def places(rows: Rows) -> list[dict[str, str]]:
    return [dict(row.cells) for row in rows.table("places")]
