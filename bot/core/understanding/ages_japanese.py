"""Ages of children in numbers, in Japanese and in Chinese."""

import re
from collections.abc import Iterator

from .age_contexts import (
    ADULT_AFTER,
    BEFORE,
    CHECK,
    CHECK_RESULT,
    CHILD_AFTER,
    CHILD_BEFORE,
    MANY,
    MONTH,
    NO_MONTHS,
    NO_MONTHS_BEFORE,
    NO_SHORTHAND,
    NO_SINCE_BIRTH,
    NO_YEARS,
    NO_YEARS_BEFORE,
    SOON,
    VACCINE,
    YEAR,
)
from .age_mentions import ADULT, TEEN, Mention, before, days, months, years

_YEARS = re.compile(
    rf"(?<!\d)(?<!\d[.:/])(?P<more>(?:(?<![小中高第])\d{{1,2}}\s?[、,・と/&]\s?){{0,4}})"
    rf"(?:(?P<low>\d{{1,2}})\s?{YEAR}?\s?[ー~\-]\s?)?(?P<year>\d{{1,2}})(?P<point>\.5)?\s?{YEAR}児?"
    rf"(?:(?P<joint>と?\s?)(?P<month>\d{{1,2}})\s?(?:{MONTH}|m(?![a-z]))|(?P<half>\s?(?:半|はん)))?"
)
_MONTHS = re.compile(
    rf"(?<!\d)(?<!\d[.:/])(?:(?P<low>\d{{1,2}})(?:\s?{MONTH})?\s?[ー~\-、,]\s?)?(?P<month>\d{{1,2}})\s?{MONTH}半?"
)
_SHORTHAND = re.compile(
    r"(?<![a-z\d.])(?:(?P<year>\d{1,2})\s?y(?:\s?(?P<month>\d{1,2})\s?m)?"
    r"|(?P<only>\d{1,2})m)(?![a-z\d])"
)
_SINCE_BIRTH = re.compile(
    r"(?:生後|せいご|産後|さんご|出産(?:して|後|から)|(?:産んで|産まれて|生まれて|うまれて|うんで)"
    r"|出生[后後才刚]?|日齢|月齢)(?:から|もう|まだ|約|やっと|ちょうど|まる|丸|\s)*"
    rf"(?:(?P<count>\d{{1,3}})\s?(?P<unit>日|にち|d|天|[週周]間?|しゅう(?:かん)?|w|{MONTH}"
    rf"|m(?![a-z])|年)?(?P<half>半)?"
    r"|(?:半年|はんとし))"
)
_BORN_NOW = re.compile(
    r"(?:昨日|きのう|今日|今朝|おととい|一昨日|先週|昨夜|さっき|数日前|[1-9]日前"
    r"|先日)に?[^。、\d]{0,8}?"
    r"(?:出産し|[産生う]ま?れ(?:た|まし)|[産う]んだ|[産う]みまし)"
    r"|(?:出産した|(?:[産生]|う)ま?れた|[産う]んだ)ば(?:か|っか)り"
    r"|(?:赤ちゃん|赤ん坊|あかちゃん|人目)[をが]?\s?"
    r"(?:[産う]みまし|[産う]んでしま|出産しまし|(?:[産生]|う)まれまし)"
    r"|新生児(?!訪問|聴|マス|スクリ|検査|用|科|室|集中|期|医療|特定|服|サイズ|肌|黄疸|仮死"
    r"|の(?:訪問|検査|聴覚|シート))"
    r"|[刚剛]出生|[刚剛]生完|新生[儿兒](?![听聽筛篩])"
)
_IN_BRACKETS = re.compile(
    r"(?:息子|娘|子ども?|子供|[長次三][男女]|孫|男児"
    r"|女児)\s?\((?P<year>\d{1,2})(?:\s?[と、・,/]\s?(?P<second>\d{1,2}))?\)"
)
_HALF_YEAR = re.compile(r"半年の(?:息子|娘|子|赤|男|女|双子)|半[岁歲]")


def numbered_ages(text: str, expecting: bool) -> Iterator[Mention]:
    """Every age in numbers (digits for number words) that is a child's."""
    spans: list[tuple[int, int]] = []
    for found in _SINCE_BIRTH.finditer(text):
        spans.append(found.span())
        yield from _since_birth(found, text)
    for found in _YEARS.finditer(text):
        spans.append(found.span())
        yield from _in_years(found, text, expecting)
    for found in _MONTHS.finditer(text):
        if not any(start <= found.start() < end for start, end in spans):
            yield from _in_months(found, text, expecting)
    for found in _SHORTHAND.finditer(text):
        yield from _in_shorthand(found, text)
    for found in _IN_BRACKETS.finditer(text):
        youngest = min(int(found["year"]), int(found["second"] or ADULT))
        if youngest < ADULT:
            yield years(youngest, found.group())
    for found in _BORN_NOW.finditer(text):
        yield days(0, found.group())
    for found in _HALF_YEAR.finditer(text):
        yield months(6, found.group())


def _since_birth(found: re.Match[str], text: str) -> Iterator[Mention]:
    phrase, unit = found.group(), found["unit"] or ""
    if NO_SINCE_BIRTH.match(text, found.end()) or CHECK.match(text, found.end()):
        return
    if found["count"] is None:
        yield months(6, phrase)
        return
    count = int(found["count"])
    if unit[:1] in ("週", "周", "し", "w"):
        yield days(count * 7, phrase)
    elif unit == "年":
        yield years(count, phrase, 6 if found["half"] else None)
    elif unit in ("日", "にち", "d", "天") or (not unit and "日齢" in phrase):
        yield days(count, phrase)
    elif (unit or "月齢" in phrase) and count <= 36:
        yield months(count, phrase)


def _in_years(found: re.Match[str], text: str, expecting: bool) -> Iterator[Mention]:
    value, phrase, end = int(found["year"]), found.group(), found.end()
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
        exact = value * 12 + int(found["month"] or 0)
        yield Mention(exact - (1 if found["month"] else 2), exact - (not found["month"]), phrase)
    else:
        yield from _plain_years(found, text)


def _at_check(found: re.Match[str], text: str, check: re.Match[str] | None) -> Iterator[Mention]:
    """The check-up of an age says little, unless it was there that something was found."""
    low = int(found["year"]) * 12 + (int(found["month"] or 0) or (6 if found["half"] else 0))
    high = low + (5 if low % 12 else 11)
    told = check and CHECK_RESULT.match(text, check.end())
    if told or not check or check["loose"]:
        yield Mention(low, high, found.group(), weak=not told)


def _plain_years(found: re.Match[str], text: str) -> Iterator[Mention]:
    value, phrase = int(found["year"]), found.group()
    first = [int(number) for number in re.findall(r"\d+", found["more"])]
    if first and "、" in found["more"] and value - first[-1] == 1 and len(first) == 1:
        yield Mention(first[0] * 12, value * 12 + 11, phrase)  # 2、3歳
        return
    for other in first:
        yield years(other, phrase)
    if found["month"] is None:
        half = 6 if found["half"] or found["point"] else None
        yield years(value, phrase, half)
    elif ("と" in found["joint"] and value >= 3) or MANY.match(text, found.end()):
        yield years(value, phrase)
        yield months(int(found["month"]), phrase)
    else:
        yield years(value, phrase, int(found["month"]))


def _in_months(found: re.Match[str], text: str, expecting: bool) -> Iterator[Mention]:
    value, phrase, end = int(found["month"]), found.group(), found.end()
    if value > 36 or NO_MONTHS.match(text, end) or NO_MONTHS_BEFORE.search(before(found)):
        return
    of_child = CHILD_BEFORE.search(before(found)) or CHILD_AFTER.match(text, end)
    if expecting and not of_child:
        return
    check = CHECK.match(text, end)
    if check or VACCINE.match(text, end):
        told = check and CHECK_RESULT.match(text, check.end())
        if told or not check or check["loose"]:
            yield months(value, phrase, weak=not told)
    elif text.startswith("のやつ", end):
        return
    elif SOON.search(before(found)):
        yield Mention(value - 1, value, phrase)
    else:
        low = int(found["low"]) if found["low"] else value
        yield Mention(min(low, value), value, phrase, weak=before(found).endswith("修正"))


def _in_shorthand(found: re.Match[str], text: str) -> Iterator[Mention]:
    phrase = found.group()
    if NO_SHORTHAND.match(text, found.end()):
        return
    if found["only"]:
        if int(found["only"]) <= 36:
            yield months(int(found["only"]), phrase)
    elif int(found["year"]) < ADULT:
        yield years(int(found["year"]), phrase, int(found["month"]) if found["month"] else None)
