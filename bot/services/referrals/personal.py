"""What a note or an office's name must not hold: anything that points to a person.

Rather too strict than too lenient: the worker sees the sentence and can write it another way.
"""

import re
import unicodedata
from collections.abc import Collection

from ..masking import HIDDEN, Masker

LONGEST_RUN = 6  # digits in a row; a phone number without its area code has as many

_DIGITS = str.maketrans("〇零一二三四五六七八九壱弐参", "00123456789123")
_KANJI_RUN = re.compile(
    r"[〇零一二三四五六七八九壱弐参][〇零一二三四五六七八九壱弐参\d\s\-ー・の]+"
)
_BETWEEN = re.compile(r"(?<=\d)[\s\-‐‑–—―ー−ｰ・()（）.,、の]+(?=\d)")
_RUN = re.compile(rf"\d{{{LONGEST_RUN},}}")
_MAIL = re.compile(r"[@＠]|\bat\b.+\b(?:com|jp|net)\b|(?:https?:|www\.)", re.IGNORECASE)
_LINE = re.compile(
    r"(?:line|ライン|らいん|インスタ|insta)[^\n。、]{0,8}?(?:id|アイディー|[:=は]\s*[a-z0-9])"
    r"|\bid\s*[:=は]",
    re.IGNORECASE,
)
_POSTAL = re.compile(
    r"〒|\d{3}-\d{4}|\d+(?:丁目|番地|番\d|-\d+-\d+)|\d{1,4}号室"
    r"|(?:マンション|アパート|ハイツ|コーポ|メゾン)"
)
_NAMED = re.compile(
    r"([^\s、。「」・,.!?のはがをにとへで]{1,8}?)\s*(?:さん|くん|君|ちゃん|さま|様|殿|氏)(?![ぁ-ん]*ぽ)"
)
_FORMS = ("お客", "皆", "みな", "お子", "たく", "赤", "あか", "み", "お", "ご", "奥", "神", "王")


def finding(text: str, masker: Masker, not_names: Collection[str]) -> str:
    """What `text` holds: phone, mail, line_id, address or name; "" for nothing of a person."""
    plain = unicodedata.normalize("NFKC", text)
    # Numbers alone count for this: in words kanji numerals mean something else (一時預かり).
    digits = _BETWEEN.sub("", _KANJI_RUN.sub(lambda m: m[0].translate(_DIGITS), plain))
    checks = (
        ("mail", bool(_MAIL.search(plain))),
        ("phone", bool(_RUN.search(digits))),
        ("line_id", bool(_LINE.search(plain))),
        ("address", bool(_POSTAL.search(plain.translate(_DIGITS)))),
        ("name", _names_somebody(plain, not_names) or HIDDEN in masker.mask(plain, not_names)),
    )
    return next((kind for kind, found in checks if found), "")


def office_finding(text: str, masker: Masker, not_names: Collection[str]) -> str:
    """Like finding, for the name of an office: 山本医院 is one, 保健師 山本 is a person."""
    found = finding(text, masker, not_names)
    if found != "name" or _names_somebody(unicodedata.normalize("NFKC", text), not_names):
        return found
    parts = unicodedata.normalize("NFKC", text).replace("・", " ").split()
    return found if any(masker.mask(part, not_names).endswith(HIDDEN) for part in parts) else ""


def _names_somebody(text: str, not_names: Collection[str]) -> bool:
    """A form of address behind something that is no word for a relative or a profession."""
    allowed = (*_FORMS, *not_names)
    return any(not found[1].endswith(allowed) for found in _NAMED.finditer(text))
