"""How one column of a standard carries columns of ours: out, and in.

Out: (origin, record, column) -> text. In: (origin, raw, column) -> our columns. `raw` has the texts
of a row by the way of their column, since several columns may say one thing together.
"""

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import NamedTuple

import jaconv

from ..convert import entered, shown
from ..fields import fields
from ..words import word
from .place import Origin
from .week import as_hours, clock, flat

Cells = Mapping[str, str]


class Column(NamedTuple):
    """A column of a standard. way: a key of OUT and IN, "" where we have nothing for it. ours: the
    columns of ours that it carries."""

    name: str
    aliases: tuple[str, ...]
    way: str
    ours: tuple[str, ...]
    table: str


MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_DAY = rf"(\d{{4}}) ({'|'.join(MONTHS)}) (\d\d?)"
_DATED = re.compile(rf"{_DAY}(?:-{_DAY})?(?: (\d\d:\d\d)-(\d\d:\d\d))?")


def dated(hours: str) -> tuple[str, str, str, str] | None:
    """(first day, last day, start, end) of opening hours that are those of an event."""
    found = _DATED.fullmatch(hours)
    if not found:
        return None
    first = _iso(*found.group(1, 2, 3))
    last = _iso(*found.group(4, 5, 6)) if found[4] else first
    return first, last, found[7] or "", found[8] or ""


def _iso(year: str, month: str, day: str) -> str:
    return f"{year}-{MONTHS.index(month) + 1:02}-{int(day):02}"


def _event(_at: Origin, raw: Cells, _column: Column) -> dict[str, str]:
    first, last = raw.get("from", ""), raw.get("until", "") or raw.get("from", "")
    days = [_named(day) for day in (first, last)]
    if not all(days):
        return {"hours": first or last, "visible_until": last}  # for the check to find
    times = [clock(raw.get(way, "")) for way in ("starts", "ends")]
    hours = days[0] if first == last else f"{days[0]}-{days[1]}"
    hours += f" {times[0]}-{times[1]}" if all(times) else ""
    return {"hours": hours, "visible_until": last}


def _named(text: str) -> str:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return ""
    return f"{day.year} {MONTHS[day.month - 1]} {day.day:02}"


def _part_of_event(index: int) -> Callable[[Origin, Cells, Column], str]:
    def out(_at: Origin, record: Cells, _column: Column) -> str:
        found = dated(record.get("hours", ""))
        return found[index] if found else ""

    return out


def _part_of_week(index: int) -> Callable[[Origin, Cells, Column], str]:
    return lambda _at, record, _column: flat(record.get("hours", ""))[index]


def _week(_at: Origin, raw: Cells, _column: Column) -> dict[str, str]:
    return {"hours": as_hours(*(raw.get(way, "") for way in ("days", "opens", "closes")))}


def _address_out(at: Origin, record: Cells, _column: Column) -> str:
    address = record.get("address", "")
    return at.prefecture + address if address.startswith(at.city) else address


def _address(at: Origin, raw: Cells, _column: Column) -> dict[str, str]:
    text = raw.get("address", "")
    if not text and raw.get("street"):
        text = at.city + raw.get("town", "") + raw["street"]
    for more in (raw.get("building", ""), raw.get("venue", "")):
        text = f"{text} {more}".strip() if more not in text else text
    return {"address": text.removeprefix(at.prefecture)}


def first_number(phone: str) -> str:
    """The number in front of its label and of others."""
    return re.split(r"[ /(]", phone.strip())[0]


def _phone(_at: Origin, raw: Cells, _column: Column) -> dict[str, str]:
    first, more = raw.get("phone", ""), raw.get("phones", "")
    if more and first_number(more) == first:
        return {"phone": more}
    extension = raw.get("extension", "")
    notes = (raw.get("contact", ""), f"{word('extension')}{extension}" if extension else "")
    label = " ".join(filter(None, notes))
    return {"phone": f"{first}({label})" if first and label else first}


def _phones_out(_at: Origin, record: Cells, _column: Column) -> str:
    phone = record.get("phone", "")
    return "" if phone == first_number(phone) else phone


def _kind(at: Origin, raw: Cells, _column: Column) -> dict[str, str]:
    kinds = {name: kind for kind, name in at.kinds.items()}
    return {"kind": kinds.get(raw["kind"], raw["kind"])}


def _department(at: Origin, raw: Cells, _column: Column) -> dict[str, str]:
    ids = {name: one for one, name in at.departments.items()} | {at.city: ""}
    return {"contact_department": ids.get(raw["department"], raw["department"])}


def _keywords(at: Origin, raw: Cells, _column: Column) -> dict[str, str]:
    parts = [part.strip() for part in re.split("[;；]", raw["keywords"]) if part.strip()]
    category = next((part for part in parts if part in at.categories), "")
    aliases = ";".join(part for part in parts if part != category)
    return {"aliases": aliases} | ({"category": category} if category else {})


def _keywords_out(_at: Origin, record: Cells, _column: Column) -> str:
    return ";".join(filter(None, (record.get("category", ""), record.get("aliases", ""))))


def _remarks_out(_at: Origin, record: Cells, column: Column) -> str:
    """The first column as it is, the others each on a line with its label in front."""
    known = {field.column: field for field in fields(column.table)}
    lines = [
        f"{known[one].label}: {shown(known[one], record[one])}" if number else record[one]
        for number, one in enumerate(column.ours)
        if record.get(one)
    ]
    return "\n".join(lines)


def _remarks(_at: Origin, raw: Cells, column: Column) -> dict[str, str]:
    known = {field.label: field for field in fields(column.table, column.ours)}
    found: dict[str, str] = dict.fromkeys(column.ours, "")
    rest = []
    for line in raw["remarks"].splitlines():
        label, colon, text = line.partition(":")
        if colon and label in known:
            found[known[label].column] = entered(known[label], text)[0]
        elif line.strip():
            rest.append(line.strip())
    if rest:
        found[column.ours[0]] = ";".join(rest)
    return found


def _copied(_at: Origin, raw: Cells, column: Column) -> dict[str, str]:
    return {column.ours[0]: raw[column.way]}


def _fee(_at: Origin, raw: Cells, _column: Column) -> dict[str, str]:
    return {"fee": " ".join(filter(None, (raw.get("fee", ""), raw.get("fee_more", ""))))}


def _nothing(_at: Origin, _raw: Cells, _column: Column) -> dict[str, str]:
    return {}


def _blank(_at: Origin, _record: Cells, _column: Column) -> str:
    return ""


Out = Callable[[Origin, Cells, Column], str]
In = Callable[[Origin, Cells, Column], dict[str, str]]

WAYS: dict[str, tuple[Out, In]] = {
    "": (_blank, _nothing),
    "copy": (lambda _at, record, column: record.get(column.ours[0], ""), _copied),
    "kana": (
        lambda _at, record, _column: jaconv.hira2kata(record.get("kana", "")),
        lambda _at, raw, _column: {"kana": jaconv.kata2hira(raw["kana"])},
    ),
    "code": (lambda at, _record, _column: at.code, _nothing),
    "city": (lambda at, _record, _column: at.city, _nothing),
    "prefecture": (lambda at, _record, _column: at.prefecture, _nothing),
    "kind": (lambda at, record, _c: at.kinds.get(record["kind"], record["kind"]), _kind),
    "address": (_address_out, _address),
    **dict.fromkeys(("street", "building", "venue"), (_blank, _address)),
    "phone": (lambda _at, record, _column: first_number(record.get("phone", "")), _phone),
    "phones": (_phones_out, _phone),
    **dict.fromkeys(("extension", "contact"), (_blank, _phone)),
    **{way: (_part_of_week(i), _week) for i, way in enumerate(("days", "opens", "closes"))},
    **{
        way: (_part_of_event(i), _event)
        for i, way in enumerate(("from", "until", "starts", "ends"))
    },
    "fee": (lambda _at, record, _column: record.get("fee", ""), _fee),
    "fee_more": (_blank, _fee),
    "department": (
        lambda at, record, _c: at.departments.get(record["contact_department"], at.city),
        _department,
    ),
    "keywords": (_keywords_out, _keywords),
    "remarks": (_remarks_out, _remarks),
}
