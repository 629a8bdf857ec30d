"""The sentences of the web's pages that are made in code: a JSON file for each topic."""

import json
from functools import cache
from pathlib import Path

HERE = Path(__file__).parent


def say(key: str, **values: object) -> str:
    """The sentence "topic.name" with `values` in its {places}. Raises KeyError for none."""
    topic, _, name = key.partition(".")
    return _topic(topic)[name].format(**values)


@cache
def _topic(topic: str) -> dict[str, str]:
    try:
        return json.loads((HERE / f"{topic}.json").read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise KeyError(topic) from None
