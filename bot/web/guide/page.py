"""What every page of the guide shares: the language of the reader, and links that keep it."""

from flask import request

from ...core.catalog import Catalog
from ...core.dialogue.turn import Talk
from ...core.state import State
from .carried import (
    FURIGANA,
    JAPANESE,
    LANGUAGE,
    can_refer,
    carried,
    filling,
    here_with,
    query,
    tongues,
)
from .services import GuideServices


def language(catalog: Catalog) -> str:
    """The language that `?lang=` asks for, if there is wording for it; else Japanese."""
    asked = request.args.get(LANGUAGE, JAPANESE)
    return asked if asked in catalog.wording else JAPANESE


def talk_of(services: GuideServices, catalog: Catalog, state: State | None = None) -> Talk:
    """What the sentences of this page are made from: the time, the language, what was asked."""
    return Talk(catalog, services.clock(), state or State(), language(catalog))


def shared(services: GuideServices) -> dict:
    """What every template of the guide knows.

    say(key): a label in the reader's language. tell(key): a sentence, with the Japanese below it
    while no speaker has reviewed it. keep: the query that links append to pass on what goes along;
    carried: the same as fields. card: the one that is being filled, if any.
    """
    catalog = services.catalog()
    talk = talk_of(services, catalog)
    fields = carried(catalog, talk.language)
    return {
        "city": catalog.city,
        "lang": talk.language,
        "say": talk.say,
        "tell": talk.tell,
        "keep": query(fields),
        "carried": fields,
        "card": filling(catalog),
        "can_refer": can_refer(),
        "tongues": tongues(catalog),
        "readings": here_with(FURIGANA, "" if FURIGANA in request.args else "1"),
        "furigana": FURIGANA in request.args,
        "here": request.path,
    }
