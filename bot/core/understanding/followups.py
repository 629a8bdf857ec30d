"""Small talk, and questions about what was shown before: short messages that stand on others."""

import re

from .message import Lexicon, Message

LONGEST = 24  # letters of a message that only asks on
LONGEST_CHAT = 40


class FollowUps:
    """Reads lexicon/followups.csv and smalltalk.csv."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._follow = [
            (row["kind"], re.compile(row["pattern"])) for row in lexicon.get("followups", ())
        ]
        self._chat = [
            (row["kind"], re.compile(row["pattern"])) for row in lexicon.get("smalltalk", ())
        ]

    def find(self, message: Message, has_slot: bool) -> tuple[str, str]:
        """(kind of follow-up or "", kind of small talk or ""). `has_slot`: an area or age is
        named, so that a few words more may stand around the question."""
        text = message.text
        follow = ""
        if len(text) <= LONGEST + (10 if has_slot else 0):
            follow = next((kind for kind, rule in self._follow if rule.search(text)), "")
        chat = ""
        if len(text) <= LONGEST_CHAT:
            chat = next((kind for kind, rule in self._chat if rule.search(text)), "")
        return follow, chat
