"""Languages: seven of them, and Japanese for whatever is none."""

import pytest

from bot.core.text import normalise
from bot.core.understanding.language import detect
from tests.core.slots import sentences


def test_knows_the_language():
    rows = [(row["text"], row["language"], detect(row["text"])) for row in sentences("language")]
    assert [row for row in rows if row[1] != row[2]] == []


@pytest.mark.parametrize(
    "text", ["", " ", "\n", "🍙", "123", "----", "'; DROP TABLE users; --", "x" * 500]
)
def test_what_is_no_language_is_japanese(text):
    assert detect(normalise(text)) == "ja"


def test_a_name_in_another_script_does_not_decide():
    assert detect("is ファミサポ open to foreigners and can i apply in english?") == "en"
    assert detect("孩子发烧了，应该去こども急患センター吗") == "zh-Hans"
    assert detect("helpマークはどこでもらえますか") == "ja"
