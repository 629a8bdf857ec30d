"""The real application with the real knowledge; a small city for what a conversation leaves."""

import re
from collections.abc import Callable, Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient

from bot.services.referrals import Form, Referrals
from bot.store.referrals import item_of
from bot.store.store import Store

from ..people import running, staff_settings
from ..talking import City
from .family import Clock, Family, lexicon

CARD = {"p": ["boshi_hoken_soudan"], "s": ["sc-ai"], "office": "dp-boshi", "phrase": ["alone"]}


@pytest.fixture(scope="session")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    folder = tmp_path_factory.mktemp("referrals")
    with running(staff_settings(folder)) as one:
        yield one


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


@pytest.fixture
def made(client: FlaskClient) -> str:
    """The worker's address of a new card."""
    answer = client.post("/refer", data=CARD)
    assert answer.status_code == 303
    return answer.headers["Location"]


def code_of(page: str) -> str:
    found = re.search(r'class="code"[^>]*>([^<]+)<', page)
    assert found
    return found[1]


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def city() -> City:
    made = City()
    now = made.current()
    made.change(lexicon=lexicon(now.lexicon), wording={**now.wording, "en": {}})
    return made


@pytest.fixture
def referrals(store: Store, city: City, clock: Clock) -> Referrals:
    return Referrals(store, city.current, clock)


@pytest.fixture
def family(store: Store, city: City, clock: Clock) -> Family:
    return Family(store, city, clock)


@pytest.fixture
def hand_over(referrals: Referrals) -> Callable[..., tuple[str, str]]:
    """`hand_over(*items)`: the worker's secret and the family's code of a new card."""

    def make(*items: str, **more: object) -> tuple[str, str]:
        chosen = tuple(item_of(text) for text in items or ("p:care",))
        form = Form(chosen, office=str(more.pop("office", "ひろばの会")), **more)  # type: ignore[arg-type]
        done = referrals.make(form)
        assert done.key, done.problems
        return done.key

    return make
