"""Greeting, thanks, who are you; pictures and stickers; and when nothing was understood."""

import re

from ..answer import Answer, Card
from . import choices, contacts, danger
from .turn import Talk
from .when import NOW

_QUOTED = re.compile("「([^」]+)」")  # what its answer says to tell them
CHATS = ("greeting", "thanks", "who", "test", "goodbye", "other")
UNREADABLE = ("sticker", "image", "video", "audio", "file", "unsupported")


def chat(talk: Talk, kind: str) -> Answer:
    """One or two warm sentences, and what one may ask."""
    key = f"chat_{kind if kind in CHATS else 'other'}"
    texts = [talk.tell(key, bot=talk.catalog.city.bot_name)]
    if kind == "who":
        texts.append(who_says_this(talk))
    return Answer(tuple(texts), choices=choices.examples(talk))


def follow(talk: Talk) -> Answer:
    """Who this is, that it is a machine and whose, what it can do, what not to write."""
    city = talk.catalog.city
    hello = talk.tell("follow", bot=city.bot_name, city=city.name)
    care = [talk.tell("follow_care")]
    if talk.policy_url:
        care.append(talk.tell("follow_policy", url=talk.policy_url))
    return Answer((hello, who_says_this(talk), "\n".join(care)), choices=choices.start(talk))


def who_says_this(talk: Talk) -> str:
    """That a machine answers, and whose it is."""
    city = talk.catalog.city
    key = "who_official" if city.official else "who_unofficial"
    return talk.tell(key, city=city.name, operator=city.operator)


def home(talk: Talk, key: str = "home", **values: str) -> Answer:
    """One sentence, and where one may start."""
    return Answer((talk.tell(key, **values),), choices=choices.start(talk))


def unreadable(talk: Talk, kind: str) -> Answer:
    """It reads only text: said for what was sent, with examples."""
    return Answer((talk.tell(f"unreadable_{kind}"),), choices=choices.examples(talk))


def unknown(talk: Talk, key: str = "unknown", **values: object) -> Answer:
    """An honest sentence, people to ask, and what one may ask instead."""
    return Answer((talk.tell(key, **values),), (windows(talk),), choices=choices.examples(talk))


def office(talk: Talk, office_id: str) -> Answer:
    """A question that is another office's: whose it is."""
    for known in talk.catalog.offices:
        if known.id == office_id:
            said = _QUOTED.search(known.answer)
            subject = said[1] if said else talk.say("ask_about", name=known.name)
            main = contacts.main_number(talk, subject)
            card = Card(known.name, tuple(contacts.lines(talk, [main])))
            return Answer((known.answer,), (card,), choices=choices.examples(talk))
    return unknown(talk)


def windows(talk: Talk) -> Card:
    """People who know more than the bot; when none is surely there, somebody who is."""
    ways = []
    for program_id in talk.catalog.city.windows:
        if program := talk.catalog.programs.get(program_id):
            calls = [way for way in contacts.ways(talk, program) if way.contact.kind != "visit"]
            ways += calls[:1]
    ways.append(contacts.main_number(talk))
    unique = {way.contact.value: way for way in reversed(ways)}
    lines = contacts.lines(talk, reversed(unique.values()))
    if not any(way.reach.soon == NOW for way in ways):
        lines = [*danger.talk_now(talk), *lines]
    return Card(talk.say("windows_title"), tuple(lines))
