"""Danger first: rules of who does what to whom, and what only sounds like it.

The lists are in lexicon/danger.csv (patterns by kind), danger_words.csv (who and what, put where a
pattern says {partner}, {child}, {adult}, {hit}, {hitby}), danger_calm.csv (harmless look-alikes)
and weary.csv. A match counts unless a look-alike covers it.
"""

import re
from collections.abc import Iterable, Mapping

from ..text import hiragana
from .message import Lexicon, Message
from .result import Ages, Danger

ORDER = ("medical", "child_harm", "dv", "suicide")
NEWBORN_MONTHS = 2
_FEVER = re.compile(r"3[89](?:[.度℃ ]|$)|4[01](?:[.度℃ ]|$)|高熱|発熱|fever|发烧|發燒|sốt|열이|lagnat")
_SELF = re.compile(r"(?:私|わたし|自分|うち|俺|ぼく|僕|ママ|母親)(?:が|は|の|も|なんか)|(?:て|で)しま(?:い|う|っ)")
_OTHER = re.compile(r"隣|となり|近所|友(?:達|人|だち)|知人|ママ友|親戚|アパート|クラス|生徒|園児|職場|同僚|姉|あの家")
_CHILD = re.compile(r"子ども|子供|こども|息子|娘|孫|赤ちゃん|[男女]児|歳|甥|姪")


class DangerRules:
    """Finds danger in a prepared message."""

    def __init__(self, lexicon: Lexicon) -> None:
        names = {row["name"]: f"(?:{row['variants']})" for row in lexicon.get("danger_words", ())}
        self._rules = [
            (row["kind"], row["about"], _compiled(row["pattern"], names))
            for row in lexicon.get("danger", ())
        ]
        self._calm = [_compiled(row["pattern"], names) for row in lexicon.get("danger_calm", ())]
        self._weary = [_compiled(row["pattern"], names) for row in lexicon.get("weary", ())]

    def find(self, message: Message, ages: Ages | None = None) -> tuple[Danger | None, bool]:
        """The danger of a message, or None; and whether its writer sounds worn out."""
        views = _views(message)
        calm = [[span for rule in self._calm for span in _spans(rule, view)] for view in views]
        hits: dict[str, tuple[str, str]] = {}
        for kind, about, rule in self._rules:
            if kind in hits:
                continue
            for view, covered in zip(views, calm, strict=True):
                found = next((s for s in _spans(rule, view) if not _covered(s, covered)), None)
                if found:
                    hits[kind] = (about, view[found[0] : found[1]])
                    break
        if ages and ages.max <= NEWBORN_MONTHS and _FEVER.search(message.text):
            hits.setdefault("medical", ("child", "fever"))
        weary = any(rule.search(view) for rule in self._weary for view in views)
        kind = _chosen(hits)
        if kind is None:
            return None, weary
        about, matched = hits[kind]
        return Danger(kind, about or _about(kind, message.text), matched), weary


def _views(message: Message) -> list[str]:
    """The text as typed and, where it is written in kana, its reading."""
    views = [message.text]
    standard = hiragana(message.text)
    if standard != message.text:
        views.append(standard)
    if message.standard not in views:
        views.append(message.standard)
    return views


def _compiled(pattern: str, names: Mapping[str, str]) -> re.Pattern[str]:
    for name, variants in names.items():
        pattern = pattern.replace("{" + name + "}", variants)
    return re.compile(pattern)


def _spans(rule: re.Pattern[str], view: str) -> Iterable[tuple[int, int]]:
    return (match.span() for match in rule.finditer(view))


def _covered(span: tuple[int, int], calm: Iterable[tuple[int, int]]) -> bool:
    """True when a look-alike overlaps the match: they speak of the same words."""
    return any(start < span[1] and span[0] < end for start, end in calm)


def _chosen(hits: Mapping[str, object]) -> str | None:
    """Which of several kinds decides: a body in danger, then a child, then the home."""
    return next((kind for kind in ORDER if kind in hits), None)


def _about(kind: str, text: str) -> str:
    if _OTHER.search(text):
        return "other"
    if kind in ("medical", "child_harm"):
        return "child" if _CHILD.search(text) and not _SELF.search(text) else "self"
    return "child" if _CHILD.search(text) and not _SELF.search(text) else "self"
