"""A message clause by clause: what is set aside, and where a second need begins."""

import re

_SPLIT = re.compile(
    r"[。！!？?\n]+"
    r"|(?:それと|あと|それから|ついでに|もうひとつ|もう一つ|あとは|加えて|そして)[、 ]?"
    r"|(?<=[たいるすんだ])(?:し|けど|けれど|けれども|のと|のと、|から|し、)[、 ]"
    r"|(?<=[たいるすん])(?:のと|とこと|ところと|所と|人と|場所と|窓口と|方法と)"
    r"|(?<=[てで])[、 ](?=(?:どこ|誰|だれ|どう|いつ))|(?<=か)[、 ](?=\S{6})|、(?=(?:あと|それ|ほか|他に|下の|上の))"
    r"|(?:も|も、)(?=.{4,20}も(?:ほしい|知りたい|聞きたい|教え|心配|困))"
    r"|(?<=[とも])、|、(?=上の子|下の子|私|わたし|娘|息子)|[／/;]| {2,}"
    r"|(?:\band (?:also|then)\b|\balso\b|\bplus\b|另外|还有|還有|그리고|ngoài ra|và cũng|saka|tapos)"
)
_NOT_THIS = re.compile(r"[^、。 ]{1,18}?(?:じゃなくて|ではなくて|じゃなく|ではなく|やのうて|じゃのうて|やなくて|以外(?:で|の|に)?)")
_ONCE = re.compile(r"(?:昔|以前|前に|前|当時|上の子のとき|上の子の時)は?[^、。]{2,40}?(?:けど|けれど|が|だった)[、 ]?(?=[^、。]{0,6}(?:今|いま))")

SHORTEST = 5


def kept(text: str) -> str:
    """The text without what the writer says she does not mean, or no longer needs."""
    shorter = _ONCE.sub(" ", _NOT_THIS.sub(" ", text))
    return shorter if len(shorter.strip()) >= SHORTEST else text


def clauses(text: str) -> list[str]:
    """The parts that may each hold a need, in order; a single one gives the whole text."""
    parts = [part.strip(" 、") for part in _SPLIT.split(text)]
    parts = [part for part in parts if len(part) >= SHORTEST]
    return parts[:6] if len(parts) > 1 else [text]
