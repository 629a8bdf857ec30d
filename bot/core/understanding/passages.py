"""A long message in parts: among many calm sentences one of danger would weigh too little."""

import re

from ..text import LONGEST

LENGTH = 50  # letters: a message up to this long is one part; a longer sentence stays whole

_SENTENCE = re.compile(r"(?<=[。！？!?\n])|(?<=[a-z]\. )")


def passages(raw: str) -> list[str]:
    """The sentences of `raw`, then short neighbours together; [] for a message that is short.

    >>> passages("あ。" + "い" * 50)[0]
    'あ。'
    """
    sentences = [one for one in _SENTENCE.split(raw[:LONGEST]) if one.strip()]
    parts: list[str] = []
    for sentence in sentences:
        if parts and len(parts[-1]) + len(sentence) <= LENGTH:
            parts[-1] += sentence
        else:
            parts.append(sentence)
    return list(dict.fromkeys(sentences + parts)) if len(raw) > LENGTH else []
