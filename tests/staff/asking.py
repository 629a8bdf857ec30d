"""What parents ask in vain."""

from collections.abc import Iterable

from bot.services.unanswered import Group

PAGE = "/staff/unanswered"
ODD = "ぽんぽこぴいのことを教えて"
ODD_TOO = "ぽんぽこぴいについて教えて"
FAR = "大阪城の桜はいつ咲く"
HERS, HIS = "aaa", "bbb"


def texts_of(groups: Iterable[Group]) -> list[list[str]]:
    return [[text.text for text in group.texts] for group in groups]
