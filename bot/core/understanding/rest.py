"""What a short message says besides an age, a town or a day."""

from ..catalog import Area
from ..text import hiragana
from .message import Lexicon, Message, Reader
from .result import Ages
from .times import without_times

LONGEST = 16  # letters; a longer message always says something


class Rest:
    """Reads lexicon/empty_words.csv: words in dictionary form that alone ask for nothing."""

    def __init__(self, lexicon: Lexicon, reader: Reader) -> None:
        self._empty = {row["word"] for row in lexicon.get("empty_words", ())}
        self._words = reader.words

    @staticmethod
    def says_something(message: Message) -> bool:
        """True for a message that is too long to be an age, a town or a day alone."""
        return len(message.standard) > LONGEST

    def find(self, message: Message, ages: Ages | None, area: Area | None) -> tuple[str, ...]:
        """The words of content that are left; () for 「日曜は？」「3歳です」「電話は？」."""
        if self.says_something(message):
            return message.words
        text = without_times(message.standard)
        named = [ages.phrase] if ages else []
        named += [area.name, hiragana(area.kana)] if area else []
        for phrase in filter(None, named):
            text = text.replace(phrase, " ")
        words = self._words.content(self._words.tokens(text))
        return tuple(word for word in words if word not in self._empty)
