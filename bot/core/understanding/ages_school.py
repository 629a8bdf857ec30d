"""Ages of children by their class or grade, in the languages that write it with characters."""

import re
from collections.abc import Iterator

from .age_mentions import Mention, school_year

KINDERGARTEN, PRIMARY, JUNIOR, SENIOR = 36, 72, 144, 180  # months at the start of the first year

_RULE = (
    r"から(?!の)|まで|以上|以下|にな(?:ったら|れば|ると)|の(?:時|とき|頃|壁)|病|向け|対象|限定|料金"
)
_CLASSES = re.compile(
    r"(?P<next>(?:来年度?|らいねん|4月|(?<!今年の)(?<!この)春|来春)[からはに]*\s?)?(?<!最)"
    r"(?:(?P<first>年少|ねんしょう|小班)|(?P<second>(?<![一1今来去昨半数学周通本同毎\d])年中"
    r"|ねんちゅう|中班)"
    r"|(?P<third>年長|ねんちょう|大班))"
    rf"(?!無休|行事|やって|忙|休み|ずっと|同じ|開|[者期々]|{_RULE})"
)
_ENTERING = re.compile(
    r"(?:来年度?|らいねん|来春|今度|もうすぐ|まもなく|春|4月|来月|再来月|明年|[今明]?年?九月)(?:から"
    r"|[はにのでか要])*[^。、\d]{0,8}?"
    r"(?P<to>小学|しょうがっこう|入学|就学|1年生|いちねんせい|小1|上小[学學]|中学|中1|高校"
    r"|高1)(?!を?(?:出|卒|中退|辞|やめ)|[校生]?[にへ](?:なった|なって|なりまし|上がった|あがった|上がりまし|入った|入りまし))"
    r"|(?:娘|息子|子|子ども|孫|[長次三][男女])[^。、\d]{0,4}?(?P<next>小学校?|中学校?|高校)(?:[にのへ]|へ?の)?"
    r"(?:入学(?!し|前)|進学|受験|入試|上が(?!っ|りまし)|あが(?!っ|りまし))"
    r"|小学校?(?:に(?:上が|あが|入)る|入学|に入学する)前|1年生になる前|新1年生|しんいちねんせい|ピカピカの1年生|入学を控え"
)
_GRADES = re.compile(
    r"(?P<school>しょうがく(?:せい)?|ちゅうがく(?:せい)?|こうこう|小[学學](?:校の?)?|小|中学(?:校の?)?|中|高校の?|高|初中?|国中|國中)?\s?(?P<grade>[1-6])"
    r"\s?(?P<unit>年(?:[级級]|生(?![ま存]))?|ねんせい)?(?:[男女]子?|児)?"
    rf"(?![\d時さ人個品科日度番:.,%月歳才岁歲ヶかカヵ回件本枚つ]|{_RULE})"
)
_BEGUN = re.compile(
    r"(?P<to>小学|中学|高校)校?[にへ](?:上が|あが|入|はい)(?:ったばかり|って(?:すぐ|から)|りました)"
)
_STARTS = {
    "中": JUNIOR,
    "初": JUNIOR,
    "ち": JUNIOR,
    "国": JUNIOR,
    "國": JUNIOR,
    "高": SENIOR,
    "こ": SENIOR,
}
_GROUPS = re.compile(
    r"(?P<low>低学年)|(?P<middle>(?<=小学校)中学年)|(?P<high>高学年)"
    r"|(?P<primary>小[学學]生|小学校に通|しょうがくせい)|(?P<junior>中[学學]生|中学校?に通"
    r"|ちゅうがくせい|初中生)"
    rf"|(?P<senior>高校生|高校に通|こうこうせい|高中生)(?!{_RULE})"
)
_GROUP_AGES = {
    "low": (72, 107), "middle": (96, 131), "high": (120, 155),
    "primary": (72, 155), "junior": (144, 191), "senior": (180, 227),
}  # fmt: skip


def school_ages(text: str) -> Iterator[Mention]:
    """Ages by class (年中), grade (小2, 二年级) and school (中学生); who enters next is younger."""
    entering = _ENTERING.search(text)
    if entering:
        to = entering["to"] or entering["next"] or ""
        start = JUNIOR if to[:1] == "中" else SENIOR if to[:1] == "高" else PRIMARY
        yield school_year(start, 0, entering.group())
        text = text[: entering.start()] + " " + text[entering.end() :]
    for found in _BEGUN.finditer(text):
        yield school_year(_STARTS.get(found["to"][0], PRIMARY), 1, found.group())
    for found in _CLASSES.finditer(text):
        grade = next(n for n, key in enumerate(("first", "second", "third"), 1) if found[key])
        yield school_year(KINDERGARTEN, grade - bool(found["next"]), found.group())
    for found in _GRADES.finditer(text):
        yield from _grade(found, text)
    for found in _GROUPS.finditer(text):
        low, high = _GROUP_AGES[found.lastgroup or ""]
        if not re.match(_RULE, text[found.end() :]):
            yield Mention(low, high, found.group())


def _grade(found: re.Match[str], text: str) -> Iterator[Mention]:
    school, unit, grade = found["school"] or "", found["unit"] or "", int(found["grade"])
    before = text[max(0, found.start() - 4) : found.start()]
    if not school and (unit in ("", "年") or before.endswith(("大学", "専門学校", "看護"))):
        return
    if len(school) > 1 and school[:1] not in "しちこ" and not unit:
        return
    if school[:1] in _STARTS and grade > 3 or before.endswith(("最", "大")):
        return
    yield school_year(_STARTS.get(school[:1], PRIMARY), grade, found.group())
