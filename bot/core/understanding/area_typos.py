"""A name of a place with a slip of the finger in it."""

import re
from collections.abc import Sequence

from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

# kana that stand as a word of their own in front of words that only follow places
_CANDIDATE = re.compile(
    r"(?:^|[^ぁ-ゖー]|は|が)([ぁ-ゖー]{4,9}?) ?"
    r"(?:に ?(?:住|すん|すみ|ひっこ|引っ越)|(?:の ?)?(?:近く|ちかく|あたり|へんで|周辺)|在住)"
)


def nearest_kana(text: str, names: Sequence[str]) -> str | None:
    """The name that is one kana away from a word of `text` that must be a place."""
    for found in _CANDIDATE.finditer(text):
        best = process.extractOne(found[1], names, scorer=Levenshtein.distance, score_cutoff=1)
        if best:
            return best[0]
    return None
