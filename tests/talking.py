"""A bot that talks, made of real parts around a small city and a reader with a few known texts."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from bot.core.answer import Answer
from bot.core.catalog import Catalog
from bot.core.understanding.result import Danger, Understood
from bot.line.render import render
from bot.services.conversation import Conversation
from bot.store.store import Store

from .core import build

KEY = "a-user-hash-key-of-a-test"
NOW = build.DAY
AT = NOW.timestamp()

CARE, PLAY = build.program("care"), build.HALLS
MEANINGS = {
    "産後ケア": build.found("care"),
    "どれだろう": Understood("choose", (build.need("care", "halls", probability=0.4),)),
    "消えたい": Understood("crisis", danger=Danger("suicide", "self", "消えたい")),
}


class Reader:
    """Reads the texts of MEANINGS; fails on "!" and understands nothing else."""

    def read(self, text: str, now: datetime) -> Understood:
        if text == "!":
            raise ValueError(f"a secret of hers: {text}")
        return MEANINGS.get(text) or Understood("unknown", (build.Need(text, ()),))


class City:
    """Releases of a small city; `change` puts up a new one."""

    def __init__(self) -> None:
        self.change()

    def current(self) -> Catalog:
        return self._catalog

    def change(self, **changes: object) -> None:
        words = {"not_names": ({"word": "師"}, {"word": "母"})}
        rows = build.catalog(CARE, PLAY, *build.halls(), **changes)
        self._catalog = build.replace(rows, lexicon={**rows.lexicon, **words})


def open_store(folder: Path, clock: Callable[[], float] = lambda: AT) -> Store:
    return Store(folder / "bot.sqlite", KEY, clock)


def talker(
    store: Store,
    city: City | None = None,
    shown: Callable[[Answer], list[dict]] = render,
    reader: Callable[[Catalog], Reader] = lambda catalog: Reader(),
) -> Conversation:
    return Conversation(city or City(), store, shown, reader)


def words(messages: list[dict]) -> str:
    """Everything that the messages say, cards as JSON."""
    return "\n".join(m.get("text") or str(m) for m in messages)


def rows(store: Store, table: str) -> list[tuple]:
    return store.database.read(lambda c: c.execute(f"SELECT * FROM {table}").fetchall())
