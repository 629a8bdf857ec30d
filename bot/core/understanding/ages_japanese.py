"""Ages of children in numbers, in Japanese and in Chinese."""

import re
from collections.abc import Iterator

from .age_contexts import (
    ADULT_AFTER,
    BEFORE,
    CHECK,
    CHECK_MISSED,
    CHECK_RESULT,
    CHILD_AFTER,
    CHILD_BEFORE,
    CLASS,
    MANY,
    MONTH,
    NO_MONTHS,
    NO_MONTHS_BEFORE,
    NO_SHORTHAND,
    NO_YEARS,
    NO_YEARS_BEFORE,
    SOON,
    TURNING_AFTER,
    TURNING_BEFORE,
    UNDER,
    VACCINE,
    YEAR,
)
from .age_mentions import ADULT, TEEN, Mention, before, days, months, years
from .ages_birth import SINCE_BIRTH, born_lately, since_birth

_YEARS = re.compile(
    rf"(?<!\d)(?<!\d[.:/])(?P<more>(?:(?<![小中高第])\d{{1,2}}\s?[、,・と/&]\s?){{0,4}})"
    rf"(?:(?P<low>\d{{1,2}})\s?{YEAR}?\s?[ー~\-]\s?)?(?P<year>\d{{1,2}})(?P<point>\.5)?\s?{YEAR}児?"
    rf"(?:(?P<joint>[と零又]?\s?)(?P<month>\d{{1,2}})\s?(?:{MONTH}|m(?![a-z]))|(?P<half>\s?(?:半|はん)))?"
)
_MONTHS = re.compile(
    rf"(?<!\d)(?<!\d[.:/])(?:(?P<low>\d{{1,2}})(?:\s?{MONTH})?\s?[ー~\-、,]\s?)?(?P<month>\d{{1,2}})\s?{MONTH}半?"
)
_SHORTHAND = re.compile(
    r"(?<![a-z\d.])(?:(?P<year>\d{1,2})\s?y(?:\s?(?P<month>\d{1,2})\s?m)?"
    r"|(?P<only>\d{1,2})m)(?![a-z\d])"
)
_IN_BRACKETS = re.compile(
    r"(?:息子|娘|子ども?|子供|[長次三][男女]|孫|男児"
    r"|女児)(?:さん|ちゃん|くん|君)?\s?\((?P<year>\d{1,2})(?:\s?[と、・,/]\s?(?P<second>\d{1,2}))?\)"
)
_WEEKS_OLD = re.compile(
    r"(?<!\d)(?P<count>\d{1,2})週間?の(?:赤|あか|新生|ベビ|乳児|息子|娘|双子|子(?!育))"
)


def numbered_ages(text: str, expecting: bool) -> Iterator[Mention]:
    """Every age in numbers (digits for number words) that is a child's."""
    spans: list[tuple[int, int]] = []
    for found in SINCE_BIRTH.finditer(text):
        spans.append(found.span())
        yield from since_birth(found, text)
    for found in _YEARS.finditer(text):
        spans.append(found.span())
        yield from _in_years(found, text, expecting)
    for pattern, make in _READ_AFTER:
        for found in pattern.finditer(text):
            if not any(start <= found.start() < end for start, end in spans):
                yield from make(found, text, expecting)
    yield from born_lately(text)


def _in_years(found: re.Match[str], text: str, expecting: bool) -> Iterator[Mention]:
    value, phrase, end = int(found["year"]), found.group(), found.end()
    if UNDER.match(text, end) and 0 < value < TEEN:
        yield years(value - 1, phrase)
        return
    ruled = NO_YEARS.match(text, end) or NO_YEARS_BEFORE.search(before(found))
    if value >= ADULT or ruled:
        return
    if value >= TEEN and (expecting or ADULT_AFTER.match(text, end)):
        return
    if found["low"]:
        # 1ー2歳 is a child, 0ー5歳 the range of a service
        if value - int(found["low"]) == 1:
            yield Mention(int(found["low"]) * 12, value * 12 + 11, phrase)
        return
    check = CHECK.match(text, end)
    if check or VACCINE.match(text, end):
        yield from _at_check(found, text, check)
    elif SOON.search(before(found)) or BEFORE.match(text, end):
        exact = value * 12 + int(found["month"] or (6 if found["half"] else 0))
        yield Mention(exact - (1 if found["month"] else 2), exact - (not found["month"]), phrase)
    elif TURNING_BEFORE.search(before(found)) and TURNING_AFTER.match(text, end):
        yield years(value - 1, phrase)
    elif CLASS.match(text, end):
        # a class is named by the age in April
        yield Mention(value * 12, value * 12 + 23, phrase, weak=True)
    else:
        yield from _plain_years(found, text)


def _at_check(found: re.Match[str], text: str, check: re.Match[str] | None) -> Iterator[Mention]:
    """The check-up of an age says little, unless it was there that something was found."""
    low = int(found["year"]) * 12 + (int(found["month"] or 0) or (6 if found["half"] else 0))
    high = low + (5 if low % 12 else 11)
    told = check and _told(text, check.end())
    if told or not check or check["loose"]:
        missed = check and CHECK_MISSED.match(text, check.end())
        yield Mention(low, high, found.group(), weak=not told or bool(missed))


def _told(text: str, end: int) -> bool:
    """True when the child was, or should have been, at the check-up that is named before `end`."""
    return bool(CHECK_RESULT.match(text, end) or CHECK_MISSED.match(text, end))


def _plain_years(found: re.Match[str], text: str) -> Iterator[Mention]:
    value, phrase = int(found["year"]), found.group()
    corrected = before(found).endswith("修正")
    first = [int(number) for number in re.findall(r"\d+", found["more"])]
    if first and "、" in found["more"] and value - first[-1] == 1 and len(first) == 1:
        yield Mention(first[0] * 12, value * 12 + 11, phrase)  # 2、3歳
        return
    for other in first:
        yield years(other, phrase)
    if found["month"] is None:
        half = 6 if found["half"] or found["point"] else None
        yield years(value, phrase, half, weak=corrected)
    elif ("と" in found["joint"] and value >= 3) or MANY.match(text, found.end()):
        yield years(value, phrase)
        yield months(int(found["month"]), phrase)
    else:
        yield years(value, phrase, int(found["month"]), weak=corrected)


def _in_months(found: re.Match[str], text: str, expecting: bool) -> Iterator[Mention]:
    value, phrase, end = int(found["month"]), found.group(), found.end()
    if value > 36 or NO_MONTHS.match(text, end) or NO_MONTHS_BEFORE.search(before(found)):
        return
    of_child = CHILD_BEFORE.search(before(found)) or CHILD_AFTER.match(text, end)
    if expecting and not of_child:
        return
    check = CHECK.match(text, end)
    if check or VACCINE.match(text, end):
        missed = check and CHECK_MISSED.match(text, check.end())
        told = check and _told(text, check.end())
        if told or not check or check["loose"]:
            yield months(value, phrase, weak=not told or bool(missed))
    elif text.startswith("のやつ", end):
        return
    elif SOON.search(before(found)):
        yield Mention(value - 1, value, phrase)
    else:
        low = int(found["low"]) if found["low"] else value
        yield Mention(min(low, value), value, phrase, weak=before(found).endswith("修正"))


def _in_shorthand(found: re.Match[str], text: str, _: bool) -> Iterator[Mention]:
    phrase = found.group()
    check = CHECK.match(text, found.end())
    if check and found["only"] and CHECK_MISSED.match(text, check.end()):
        yield months(int(found["only"]), phrase, weak=True)
    if NO_SHORTHAND.match(text, found.end()):
        return
    if found["only"]:
        if int(found["only"]) <= 36:
            yield months(int(found["only"]), phrase)
    elif int(found["year"]) < ADULT:
        yield years(int(found["year"]), phrase, int(found["month"]) if found["month"] else None)


def _in_weeks(found: re.Match[str], text: str, expecting: bool) -> Iterator[Mention]:
    yield days(7 * int(found["count"]), found.group())


def _in_brackets(found: re.Match[str], text: str, expecting: bool) -> Iterator[Mention]:
    youngest = min(int(found["year"]), int(found["second"] or ADULT))
    if youngest < ADULT:
        yield years(youngest, found.group())


# read where nothing else was, in this order
_READ_AFTER = (
    (_MONTHS, _in_months),
    (_SHORTHAND, _in_shorthand),
    (_WEEKS_OLD, _in_weeks),
    (_IN_BRACKETS, _in_brackets),
)
