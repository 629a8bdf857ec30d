"""Read a record cell by cell: a fault is noted, a harmless value given back."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from datetime import date

import phonenumbers
from opening_hours import validate

from .problems import Problem, problem
from .rows import Row

# Numbers that can be dialled and are none to the library.
SHORT_NUMBERS = frozenset({"188", "#7119", "#8000", "#8008", "#8103", "#8891", "#9110"})

_PHONE = re.compile(r"([^()（）]+)(?:[(（](.+)[)）])?")
_DASHES = re.compile(r"[‐‑–—―−ー]")
_DATE = re.compile(r"(\d{4})[-/](\d{1,2})[-/](\d{1,2})")  # Excel turns hyphens into slashes

Known = Mapping[str, frozenset[str]]  # "program" / "department" / "area" -> ids


def is_phone(number: str) -> bool:
    """A number that can be dialled in Japan, short codes such as 189 among them."""
    if number in SHORT_NUMBERS:
        return True
    if not re.fullmatch(r"[\d-]+", number):
        return False
    try:
        parsed = phonenumbers.parse(number, "JP")
    except phonenumbers.NumberParseException:
        return False
    return phonenumbers.is_valid_number(parsed) or phonenumbers.is_valid_short_number_for_region(
        parsed, "JP"
    )


def _dialled(number: str) -> str:
    """A number as typed, with plain digits and hyphens."""
    return _DASHES.sub("-", unicodedata.normalize("NFKC", number)).strip()


class Cells:
    """A row, what it may refer to, and the faults found in it so far."""

    def __init__(self, row: Row, known: Known, key: str = "id") -> None:
        self._row = row
        self._known = known
        self.id = row[key]
        self.faults: list[Problem] = []

    def fault(self, kind: str, **values: object) -> None:
        self.faults.append(problem(kind, self._row.file, self._row.line, self.id, **values))

    def text(self, column: str) -> str:
        return self._row[column]

    def required(self, column: str) -> str:
        if not self._row[column]:
            self.fault("missing_cell", column=column)
        return self._row[column]

    def parts(self, column: str, separator: str = ";") -> tuple[str, ...]:
        """The items of a list cell."""
        return tuple(part.strip() for part in self._row[column].split(separator) if part.strip())

    def choice(self, column: str, allowed: Iterable[str]) -> str:
        """One of `allowed`, or empty."""
        value = self._row[column]
        if value and value not in allowed:
            self.fault("bad_value", column=column, value=value, allowed=" ".join(allowed))
        return value

    def choices(self, column: str, allowed: Iterable[str]) -> frozenset[str]:
        for value in self.parts(column):
            if value not in allowed:
                self.fault("bad_value", column=column, value=value, allowed=" ".join(allowed))
        return frozenset(self.parts(column))

    def yes(self, column: str) -> bool:
        return self.choice(column, ("yes", "no")) == "yes"

    def number(self, column: str) -> int | None:
        """A whole number from 0, None when empty."""
        value = self._row[column]
        if value and not value.isdecimal():
            self.fault("bad_number", column=column, value=value)
            return None
        return int(value) if value else None

    def degrees(self, column: str) -> float | None:
        value = self._row[column]
        try:
            return float(value) if value else None
        except ValueError:
            self.fault("bad_number", column=column, value=value)
            return None

    def day(self, column: str) -> date | None:
        value = self._row[column]
        found = _DATE.fullmatch(value)
        try:
            if found:
                return date(*map(int, found.groups()))
        except ValueError:
            pass
        if value:
            self.fault("bad_date", column=column, value=value)
        return None

    def hours(self, column: str) -> str:
        """Opening hours in OpenStreetMap's syntax."""
        value = self._row[column]
        if value and not validate(value):
            self.fault("bad_hours", column=column, value=value)
        return value

    def phones(self, column: str) -> list[tuple[str, str]]:
        """(number, label) of a cell such as `#8000 / 088-873-3090(県)`."""
        found = []
        for part in self.parts(column, "/"):
            match = _PHONE.fullmatch(part)
            number = _dialled(match[1]) if match else ""
            if match and is_phone(number):
                found.append((number, match[2] or ""))
            else:
                self.fault("bad_phone", column=column, value=part)
        return found

    def links(self, column: str) -> tuple[str, ...]:
        """Addresses of the web, ` ; ` between them."""
        for url in self.parts(column, " ; "):
            if not re.match(r"https?://\S+$", url):
                self.fault("bad_url", column=column, value=url)
        return self.parts(column, " ; ")

    def link(self, column: str) -> str:
        return next(iter(self.links(column)), "")

    def references(self, column: str, kind: str) -> tuple[str, ...]:
        """Ids of programmes, departments or areas that are known."""
        for value in self.parts(column):
            if value not in self._known[kind]:
                self.fault(f"unknown_{kind}", column=column, value=value)
        return self.parts(column)

    def reference(self, column: str, kind: str) -> str:
        return next(iter(self.references(column, kind)), "")
