"""What a message says: danger first, then needs, places, ages, times and language."""

from datetime import datetime
from typing import Any

from ..catalog import Catalog
from ..text import hiragana
from .ages import find_ages
from .areas import AreaFinder
from .danger import DangerRules
from .followups import FollowUps
from .language import detect
from .message import Message, Reader
from .names import NameFinder
from .needs import Found, NeedFinder
from .result import Understood
from .times import find_time

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
        self._offices = [
            (office.id, [hiragana(word.lower()) for word in office.words])
            for office in catalog.offices
        ]

    def read(self, text: str, now: datetime) -> Understood:
        """Everything `text` says. `now` is not needed for reading; it keeps the door open for
        sentences such as 「来週の火曜」."""
        message = self.reader.prepare(text)
        ages, pregnant = find_ages(message.text)
        area, other_city = self._areas.find(message.text, message.reading)
        danger, weary = self._danger.find(message, ages)
        slots: dict[str, Any] = {
            "weary": weary,
            "area": area,
            "other_city": other_city,
            "ages": ages,
            "pregnant": pregnant,
            "open_at": find_time(message.text),
            "language": detect(message.text),
        }
        if danger:
            return Understood("crisis", danger=danger, **slots)
        found = self._needs.find(message, ages, pregnant, self._names.find(message))
        return self._calm(message, found, slots)

    def _calm(self, message: Message, found: Found, slots: dict[str, Any]) -> Understood:
        follow_up, chat = self._follow_ups.find(message, bool(slots["area"] or slots["ages"]))
        outcome = found.outcome
        if outcome == "unknown" and chat:
            outcome = "smalltalk"
        office = self._office(message) if outcome in ("unknown", "choose") else ""
        return Understood(
            outcome,
            needs=found.needs,
            office=office if outcome == "unknown" else "",
            chat=(chat or "other") if outcome == "smalltalk" else "",
            follow_up=follow_up,
            missed=found.missed,
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
