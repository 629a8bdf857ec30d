"""How old the youngest child of a message is, and whether a child is expected."""

import re

from .age_mentions import TEEN
from .ages_foreign import foreign_ages
from .ages_japanese import numbered_ages
from .ages_school import school_ages
from .numerals import with_digits
from .pregnancy import is_expecting
from .result import Ages

# a pupil who writes about herself
_OF_HERSELF = re.compile(
    r"彼氏|生理が|(?:親|お母さん|おかあさん)に(?:は|も)?(?:言|いえ|話|ばれ|バレ)"
)
_CHILD = re.compile(r"娘|息子|孫|子ども|子供|生徒|[長次三][男女]|[姪甥]|児")


def find_ages(text: str) -> tuple[Ages | None, bool]:
    """The youngest child's age in a normalised text, and whether a child is expected.

    An age is in completed months, inclusive; what a check-up only implies counts when nothing
    else is said.
    """
    expecting = is_expecting(text)
    counted = with_digits(text)
    found = [
        *numbered_ages(counted, expecting),
        *school_ages(counted),
        *foreign_ages(counted, expecting),
    ]
    if expecting or any(mention.max <= 1 for mention in found):
        # a teenager beside a pregnancy or a birth is the mother
        found = [mention for mention in found if mention.min < 12 * TEEN]
    elif _OF_HERSELF.search(text) and not _CHILD.search(text):
        found = [mention for mention in found if mention.min < 12 * TEEN]
    stated = [mention for mention in found if not mention.weak] or found
    if not stated:
        return None, expecting
    youngest = min(stated, key=lambda mention: (mention.min, mention.max))
    return Ages(youngest.min, youngest.max, youngest.phrase), expecting
