import pytest

from .folder import copied


@pytest.fixture
def folder(tmp_path):
    return copied(tmp_path / "knowledge")
