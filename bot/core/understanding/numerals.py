"""Number words in front of a unit of age, in every language served, put into digits."""

import re


def _counted(words: str) -> dict[str, int]:
    """The words with their places, from 1; _ joins the parts of one."""
    return {word.replace("_", " "): place for place, word in enumerate(words.split(), 1)}


_KANJI = _counted("一 二 三 四 五 六 七 八 九") | {"两": 2, "兩": 2}
_KANA = {"じゅういっ": 11, "じゅういち": 11, "じゅうに": 12, "じゅう": 10, "じゅっ": 10}
_KANA |= {"いっ": 1, "ろっ": 6, "はっ": 8} | _counted("いち に さん よん ご ろく なな はち きゅう")
_ENGLISH = _counted("one two three four five six seven eight nine ten eleven twelve")
_ENGLISH["eighteen"] = 18
_VIETNAMESE = _counted("một hai ba bốn năm sáu bảy tám chín mười")
_KOREAN = _counted("한 두 세 네 다섯 여섯 일곱 여덟 아홉 열")
_TAGALOG = _counted("isang dalawang tatlong apat_na limang anim_na pitong walong siyam_na sampung")
_ORDINALS = _counted("first second third fourth fifth sixth")


def _pattern(words: dict[str, int], before: str, after: str) -> re.Pattern[str]:
    return re.compile(f"{before}({'|'.join(words)}){after}")


_MONTH = r"(?:[かヶヵケカ箇个個ゖけ]月|[个個]半月|か?げつ|かつき)"
_TENS = "(?:[二三四五六七八九]?十[一二三四五六七八九]?|[一二三四五六七八九两兩])"
_COUNTED = re.compile(
    rf"(?<![十数何第老]){_TENS}(?=\s*(?:[歳才歲岁]|さい|{_MONTH}|年生|年级|年級|年次))"
    r"|(?<=[小中高初])([一二三四五六])(?!時間|つ|人|[ぁ-ん]?日|番|[一-鿿]丁目)"
    r"|(?<=小学校)([一二三四五六])(?=年)|(?<=[中小]学)([一二三四五六])(?=年)"
    r"|(?<=高校)([一二三])(?=年)"
    rf"|(?<=[生産产產][後后]){_TENS}(?=[週周日天个個])|{_TENS}(?=[个個]?星期)|(?<=[小孩]子){_TENS}(?=[个個]月)"
    rf"|(?<=[国國][中小]){_TENS}(?=年)"
)
_THINGS = _counted("ひと ふた みっ よっ いつ むっ なな やっ ここの") | _KANJI
_OLD_COUNT = re.compile(
    rf"(?:({'|'.join(_THINGS)}|[1-9])つ|(とお))(?=(?:の|になる)(?:孫|息子|娘|男の子|女の子|子(?![育どら])))"
)
_CHECK_POINT = re.compile(r"(?<![\d.])([13])[.・]6(?=歳?児?の?[健検]診)")
_KATAKANA_TWO = re.compile("(?<![ァ-ヶー])ニ(?=[かヶヵケカ]月|歳|才|週間)")
_KANA_MONTH = re.compile("(ひと|ふた)(?:月|つき)")
_RULES = (
    (
        _pattern(
            _KANA,
            r"(?:(?<![ぁ-ん])|(?<=[はがのもで])(?<!なの)"
            r"|(?<=がく))",
            rf"\s?(?=さい|{_MONTH}|ねんせい)",
        ),
        _KANA,
    ),
    (_pattern(_ENGLISH, r"\b", r"(?=[- ](?:year|yr|month|week|day|and a half))"), _ENGLISH),
    (_pattern(_ORDINALS, r"\b", r"(?=[- ]grade)"), _ORDINALS),
    (_pattern(_VIETNAMESE, r"\b", r"(?= (?:tuổi|tháng|tuần|ngày tuổi))"), _VIETNAMESE),
    (_pattern(_KOREAN, r"(?<![가-힣])", r" ?(?=살|돌)"), _KOREAN),
    (_pattern(_TAGALOG, r"\b", r"(?= (?:taon|buwan|linggo))"), _TAGALOG),
)


def with_digits(text: str) -> str:
    """三歳 is 3歳, さんかげつ 3かげつ, two years 2 years; other number words stay."""
    text = _KANA_MONTH.sub(lambda found: "1か月" if found[1] == "ひと" else "2か月", text)
    text = _OLD_COUNT.sub(
        lambda found: f"{10 if found[2] else _THINGS.get(found[1], found[1])}歳", text
    )
    text = _CHECK_POINT.sub(r"\1歳6か月", _KATAKANA_TWO.sub("2", text))
    text = _COUNTED.sub(lambda found: str(_kanji_number(found.group())), text)
    for pattern, values in _RULES:
        text = pattern.sub(lambda found, values=values: str(values[found[1]]), text)  # type: ignore[misc]
    return text


def _kanji_number(word: str) -> int:
    tens, ten, ones = word.rpartition("十")
    return (10 * _KANJI.get(tens, 1) if ten else 0) + _KANJI.get(ones, 0)
