"""Whether the writer, or the person she writes about, is expecting a child."""

import re

_EXPECTING = re.compile(
    r"妊娠(?!したい|した(?:く|かった)|し(?:て(?:い)?な|ませ|にく|づら|ない|たら|やす)|でき|前"
    r"|を(?:希望|望|考え|目指)|の(?:希望|可能性が低)"
    r"|検査薬の?(?:売|買)|中だった|中は.{0,12}(?:でした|だった))"
    r"|妊婦|にんしん(?!したい|でき)|にんぷ|ニンプ|妊産婦|臨月|予定日|つわり|悪阻|マタニティ"
    r"|切迫早産|逆子"
    r"|(?:お?腹|おなか)(?:に\d|の(?:子|赤|中の)|に(?:赤|子|いる|双子))|赤ちゃんができ(?:た|まし|ちゅう"
    r"|て)|出産(?:の?予定|を控)|(?:もうすぐ"
    r"|来月|来週|再来月|\d+月に)(?:、)?(?:出産(?:します|する|です|予定)|(?:産|生|う)ま?れ(?:ます"
    r"|る)|産みます)"
    r"|(?<!生後)(?<!産後)(?<!\d)(?:[5-9]|[123]\d|4[012])週(?!間|後|前)(?!.{0,8}(?:出生|生まれ"
    r"|産まれ|出産し|早産))"
    r"|出産まで|pregnan|pregg|i'?m \d+ ?(?:weeks|wks)(?! (?:old|post))|expecting|trimester|due (?:date|in)|怀孕|懷孕|孕妇|孕婦|孕\d|预产期"
    r"|預產期|mang thai|có thai|(?:đang|có) bầu|bầu|mang bau"
    r"|임신|임산부|예정일|입덧|buntis|naglilihi"
)
_NOT = re.compile(
    r"不妊|妊娠(?:は)?(?:していな|してな|していませ|してませ|したことがな)|妊活|(?:前回|前|一人目"
    r"|1人目|上の子)の?(?:の)?妊娠"
    r"|妊娠(?:して(?:い)?た(?:時|とき|頃)|中だった|糖尿病だった)|避妊|(?:not|never been|get|getting"
    r"|become) pregnant|trying to (?:get|conceive)"
    r"|没有?怀孕|沒有?懷孕|想(?:要)?[怀懷]孕|不孕|muốn có thai|không có thai|hiếm muộn"
    r"|임신 ?(?:하고 싶|이 안|준비)|hindi (?:po )?(?:ako )?buntis"
)


def is_expecting(text: str) -> bool:
    """True when the normalised text speaks of a pregnancy that is, not of one wished or past."""
    return bool(_EXPECTING.search(_NOT.sub(" ", text)))
