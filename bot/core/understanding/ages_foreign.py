"""Ages of children in English, Vietnamese, Korean and Tagalog."""

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from .age_mentions import ADULT, Mention, before, days, months, school_year, years
from .ages_school import JUNIOR, PRIMARY, SENIOR

_OLD = re.compile("old|tu[ổo]i|gulang")
Found = re.Match[str]
Make = Callable[[Found], Mention | None]


class Tongue(NamedTuple):
    """The patterns of a language; `lasting`: what stands before and after a stretch of time."""

    rules: tuple[tuple[re.Pattern[str], Make], ...]
    lasting: tuple[re.Pattern[str], re.Pattern[str]]
    limits: re.Pattern[str]  # after an age that is the rule of a service


def _years(found: Found) -> Mention | None:
    value, parts = int(found["n"]), found.groupdict()
    extra = int(parts["m"]) if parts.get("m") else 6 if parts.get("half") else None
    return years(value, found.group(), extra) if value < ADULT else None


def _youngest(found: Found) -> Mention | None:
    value = min(int(number) for number in re.findall(r"\d+", found.group()))
    return years(value, found.group()) if value < ADULT else None


def _soon(found: Found) -> Mention:
    value = int(found["n"] if "n" in found.groupdict() else 1) * 12
    return Mention(value - 2, value - 1, found.group())


def _months(found: Found) -> Mention | None:
    value = int(found["n"])
    return months(value, found.group()) if value <= 36 else None


def _weeks(found: Found) -> Mention:
    return days(int(found["n"]) * 7, found.group())


def _days(found: Found) -> Mention:
    return days(int(found["n"]), found.group())


def _newborn(found: Found) -> Mention:
    return days(0, found.group())


def _grade(start: int) -> Make:
    return lambda found: school_year(start, int(found["n"]), found.group())


def _between(low: int, high: int) -> Make:
    return lambda found: Mention(low, high, found.group())


def _tongue(first: str, last: str, limits: str, *rows: tuple[str, Make]) -> Tongue:
    rules = tuple((re.compile(pattern), make) for pattern, make in rows)
    return Tongue(rules, (re.compile(f"(?:{first})$"), re.compile(last)), re.compile(limits))


_CHILD = (
    r"(?:son|daughter|boy|girl|kid|child|baby|toddler|twin|children|infant|grand(?:son"
    r"|daughter|child))s?"
)
_NO_UNIT = (
    r"(?! ?(?:months?|mos?\b|m\b|weeks?|wks?|days?|hours?|kids|children|degrees|pm|am|times"
    r"|[%.:/°]|\d|kg|st|nd|rd|th))"
)
_YEAR = r"(?:years?|yrs?|yr|y)"
_ENGLISH = _tongue(
    r"(?:for|in|past|last|next|every|after|within|about|waited|over|been|another|than|lived here) ",
    r" ?(?:ago|pregnan|later|of |behind|rent|leave|left|along|from|in japan|here|waiting|into"
    r"|until|before|passed|post-?due|now since)",
    r" ?(?:and|or) (?:up|over|under|older|younger)|\+",
    (rf"\b(?:{_CHILD}|he|she)(?:'s| is)? (?:just |now |turned )*(?P<n>\d)(?P<half> and a half)", _years),
    (rf"\b(?:almost|nearly|about to turn|turning) (?P<n>\d{{1,2}})[- ]?(?:{_YEAR}[- ]?olds?|yo)\b",
     _soon),
    (rf"\b{_CHILD}[ ,:(]{{1,2}}(?P<n>\d{{1,2}}) ?{_YEAR}\b(?! ?(?:ago|in |here|old|and))", _years),
    (rf"\b(?P<n>\d{{1,2}})(?P<half>\.5|½| ?1⁄2"
     rf"| and a half)?[- ]?{_YEAR}(?: and (?P<m>\d{{1,2}}) months?)?[- ]?(?:olds?|/o)\b", _years),
    (r"\b(?P<n>\d{1,2}) ?y/?os?\b", _years),
    (r"\b(?P<n>\d{1,2}) ?(?:years?|yrs?) (?:and|&) (?P<m>\d{1,2}) (?:months?|mos?)\b(?! ago)", _years),
    (rf"\b{_CHILD} will be (?P<n>\d{{1,2}}) (?:next|in|soon)", _soon),
    (rf"\b{_CHILD}(?: are)?[^.?!\d]{{0,4}}(?:\d{{1,2}}, ?){{0,3}}\d{{1,2}},? ?(?:and|&) ?\d{{1,2}}\b{_NO_UNIT}",
     _youngest),
    (rf"\b{_CHILD} \((?P<n>\d)(?P<half>\.5)\)", _years),
    (r"\bgave birth (?:about |only |just )?(?P<n>\d{1,2}) days? ago", _days),
    (r"\bgave birth (?:about |only |just )?(?P<n>\d{1,2}) weeks? ago", _weeks),
    (r"\bbaby(?:'s| is)? (?:now |just |only |about )?(?P<n>\d{1,2}) (?:weeks|wks)\b", _weeks),
    (r"\bbaby (?:was )?born (?:last week|yesterday|this week|today)", _newborn),
    (rf"\b(?P<n>\d{{1,2}}) (?:and|&|or) \d{{1,2}}[- ]{_YEAR}[- ]olds?", _years),
    (r"\b(?P<n>1)(?P<half> year and a half|½)"
     r"|\b(?P<m>a) year and a half", lambda f: months(18, f.group())),
    (rf"\b{_CHILD}(?:'s| is| are| just| will be|, who is)? (?:only |just |now |turned "
     rf"|already |about )*(?P<n>\d{{1,2}})\b{_NO_UNIT}", _years),
    (rf"\b(?:he|she|they)(?:'s| is|'re| are) (?:only |just |now |turning "
     rf"|already )*(?P<n>\d{{1,2}})\b{_NO_UNIT}", _years),
    (rf"\b(?:aged?|ages|turned) (?P<n>\d{{1,2}})\b{_NO_UNIT}", _years),
    (rf"\b(?:almost|nearly|turning|turns) (?P<n>\d{{1,2}})\b{_NO_UNIT}", _soon),
    (rf"\b{_CHILD}[^.?!\d]{{0,12}}[(,] ?(?:aged? )?(?P<n>\d{{1,2}})\b{_NO_UNIT}", _years),
    (rf"\b{_CHILD}[^.?!\d]{{0,12}}\(?\d{{1,2}} ?(?:and|&|,) ?(?P<n>\d{{1,2}})\b{_NO_UNIT}", _years),
    (r"\b(?P<n>\d{1,2})[- ]months?[- ](?:baby|infant|toddler)", lambda f: months(int(f["n"]), f.group())),
    (r"\b(?P<n>\d{1,2})[- ]?(?:months?|mos?|mths?)\b(?:[- ]?olds?)?", _months),
    (r"\b(?P<n>\d{1,2})[- ]?(?:weeks?|wks?)[- ](?:old|post ?partum|after (?:birth"
     r"|giving))", _weeks),
    (r"\b(?P<n>\d{1,2})[- ]?days?[- ](?:old|post ?partum|after (?:birth|giving))", _days),
    (r"\bnew ?born(?! (?:screening|hearing|visit|care class))|\bjust (?:gave birth|had (?:a|my"
     r"|our) baby)"
     r"|\bgave birth (?:yesterday|last week|this week|\d days? ago)", _newborn),
    (r"\b(?:grade|year) (?P<n>[1-6])\b", _grade(PRIMARY)),
    (r"\b(?P<n>[1-6])(?:st|nd|rd|th)?[- ]grade", _grade(PRIMARY)),
    (r"\b(?:start(?:s|ing)?|begin(?:s|ning)?|enter(?:s|ing)?|going)(?: to| in)? (?:elementary"
     r"|primary|first grade|school)"
     r"(?: school)?[^.?!]{0,20}(?:april|next|spring|soon)", _between(60, 83)),
    (r"\b(?:in|at|attends|goes to) (?:elementary|primary)\b|\b(?:elementary"
     r"|primary)[- ]school(?:er|[- ](?:kid|child|son|daughter))",
     _between(72, 155)),
    (r"\b(?:junior high|middle school)", _between(144, 191)),
    (r"(?<!junior )\bhigh school", _between(180, 227)),
)  # fmt: skip
_VIETNAMESE = _tongue(
    r"(?:thai|bầu|bau|suốt|trong|mỗi|cách đây|khoảng|hơn|trước|đã|thuê|được (?:thai )?|nghỉ|nghỉ việc|thất nghiệp|mất việc|chậm) ",
    r" ?(?:trước|truoc|nay|sau|tiền|thuê|nữa|lương|một lần|1 lần|ở nhật|liền|thai kỳ|thì sinh)",
    r" ?(?:trở (?:lên|xuống)|mới được)",
    (r"\b(?:gần|sắp(?: được| tròn)?|gan|sap) (?P<n>\d{1,2}) tu[ổo]i", _soon),
    (r"\b(?P<n>\d{1,2}) tu[ổo]i(?: (?P<half>rưỡi|ruoi|mấy)| ?(?P<m>\d{1,2}) th[áa]ng)?", _years),
    (r"\b(?P<n>\d{1,2}) ?th[áa]ng(?: tu[ổo]i)?(?! ?\d)", _months),
    (r"\b(?P<n>\d{1,2}) tu[ầa]n tu[ổo]i"
     r"|(?:sinh|đẻ) (?:được "
     r"|đc )?(?P<m>\d{1,2}) tu[ầa]n", lambda f: days(7 * int(f["n"] or f["m"]), f.group())),
    (r"\b(?P<n>\d{1,2}) ng[àa]y tu[ổo]i|(?:sinh"
     r"|đẻ) (?:được "
     r"|đc )?(?P<m>\d{1,2}) ng[àa]y", lambda f: days(int(f["n"] or f["m"]), f.group())),
    (r"sơ sinh(?! (?:sàng|nghe))|so sinh|mới sinh|vừa sinh|moi sinh|mới đẻ|vừa đẻ", _newborn),
    (r"\bl[ớo]p (?P<n>[1-5])\b", _grade(PRIMARY)),
    (r"\bl[ớo]p (?P<n>[6-9])\b", lambda f: school_year(JUNIOR, int(f["n"]) - 6, f.group())),
    (r"(?:sắp|chuẩn bị|năm sau|tháng 4)[^.?!]{0,12}(?:vào|lên) (?:lớp 1"
     r"|tiểu học|lớp một)", _between(60, 83)),
    (r"(?:học|đang) (?:sinh )?(?:trường )?tiểu học", _between(72, 155)),
    (r"mẫu giáo (?:lớn|5 tuổi)", _between(60, 83)),
)  # fmt: skip
_KOREAN = _tongue(
    r"(?:임신(?:한 지)? ?|(?<!태어난 )(?<!출산한 )(?<!낳은 )지 ?|지난 ?|벌써 ?|약 ?|최근 ?|월세 ?|휴직 ?|매 ?)",
    r" ?(?:전(?!에 태)|동안|째(?! 아)|후|치|간|이상|부터|까지|이하|미만|마다|밀|뒤|지나면"
    r"|됐는데 안 ?오|차이|때|터울|검진|검사)",
    r" ?(?:부터|까지|이상|이하|미만|때|차이|터울|반? ?검진)",
    (r"(?:곧|다음 ?달(?:이면|에)?|이제 곧) (?P<n>\d{1,2}) ?(?:살|세|돌)", _soon),
    (r"(?P<n>\d{1,2}) ?(?:살|세)(?P<half> ?반)?", _years),
    (r"(?P<n>\d) ?돌(?P<half> ?반)?", _years),
    (r"(?P<n>\d{1,2}) ?개월", _months),
    (r"(?:생후|태어난 지|출산한 지|낳은 지|모유[^?!\d]{0,20}) ?(?P<n>\d{1,2}) ?주", _weeks),
    (r"(?:생후|태어난 지|출산한 지|낳은 지) ?(?P<n>\d{1,3}) ?일", _days),
    (r"신생아(?! ?(?:검사|청력|방문))|갓난|출산한 지 얼마|방금 낳", _newborn),
    (r"곧 ?돌|돌이? 다 ?돼", _soon),
    (r"돌 ?(?:지난|된|넘은)", _between(12, 23)),
    (r"백일 ?(?:아기|지난|된)", lambda f: months(3, f.group())),
    (r"초등(?:학교)? ?(?P<n>[1-6]) ?학년"
     r"|초(?P<m>[1-6])(?!\d)", lambda f: school_year(PRIMARY, int(f["n"] or f["m"]), f.group())),
    (r"중(?:학교)? ?(?P<n>[1-3])(?: ?학년|(?!\d))", _grade(JUNIOR)),
    (r"고(?:등학교)? ?(?P<n>[1-3])(?: ?학년|(?!\d))", _grade(SENIOR)),
    (r"(?:내년|봄|4월)[^.?!]{0,6}(?:초등|입학|학교)", _between(60, 83)),
    (r"초등학생|초등학교에? 다니", _between(72, 155)),
    (r"중학생", _between(144, 191)),
    (r"고등학생", _between(180, 227)),
)  # fmt: skip
_TAGALOG = _tongue(
    r"(?:buntis(?: na)?(?: po)?(?: ako)?(?: ng)?|loob ng|tuwing|nakaraang|kada|halos|mahigit|ilang"
    r"|noong|upa ng) ",
    r"g? ?(?:na (?:po )?(?:akong?|kaming?|kami|buntis)(?! (?:may|si))|buntis|preg|ago|nakaraan|upa"
    r"|bago|dito|pa bago|na lang)",
    r" (?:pataas|pababa)",
    (r"\b(?P<n>\d{1,2}) (?:taon|yr|year)s? at (?P<m>\d{1,2}) (?:buwan|mos?|months?)", _years),
    (r"\b(?P<n>\d{1,2}) (?:na )?(?:taong|taon|years?|yrs?) (?:gulang|old)", _years),
    (r"(?:anak|baby|bata|bunso|panganay|apo"
     r"|si [a-z]+)\b[^.?!\d]{0,16}(?P<n>\d{1,2}) (?:na )?(?:taon|yrs?\b)", _years),
    (r"\b(?P<n>\d{1,2}) (?:taon|yrs?)(?: na)?(?: po)? (?:pa lang|siya|sya|si|ang|yung"
     r"|anak|lalaki|babae)", _years),
    (r"(?:anak|bata|kambal)\b[^.?!\d]{0,14}(?:\d{1,2}, ?)*\d{1,2},? (?:at|and|,) \d{1,2}\b", _youngest),
    (r"\bedad (?:po )?(?:ay )?(?P<n>\d{1,2})", _years),
    (r"\b(?P<n>\d{1,2}) (?:na )?buwan", _months),
    (r"bagong (?:panganak|silang)|kakapanganak|kaka-panganak", _newborn),
)  # fmt: skip
_SCRIPTS = (
    (re.compile("[가-힣]"), (_KOREAN,)),
    (re.compile("[a-zà-ỹ]{2}"), (_ENGLISH, _VIETNAMESE, _TAGALOG)),
)


def foreign_ages(text: str, expecting: bool) -> Iterator[Mention]:
    """Every age that `text` (digits for number words) states in one of these languages."""
    for script, tongues in _SCRIPTS:
        if script.search(text):
            for tongue in tongues:
                yield from _mentions(tongue, text, expecting)


def _mentions(tongue: Tongue, text: str, expecting: bool) -> Iterator[Mention]:
    """The mentions of one language; what an earlier rule has read, a later one leaves alone."""
    spans: list[tuple[int, int]] = []
    for pattern, make in tongue.rules:
        for found in pattern.finditer(text):
            start, end = found.span()
            if any(start < last and first < end for first, last in spans):
                continue
            spans.append((start, end))
            timed = make is _months and _is_lasting(tongue, found, text, expecting)
            mention = None if timed or tongue.limits.match(text, end) else make(found)
            if mention:
                yield mention


def _is_lasting(tongue: Tongue, found: Found, text: str, expecting: bool) -> bool:
    """True for months that pass; beside a pregnancy all do that are not said to be old."""
    first, last = tongue.lasting
    if first.search(before(found)) or last.match(text, found.end()):
        return True
    return expecting and not _OLD.search(found.group())
