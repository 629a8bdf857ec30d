"""Ages of children who are counted from their birth, in Japanese and in Chinese."""

import re
from collections.abc import Callable, Iterator

from .age_contexts import CHECK, CHECK_MISSED, MONTH, NO_SINCE_BIRTH
from .age_mentions import Mention, days, months, years

SINCE_BIRTH = re.compile(
    r"(?:生後|せいご|産後|さんご|出産(?:して|後|から)|(?:産んで|産まれて|生まれて|うまれて|うんで)"
    r"|お産(?:して|から)|帝王切開(?:して|から|後)|[产產][后後]|生完(?:[孩小]子|小孩|[宝寶]{2})?"
    r"|出生[后後才刚]?|日齢|月齢)(?:から|もう|まだ|約|やっと|ちょうど|まる|丸|\s)*"
    rf"(?:(?P<count>\d{{1,3}})\s?(?:[个個](?=星期|[礼禮]拜))?(?P<unit>星期|[礼禮]拜|日|にち|d|天|[週周]間?|しゅう(?:かん)?|w|{MONTH}"
    rf"|m(?![a-z])|年)?(?P<half>半)?"
    r"|(?:半年|はんとし))"
)
_BORN_NOW = re.compile(
    r"(?:昨日|きのう|今日|今朝|おととい|一昨日|先週|昨夜|さっき|数日前|[1-9]日前"
    r"|先日)に?[^。、\d]{0,8}?"
    r"(?:出産(?:し|$|、|。)|[産生う]ま?れ(?:た|まし)|[産う]んだ|[産う]みまし)"
    r"|(?:出産した|(?:[産生]|う)ま?れた|[産う]んだ)ば(?:か|っか)り"
    r"|(?:[産生う]ま?れて?|生後)(?:間|ま)も(?:ない|無い|なく)|[産生う]ま?れたて"
    r"|(?:赤ちゃん|赤ん坊|あかちゃん|人目)[をが]?\s?"
    r"(?:[産う]みまし|[産う]んでしま|出産しまし|(?:[産生]|う)まれまし)"
    r"|新生児(?!訪問|聴|マス|スクリ|検査|用|科|室|集中|期|医療|特定|服|サイズ|肌|黄疸|仮死"
    r"|の(?:訪問|検査|聴覚|シート))"
    r"|[刚剛]出生|[刚剛]生完|新生[儿兒](?![听聽筛篩])"
)
# born too early, or ill from birth, and still there
_IN_HOSPITAL = re.compile(
    r"nicu(?:に|で)(?:いま|いる|い[てっ]|おり|おる|おっ|入院|入っ)|未熟児で入院|保育器に(?:い|入)"
)
_FULL_MOON = re.compile(r"[刚剛快]?[满滿](?:月|百[天日])(?![意足])")
_HALF_YEAR = re.compile(
    r"半年(?:の|になる|(?:ちょっと|くらい|ぐらい|すぎ)の?)(?:息子|娘|子(?!育)|赤|男|女|双子)|半[岁歲]"
)
_WORDS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Mention]], ...] = (
    (_BORN_NOW, lambda found: days(0, found.group())),
    (_HALF_YEAR, lambda found: months(6, found.group())),
    (_FULL_MOON, lambda found: months(1 if "月" in found.group() else 3, found.group())),
    (_IN_HOSPITAL, lambda found: Mention(0, 3, found.group(), weak=True)),
)


def born_lately(text: str) -> Iterator[Mention]:
    """The ages that words without a count say: 新生児, 半年の息子, 满月."""
    for pattern, make in _WORDS:
        for found in pattern.finditer(text):
            yield make(found)


def since_birth(found: re.Match[str], text: str) -> Iterator[Mention]:
    """The age that a match of SINCE_BIRTH says."""
    phrase, unit = found.group(), found["unit"] or ""
    check = CHECK.match(text, found.end())
    missed = check and CHECK_MISSED.match(text, check.end())
    if not missed and (check or NO_SINCE_BIRTH.match(text, found.end())):
        return
    if found["count"] is None:
        yield months(6, phrase)
        return
    count = int(found["count"])
    if unit[:1] in ("週", "周", "し", "w", "星", "礼", "禮"):
        yield days(count * 7, phrase)
    elif unit == "年":
        yield years(count, phrase, 6 if found["half"] else None)
    elif unit in ("日", "にち", "d", "天") or (not unit and "日齢" in phrase):
        yield days(count, phrase)
    elif (unit or "月齢" in phrase) and count <= 36:
        yield months(count, phrase)
