"""Take out of a text what points to a person, before it is kept.

Hidden are addresses of the web and of mail, numbers of every kind, street addresses and names.
Rather too much than too little: what stays has to show only what was asked.
"""

import re
from collections.abc import Collection, Iterator

from sudachipy import Morpheme

from ..core.text import Words

HIDDEN = "■■"
NUMBER = "■"
LONGEST = 500  # characters; nobody mends the knowledge from a longer one

_NUMERAL = "〇零一二三四五六七八九十百"
_HYPHEN = r"\-‐‑–—―ー−－ｰ"
_STREET_NUMBER = (
    rf"(?:\d+(?:丁目|番地|番|号|[{_HYPHEN}の]\d+)|[{_NUMERAL}]+(?:丁目|番地))"
    rf"(?:[{_HYPHEN}の]?[\d{_NUMERAL}]+(?:丁目|番地|番|号室|号)?)*"
)
_BUILDING = r"(?:マンション|アパート|ハイツ|コーポ|メゾン|ビル|団地|荘)"

# The order matters: a phone number would else be read as a street number.
_PATTERNS = tuple(
    (re.compile(pattern, re.IGNORECASE), shown)
    for pattern, shown in (
        (r"(?:https?://|www\.)\S+", HIDDEN),
        (r"[a-z0-9._+-]*[@＠][a-z0-9._-]+", HIDDEN),
        (rf"[+＋]?\d[\d{_HYPHEN}()（）.\s]{{7,}}\d", HIDDEN),
        (rf"〒?\d{{3}}[{_HYPHEN}]\d{{4}}", HIDDEN),
        (rf"(?:[一-龥々ヶァ-ヴー]{{1,10}}|[ぁ-ん]{{1,6}}[町通台])?{_STREET_NUMBER}", HIDDEN),
        (rf"[一-龥々ァ-ヴーa-z]{{0,10}}{_BUILDING}[^\s、。]{{0,8}}?\d+(?:号室?)?", HIDDEN),
        (rf"\d+(?:\.\d+)?|[{_NUMERAL}]{{4,}}", NUMBER),
        (
            r"(?<=my name is )[^\s■]+(?: [a-z]+)?|(?<=i am called )\S+|(?<=我叫)\w{1,4}"
            r"|(?<=名字是)\w{1,4}|(?<=tên là )\S+(?: \S+){0,2}|(?<=tên tôi là )\S+(?: \S+){0,2}"
            r"|(?<=이름은 )\w{1,4}|(?<=ako si )\S+",
            HIDDEN,
        ),
    )
)
_KANJI_NAME = re.compile(r"([一-龥々]{1,4})(?=ちゃん|くん|君|さん(?!間))")
_HONORIFICS = frozenset({"さん", "ちゃん", "くん", "君", "様", "さま", "氏", "たん"})
_NAMED = re.compile(r"(?<=名前は)[^\s、。はがで]{1,8}")
_KANA_ONLY = re.compile(r"[ぁ-んァ-ヴー]{2,6}")


class Masker:
    """Hides people. Slow to make (it loads a dictionary), quick to use, safe among threads."""

    def __init__(self) -> None:
        self._words = Words()

    def mask(self, text: str, not_names: Collection[str] = ()) -> str:
        """`text` without what points to a person. `not_names`: what a form of address may follow
        without being a name (赤ちゃん, 保健師さん). A masked text stays as it is."""
        text = " ".join(text[:LONGEST].split())
        for pattern, shown in _PATTERNS:
            text = pattern.sub(shown, text)
        text = _NAMED.sub(HIDDEN, text)
        text = _KANJI_NAME.sub(lambda m: _unless_known(m[1], not_names), text)
        spans = set(_names(self._words.tokens(text), not_names))
        for begin, end in sorted(spans, reverse=True):
            text = text[:begin] + HIDDEN + text[end:]
        return re.sub(f"{NUMBER}{{3,}}", HIDDEN, text)


def _unless_known(word: str, not_names: Collection[str]) -> str:
    return word if word.endswith(tuple(not_names)) else HIDDEN


def _names(tokens: list[Morpheme], not_names: Collection[str]) -> Iterator[tuple[int, int]]:
    """Spans of the words that are names by the dictionary, by what follows or by their place."""
    for index, token in enumerate(tokens):
        if token.part_of_speech()[2] == "人名":
            yield token.begin(), token.end()
        elif _is_honorific(token) or _says_her_name(tokens, index):
            yield from _run_before(tokens, index, not_names)
    if len(tokens) > 1 and tokens[1].surface() == "です":
        first = tokens[0].surface()
        if _KANA_ONLY.fullmatch(first) and first not in not_names and not _asks(tokens[0]):
            yield tokens[0].begin(), tokens[0].end()


def _is_honorific(token: Morpheme) -> bool:
    return token.surface() in _HONORIFICS and token.part_of_speech()[0] == "接尾辞"


def _asks(token: Morpheme) -> bool:
    """いくら, なんぼ, いつ, だれ: never a name."""
    kind = token.part_of_speech()
    return kind[0] in ("代名詞", "副詞") or kind[2] == "副詞可能"


def _says_her_name(tokens: list[Morpheme], index: int) -> bool:
    """と申します."""
    following = tokens[index + 1].normalized_form() if index + 1 < len(tokens) else ""
    return tokens[index].surface() == "と" and following == "申す"


def _run_before(
    tokens: list[Morpheme], index: int, not_names: Collection[str]
) -> Iterator[tuple[int, int]]:
    """The nouns right before `index`; none where they are a form of address (お母, 保健師)."""
    start = index
    while start and _may_be_name(tokens, start - 1):
        start -= 1
    if start == index or tokens[index - 1].surface().endswith(tuple(not_names)):
        return
    if not tokens[start].surface().startswith(("お", "ご")) or index - start == 1:
        yield tokens[start].begin(), tokens[index - 1].end()


def _may_be_name(tokens: list[Morpheme], index: int) -> bool:
    kind = tokens[index].part_of_speech()
    within = index > 0 and tokens[index - 1].part_of_speech()[2] == "人名"
    return kind[0] in ("名詞", "接頭辞") or (kind[0] == "助詞" and within)
