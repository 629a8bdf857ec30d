"""The real knowledge and the real guide, at ten on a working Thursday."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from bot.core.dialogue import Knowledge
from bot.core.hours import CITY_TIME
from bot.core.understanding import Understanding
from bot.services.guide.search import Search
from bot.services.knowledge.release import Releases
from bot.settings import ROOT
from bot.store.store import Store
from bot.web.errors import register_errors
from bot.web.guide import GuideServices, guide_blueprint
from bot.web.limits import build_limiter
from bot.web.policy import assets_blueprint, policy_blueprint
from bot.web.security import secure

from ..talking import open_store

NOW = datetime(2026, 11, 26, 10, 0, tzinfo=CITY_TIME)


@pytest.fixture(scope="session")
def knowledge(tmp_path_factory: pytest.TempPathFactory) -> Knowledge:
    catalog = Releases(tmp_path_factory.mktemp("releases"), ROOT / "knowledge").current()
    return Knowledge(catalog, Understanding(catalog).read)


@pytest.fixture(scope="session")
def search(knowledge: Knowledge) -> Search:
    return Search(knowledge)


@pytest.fixture
def kept(tmp_path: Path) -> Iterator[Store]:
    opened = open_store(tmp_path)
    yield opened
    opened.close()


def guide_app(knowledge: Knowledge, kept: Store) -> Flask:
    """The guide alone, composed as the real application does it."""
    made = Flask("bot", static_folder=None)
    secure(made)
    register_errors(made, lambda: knowledge.catalog)
    services = GuideServices(
        catalog=lambda: knowledge.catalog,
        knowledge=lambda: knowledge,
        store=kept,
        limiter=build_limiter(made),
        clock=lambda: NOW,
    )
    made.register_blueprint(guide_blueprint(services))
    made.register_blueprint(policy_blueprint(lambda: knowledge.catalog))
    made.register_blueprint(assets_blueprint())
    return made


@pytest.fixture
def app(knowledge: Knowledge, kept: Store) -> Flask:
    return guide_app(knowledge, kept)


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()
