"""Every sentence that the dialogue may say is there, and every one that is there may be said."""

import ast
import re
from pathlib import Path

import pytest

import bot.core.dialogue
from bot.core import eligibility
from bot.core.dialogue.smalltalk import CHATS, UNREADABLE
from bot.core.dialogue.taps import LANGUAGES

from ..build import catalog

JAPANESE = catalog().wording["ja"]
SOURCES = [*Path(bot.core.dialogue.__file__).parent.glob("*.py"), Path(eligibility.__file__)]
CONTACT_KINDS = ("direct", "switchboard", "line", "form", "visit")
TIMES = ("now", "today", "tomorrow", "saturday", "sunday", "weekend", "holiday", "evening")

# Keys that are put together of parts: what the parts may be.
FAMILIES = {
    "danger": [f"{kind}_{about}" for kind in ("suicide", "child_harm", "dv", "medical")
               for about in ("self", "child", "other")],
    "chat": CHATS,
    "unreadable": UNREADABLE,
    "language": LANGUAGES,
    "example": range(1, 7),
    "kind": CONTACT_KINDS,
    "short": CONTACT_KINDS,
    "open": ("line", "form"),
    "reach": ("line", "form"),
    "day": TIMES,
    "level": ("official", "second_hand", "unconfirmed"),
    "verdict": (eligibility.PROBABLE, eligibility.ASK, eligibility.UNLIKELY),
    "way": ("at_home", "no_call", "anonymous"),
    "near": ("here", "area"),
    "known": ("here", "area"),
    "age_choice": (0, 4, 12, 24, 36, 72, 156),
    "guide": ("free", "no_call", "at_home"),
    "guide_unknown": ("age", "open", "near", "free", "no_call", "at_home"),
    "guide_all": ("programs", "places"),
    "guide_near": ("program", "place"),
    "guide_needs_example": range(1, 4),
    **{who: ("always", "open", "perhaps", "told", "unknown", "unknown_night", "from", "closed")
       for who in ("place",)},
}  # fmt: skip
SAID_ELSEWHERE = {
    "fallback_error",  # by the conversation service, when an answer failed
    "refer_typed",  # by the QR code of a card
    *(f"refer_sheet_{part}" for part in ("title", "scan", "scan_web", "code", "until")),
}
BY_CATEGORY = ("warm", "about", "night", "call_trouble", "call_use")


@pytest.mark.parametrize(
    "key", [f"{family}_{part}" for family, parts in FAMILIES.items() for part in parts]
)
def test_each_key_made_of_parts_is_there(key):
    assert JAPANESE.get(key)


def _constants() -> set[str]:
    trees = [ast.parse(path.read_text(encoding="utf-8")) for path in SOURCES]
    nodes = (node for tree in trees for node in ast.walk(tree))
    return {n.value for n in nodes if isinstance(n, ast.Constant) and isinstance(n.value, str)}


def _on_pages() -> set[str]:
    """Keys that the guide's templates and views name."""
    house = Path(bot.core.dialogue.__file__).parents[2]
    files = [*(house / "web").rglob("*.html"), *house.rglob("guide/*.py")]
    text = "".join(path.read_text(encoding="utf-8") for path in files)
    return set(re.findall(r"guide_\w+", text))


def test_every_sentence_may_be_said():
    made = {f"{family}_{part}" for family, parts in FAMILIES.items() for part in parts}
    made |= {f"reach_{part}" for part in FAMILIES["place"]}
    spoken = made | _constants() | _on_pages() | SAID_ELSEWHERE
    unsaid = [key for key in JAPANESE if key not in spoken and not key.startswith(BY_CATEGORY)]
    assert unsaid == []


def test_no_sentence_is_officialese_or_blames():
    hard = re.compile("ください。.*ください。.*ください。|致し|下記|当該|必ず|べき|してはいけ|ダメ")
    assert [key for key, text in JAPANESE.items() if hard.search(text)] == []


def test_labels_fit_their_buttons():
    labels = ("locate", "more_about", "see_places", "none_of_these", "share", "urgent", "call")
    examples = [f"example_{n}" for n in FAMILIES["example"]]
    assert [key for key in (*labels, *examples) if len(JAPANESE[key]) > 20] == []
