"""Where the data are from: what a standard asks for that no record says."""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass

from ...knowledge.city import FILE
from ...knowledge.rows import Row, Rows
from ...publishing.tables import key_of


@dataclass(frozen=True)
class Origin:
    """The city, and the names of what records point to. kinds: kind of place -> its name;
    departments: id -> name; published: table -> key -> row."""

    city: str
    prefecture: str
    code: str
    kinds: dict[str, str]
    departments: dict[str, str]
    categories: frozenset[str]
    published: dict[str, dict[str, Row]]


def origin(rows: Rows) -> Origin:
    """What `rows` say of their city. code: of the city, six digits, "" when city.toml has none."""
    try:
        city = tomllib.loads(rows.documents.get(FILE, ""))
    except tomllib.TOMLDecodeError:
        city = {}
    return Origin(
        city=city.get("name", ""),
        prefecture=city.get("bounds", {}).get("name", ""),
        code=str(city.get("code", "")),
        kinds={row["kind"]: row["name"] for row in rows.table("lexicon/place_kinds")},
        departments={row["id"]: row["name"] for row in rows.table("departments")},
        categories=frozenset(row["category"] for row in rows.table("programs")),
        published={name: _by_key(name, rows.table(name)) for name in ("places", "programs")},
    )


def _by_key(table: str, rows: Iterable[Row]) -> dict[str, Row]:
    return {key_of(table, row.cells): row for row in rows}
