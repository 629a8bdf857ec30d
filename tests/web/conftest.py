"""Fixtures of the web's tests."""

import pytest
from flask import Flask

from .fakes import FakeConversation, fake_app


@pytest.fixture
def conversation() -> FakeConversation:
    return FakeConversation()


@pytest.fixture
def app(conversation: FakeConversation) -> Flask:
    return fake_app(conversation)
