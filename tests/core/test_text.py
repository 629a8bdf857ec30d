"""Text made comparable: what people and their keyboards may send."""

import pytest

from bot.core.text import LONGEST, Words, normalise

UNFOLDING = ["\ufdfa", "㍿", "ﬃ", "\U0001f1ef", "e" + "\u0301" * 9, "\u202e", "\ud800"]


@pytest.mark.parametrize("letter", UNFOLDING, ids=range(len(UNFOLDING)))
def test_no_letter_unfolds_into_a_text_too_long_to_read(letter):
    text = normalise(letter * 5000)
    assert len(text) <= LONGEST
    Words().tokens(text)
