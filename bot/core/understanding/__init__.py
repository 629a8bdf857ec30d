"""What a message says: danger first, then needs, places, ages, times and language."""

from datetime import datetime
from typing import Any

from ..catalog import Catalog
from ..text import hiragana
from .ages import find_ages
from .areas import AreaFinder
from .danger import DangerRules, speaking
from .followups import FollowUps
from .language import detect
from .message import Message, Reader
from .names import NameFinder
from .needs import Found, NeedFinder
from .passages import passages
from .rest import Rest
from .result import Danger, Understood
from .times import find_time

LONGEST_WHO = 12  # letters of a message that only asks who answers

__all__ = ["Understanding"]


class Understanding:
    """Reads messages against one catalog; made once a release, shared by all threads."""

    def __init__(self, catalog: Catalog) -> None:
        lexicon = catalog.lexicon
        self.reader = Reader(lexicon)
        self._danger = DangerRules(lexicon, catalog.model.get("danger"))
        self._areas = AreaFinder(catalog.areas, lexicon)
        self._needs = NeedFinder(catalog, self.reader)
        self._names = NameFinder(catalog)
        self._follow_ups = FollowUps(lexicon)
        self._rest = Rest(lexicon, self.reader)
        self._offices = [
            (office.id, [hiragana(word.lower()) for word in office.words])
            for office in catalog.offices
        ]

    def nearest(self, text: str) -> str:
        """The phrase of the bank that is nearest to `text`, "" when none shares a word."""
        phrase = self._needs.nearest(self.reader.prepare(text))
        return phrase.text if phrase else ""

    def read(self, text: str, now: datetime) -> Understood:
        """Everything `text` says. `now` is not needed for reading; it keeps the door open for
        sentences such as 「来週の火曜」."""
        message = self.reader.prepare(text)
        ages, pregnant = find_ages(message.text)
        area, other_city = self._areas.find(message.text, message.reading)
        danger, weary = self._danger.find(message, ages)
        danger = danger or self._passing(message)
        slots: dict[str, Any] = {
            "weary": weary,
            "area": area,
            "other_city": other_city,
            "ages": ages,
            "pregnant": pregnant,
            "open_at": find_time(message.text),
            "language": detect(message.text),
        }
        if danger and danger.sure:
            return Understood("crisis", danger=danger, **slots)
        found = self._needs.find(message, ages, pregnant, self._names.find(message))
        if danger:
            return Understood("crisis", found.needs, danger, **slots)
        return self._calm(message, found, slots)

    def _passing(self, message: Message) -> Danger | None:
        """The danger of which a long message speaks among other things."""
        parts = passages(message.raw) if speaking(self._danger.signs(message)) else []
        found = (self._danger.passing(self.reader.prepare(part)) for part in parts)
        return next((danger for danger in found if danger), None)

    def _calm(self, message: Message, found: Found, slots: dict[str, Any]) -> Understood:
        follow_up, chat = self._follow_ups.find(message, bool(slots["area"] or slots["ages"]))
        rest = self._rest.find(message, slots["ages"], slots["area"])
        asks_who = chat == "who" and len(message.text) <= LONGEST_WHO
        outcome = _outcome(found.outcome, chat, asks_who, bool(rest))
        office = self._office(message) if outcome in ("unknown", "choose") else ""
        return Understood(
            outcome,
            needs=() if outcome == "smalltalk" else found.needs,
            surely_two=found.surely_two,
            office=office if outcome == "unknown" else "",
            chat=(chat or "other") if outcome == "smalltalk" else "",
            follow_up=follow_up,
            bare=not rest and not slots["pregnant"],
            missed=found.missed or (rest if self._rest.says_something(message) else ()),
            **slots,
        )

    def _office(self, message: Message) -> str:
        """The office whose words stand in the message, the longest word deciding."""
        kana = hiragana(message.text)
        hits = [
            (len(word), office_id)
            for office_id, words in self._offices
            for word in words
            if word in kana or (len(word) > 3 and word in message.reading)
        ]
        return max(hits)[1] if hits else ""


def _outcome(found: str, chat: str, asks_who: bool, says_more: bool) -> str:
    """Small talk is what looks like it and says nothing more; who asks who answers is told.

    chat: the kind of small talk it looks like, "" for none.
    """
    if chat and (found == "unknown" or (found == "choose" and asks_who)):
        return "smalltalk"
    return "unknown" if found == "smalltalk" and says_more and not chat else found
