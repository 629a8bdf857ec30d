"""Every problem of a knowledge folder: what is wrong, and what is still missing."""

from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

from ...core.catalog import UNCONFIRMED, Catalog, Place, Program, Source
from ...core.hours import CITY_TIME
from .files import build_catalog, read_folder
from .problems import ERROR, Problem, problem
from .rows import Row, Rows

FEWEST_PHRASES = 8

Finding = tuple[str, dict[str, object]]


def check(folder: Path, today: date | None = None) -> list[Problem]:
    """Errors first, then warnings, each in the order of files and lines. `today`: city date."""
    return check_rows(read_folder(folder), today)


def check_rows(rows: Rows, today: date | None = None) -> list[Problem]:
    """Like check, for rows that were read already."""
    catalog, problems = build_catalog(rows)
    today = today or datetime.now(CITY_TIME).date()
    found = problems + list(warnings(catalog, rows, today))
    return sorted(found, key=lambda p: (p.level != ERROR, p.file, p.line))


def warnings(catalog: Catalog, rows: Rows, today: date) -> Iterator[Problem]:
    """What the records of `catalog` lack; `rows` are those it was built from."""
    phrases = Counter(i for phrase in catalog.phrases for i in phrase.program_ids)
    for row in rows.table("programs"):
        if program := catalog.programs.get(row["id"]):
            yield from _told(row, _of_program(program, phrases[program.id], today))
    for row in (*rows.table("places"), *rows.table("hotlines")):
        if place := catalog.places.get(row["id"]):
            yield from _told(row, _of_place(place, today))
    for row in rows.table("departments"):
        if department := catalog.departments.get(row["id"]):
            yield from _told(row, _of_source(department.source, today))
            if not department.contacts:
                yield problem("no_contact", row.file, row.line, row["id"])


def _told(row: Row, findings: Iterator[Finding]) -> Iterator[Problem]:
    return (problem(kind, row.file, row.line, row["id"], **values) for kind, values in findings)


def _of_source(source: Source, today: date) -> Iterator[Finding]:
    if source.published is None:
        yield "no_source_date", {}
    if source.expires and source.expires < today:
        yield "expired", {"value": source.expires}
    if source.level == UNCONFIRMED:
        yield "unconfirmed", {}


def _of_program(program: Program, phrases: int, today: date) -> Iterator[Finding]:
    yield from _of_source(program.source, today)
    if program.topic_only and not program.source.urls:
        yield "bare_topic", {}
    if not program.contacts:
        yield "no_contact", {}
    if phrases < FEWEST_PHRASES:
        yield "few_phrases", {"count": phrases, "least": FEWEST_PHRASES}


def _of_place(place: Place, today: date) -> Iterator[Finding]:
    yield from _of_source(place.source, today)
    if not place.contacts:
        yield "no_contact", {}
    if not place.hours:
        yield "no_hours", {}
    if place.lat is None and place.kind != "hotline":
        yield "no_position", {}
