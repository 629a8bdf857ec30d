"""The webhook with real parts behind it, in this process; LINE's side is a small fake."""

import pytest
from flask import Flask

from bot.line.sender import Sender
from bot.line.webhook import webhook_blueprint

from ..talking import AT, talker

SECRET = "channel-secret-of-a-test"


class Clock:
    """Seconds that pass when the test says so."""

    def __init__(self):
        self.now = AT

    def __call__(self):
        return self.now


class FakeLine:
    """Takes replies. `trouble`: what the next ones raise, None for nothing; `before` is called
    with each token first."""

    def __init__(self):
        self.sent, self.tries, self.trouble = [], [], []
        self.before = lambda token: None

    def connect(self):
        pass

    def reply(self, token, messages):
        self.before(token)
        self.tries.append(token)
        trouble = self.trouble.pop(0) if self.trouble else None
        if trouble:
            raise trouble
        self.sent.append((token, messages))


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def line():
    return FakeLine()


@pytest.fixture
def sender(store, line, clock):
    made = Sender(store.inbox, talker(store), line, threads=4, clock=clock, pauses=(0, 0, 0))
    yield made
    made.stop()


@pytest.fixture
def client(store, sender, clock):
    app = Flask(__name__)
    app.register_blueprint(webhook_blueprint(store.inbox, sender, SECRET, clock))
    return app.test_client()
