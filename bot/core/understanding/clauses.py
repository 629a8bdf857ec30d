"""A message clause by clause: what is set aside, and where a second need may begin."""

import re
from itertools import pairwise

_NOT_THIS = re.compile(
    r"[^、。 ]{1,18}?(?:じゃなくて|ではなくて|じゃなく|ではなく|やのうて|じゃのうて|やなくて|以外(?:で|の|に)?)"
)
_ONCE = re.compile(
    r"(?:昔|以前|前に|前|当時|上の子のとき|上の子の時)は?[^、。]{2,40}?(?:けど|けれど|が|だった)[、 ]?"
    r"(?=[^、。]{0,6}(?:今|いま))"
)
# A second thing is asked for: あと, のと, 両方, … also, 还有, 그리고
_CUE = re.compile(
    r"あと[、はも]?|それと|それから|ついでに|両方|どっちも|[二2]つ|のと|同時に|あわせて|併せて|もう[一1]つ|[+/・]"
    r"|(?:の|こと|もの|ところ|とこ|所|場所|窓口|人|方法|申請|相談|先|園|料|給|証|当)と[、 ]?(?=.{5})"
    r"|も(?:ほし|知り|聞き|教え|相談|探|さが|したい|頼|お願い|借り|行き|預け|もらえ|心配|気になる)"
    r"|\balso\b|\band (?:a|an|i|where|how|who|what)\b|还有|還有|另外|그리고|ngoài ra|và (?:tìm|muốn|hỏi)|tapos|saka|pati"
)
_BORDER = re.compile(
    r"(?<=[。!?\n、,;+/・])|(?<=と)(?=.{5})|(?<=[てでも])(?=.{8})|(?<=(?:けど|から|ので))|(?<= )"
    r"|(?=(?:それと|あと|それから|ついでに|还有|還有|另外))|(?<=し)(?=[、 ])|(?<=고 )"
)

SHORTEST = 4  # letters of a clause
MOST = 4  # borders that are tried


def kept(text: str) -> str:
    """The text without what the writer says she does not mean, or no longer needs."""
    shorter = _ONCE.sub(" ", _NOT_THIS.sub(" ", text))
    return shorter if len(shorter.strip()) >= SHORTEST else text


def asks_twice(text: str) -> bool:
    """True when the wording announces a second thing."""
    return _CUE.search(text) is not None


def pieces(text: str) -> list[str]:
    """`text` cut at the borders of clauses, at most MOST of them, those at punctuation first."""
    borders = {match.start() for match in _BORDER.finditer(text)}
    borders = {cut for cut in borders if SHORTEST <= cut <= len(text) - SHORTEST}
    ranked = sorted(borders, key=lambda cut: (text[cut - 1] not in "。!?\n、,+/と ", cut))
    cuts = [0, *sorted(ranked[:MOST]), len(text)]
    return [text[start:end] for start, end in pairwise(cuts)]
