"""Between a cell of the knowledge and what a person reads and types in a sheet."""

import re
import unicodedata
from collections.abc import Callable
from datetime import date

from ..knowledge.cells import is_phone
from .fields import Field

POSTCODE = "postcode"
ERAS = {"令和": 2018, "R": 2018, "平成": 1988, "H": 1988, "昭和": 1925, "S": 1925}

_DATE = re.compile(
    r"(?:(\d{4})|(令和|平成|昭和|R|H|S)(\d{1,2}|元))[-/.年](\d{1,2})[-/.月](\d{1,2})日?"
    r"(?: 0?0:00(?::00)?)?"
)
_DASHES = re.compile(r"[‐‑–—―−]|(?<=\d)ー(?=\d)")
_LINKS = re.compile(r"\s*\n\s*|\s+[;；]\s+")
_ITEMS = re.compile(r"\s*[;；\n]\s*")
YES = frozenset({"yes", "はい", "true", "有", "有り", "あり", "可", "○", "〇", "1"})
NO = frozenset({"no", "いいえ", "false", "無", "無し", "なし", "不可", "×", "0"})

Entered = tuple[str, str]  # the cell, and what is wrong with it


def shown(field: Field, text: str) -> str:
    """The cell `text` as a sheet shows it: choices by their labels."""
    if not text or not field.choices:
        return text
    names = dict(field.choices)
    if field.kind == "choices":
        return ";".join(names.get(value, value) for value in text.split(";"))
    return names.get(text, text)


def entered(field: Field, text: str, typed: str = "") -> Entered:
    """What a person typed, as a cell of the knowledge, and the kind of fault or "".

    typed: what the cell was, when no text (see grid.SheetRow).
    """
    text = text.strip()
    if typed in ("error", "formula"):
        return text, f"cell_{typed}"
    if not text:
        return "", ""
    if field.column == POSTCODE:
        return _postcode(text)
    return _KINDS.get(field.kind, _text)(field, text, typed)


def _text(_field: Field, text: str, _typed: str) -> Entered:
    return text, ""


def _parts(_field: Field, text: str, _typed: str) -> Entered:
    return ";".join(part for part in _ITEMS.split(text) if part), ""


def _phone(_field: Field, text: str, typed: str) -> Entered:
    text = _DASHES.sub("-", unicodedata.normalize("NFKC", text))
    parts = [part.strip() for part in re.split(r"/|\n", text) if part.strip()]
    numbers = [part.partition("(")[0].strip() for part in parts]
    if any(number.isdecimal() and number[0] != "0" and len(number) > 6 for number in numbers):
        return text, "phone_lost_zero"
    if typed == "date":
        return text, "phone_became_date"
    return " / ".join(parts), "" if all(map(is_phone, numbers)) else "bad_phone"


def _date(_field: Field, text: str, typed: str) -> Entered:
    if typed == "number":
        return text, "date_as_number"
    found = _DATE.fullmatch(unicodedata.normalize("NFKC", text))
    if not found:
        return text, "bad_date"
    year, era, of_era, month, day = found.groups()
    if era:
        year = ERAS[era] + (1 if of_era == "元" else int(of_era))
    try:
        return date(int(year), int(month), int(day)).isoformat(), ""
    except ValueError:
        return text, "bad_date"


def _choice(field: Field, text: str, _typed: str) -> Entered:
    value = _by_label(field, text)
    return value, "" if value in dict(field.choices) else "bad_choice"


def _choices(field: Field, text: str, _typed: str) -> Entered:
    values = [_by_label(field, part) for part in _ITEMS.split(text) if part]
    known = dict(field.choices)
    return ";".join(values), "" if all(value in known for value in values) else "bad_choice"


def _yes(_field: Field, text: str, _typed: str) -> Entered:
    word = unicodedata.normalize("NFKC", text).lower()
    if word in YES or word in NO:
        return ("yes" if word in YES else "no"), ""
    return text, "bad_choice"


def _by_label(field: Field, text: str) -> str:
    plain = unicodedata.normalize("NFKC", text)
    values = {unicodedata.normalize("NFKC", label): value for value, label in field.choices}
    return values.get(plain, text)


def _number(_field: Field, text: str, _typed: str) -> Entered:
    plain = unicodedata.normalize("NFKC", text).replace(",", "")
    plain = re.sub(r"\.0+$", "", plain)
    return (plain, "") if plain.isdecimal() else (text, "bad_number")


def _degrees(_field: Field, text: str, _typed: str) -> Entered:
    plain = unicodedata.normalize("NFKC", text)
    good = re.fullmatch(r"-?\d{1,3}(\.\d+)?", plain) and abs(float(plain)) <= 180
    return (plain, "") if good else (text, "bad_degrees")


def _url(_field: Field, text: str, _typed: str) -> Entered:
    return text, "" if re.fullmatch(r"https?://\S+", text) else "bad_url"


def _urls(_field: Field, text: str, _typed: str) -> Entered:
    links = [link for link in _LINKS.split(text) if link]
    good = all(re.fullmatch(r"https?://\S+", link) for link in links)
    return " ; ".join(links), "" if good else "bad_url"


def _postcode(text: str) -> Entered:
    digits = unicodedata.normalize("NFKC", text).lstrip("〒").strip()
    digits = _DASHES.sub("-", digits)
    if digits.isdecimal() and 5 <= len(digits) <= 7:
        digits = digits.zfill(7)  # Excel takes the zeros in front away
        digits = f"{digits[:3]}-{digits[3:]}"
    return (digits, "") if re.fullmatch(r"\d{3}-\d{4}", digits) else (text, "bad_postcode")


_KINDS: dict[str, Callable[[Field, str, str], Entered]] = {
    "parts": _parts,
    "references": _parts,
    "phone": _phone,
    "date": _date,
    "choice": _choice,
    "choices": _choices,
    "yes": _yes,
    "number": _number,
    "degrees": _degrees,
    "url": _url,
    "urls": _urls,
}
