"""From rows to the Catalog: every good record, with what one file says about another filled in."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from functools import cache, lru_cache

from ...core.catalog import (
    Area,
    Catalog,
    Coverage,
    Department,
    Gap,
    Hotline,
    Office,
    Phrase,
    Place,
    Program,
    Stage,
)
from . import records
from .areas import Bounds, check_position, placed_in_town, read_areas
from .cells import Cells
from .city import FILE as CITY_FILE
from .city import read_city
from .desk import Desk
from .joins import Fill, city_with, filler, joined, with_programs
from .problems import Problem
from .rows import Rows
from .wording import read_wording

NO_PROGRAM = ("_unknown", "_smalltalk")  # phrases that are no need of ours
MODELS = "model/"
OWNED = ("programs", "places", "hotlines")
REQUIRED_FILES = ("programs", "places", "departments", "hotlines", "areas")

_PLAN_KEYS = ("program_id", "period", "direction")


def build_catalog(
    rows: Rows, release: str = "", today: date | None = None
) -> tuple[Catalog, list[Problem]]:
    """Make a Catalog of every good record, and tell what was left out and why. With `today`, of
    those that are shown on that day."""
    desk = Desk(rows, today)
    city, bounds = read_city(desk)
    areas = read_areas(desk, bounds)
    departments = desk.records("departments", records.department)
    programs = desk.records("programs", records.program)
    places = _places(desk, bounds, areas)
    hotlines = _hotlines(desk)
    places |= {hotline.id: place for hotline, place in hotlines}
    places = with_programs(places, programs)
    plan = [row for _, row in desk.each("plan", records.plan_row, _PLAN_KEYS)]
    fill = filler(city.main_phone, {**places, **departments})
    wording, reviewed = read_wording(desk)
    catalog = Catalog(
        release=release,
        city=city_with(city, programs, departments),
        programs=joined(programs, places, departments, plan),
        places=places,
        departments=departments,
        hotlines=_ranked(hotline for hotline, _ in hotlines),
        areas=areas,
        coverage=_coverage(desk, places, departments, fill),
        offices=_offices(desk, fill),
        plan=tuple(row for row in plan if row.program_id in programs),
        phrases=_phrases(desk, programs),
        lexicon={stem: tuple(r.cells for r in table) for stem, table in rows.folder("lexicon")},
        wording=wording,
        model=_models(desk),
        reviewed=reviewed,
        gaps=_gaps(desk, programs),
        stages=_stages(desk, programs),
    )
    _check_owners(desk)
    _require_files(desk)
    _require_hotlines(desk, catalog)
    return catalog, desk.problems


def _places(desk: Desk, bounds: Bounds | None, areas: tuple[Area, ...]) -> dict[str, Place]:
    def place(cells: Cells) -> Place:
        check_position(cells, bounds)
        return records.place(cells)

    towns = {area.name: area for area in areas if area.kind == "town"}
    found = desk.records("places", place)
    return {place_id: placed_in_town(place, towns) for place_id, place in found.items()}


def _hotlines(desk: Desk) -> list[tuple[Hotline, Place]]:
    """Each hotline, and the same as a place, so that its programmes lead to it."""

    def both(cells: Cells) -> tuple[Hotline, Place]:
        place = records.place(cells, kind="hotline")
        hotline = records.hotline(cells, place)
        return hotline, replace(place, good_to_know=(hotline.note,) if hotline.note else ())

    found = desk.each("hotlines", both, space="places", always=lambda pair: pair[0].required)
    return [pair for _, pair in found]


def _check_owners(desk: Desk) -> None:
    """An owner that is not there is told, but hides no record from parents."""
    for table in OWNED:
        for row in desk.rows.table(table):
            owner = row.cells.get("owner_department", "")
            if owner and not desk.knows("department", owner):
                named = {"column": "owner_department", "value": owner}
                desk.note("unknown_department", row.file, row.line, row["id"], **named)


def _ranked(hotlines: Iterable[Hotline]) -> dict[str, Hotline]:
    return {hotline.id: hotline for hotline in sorted(hotlines, key=lambda hotline: hotline.rank)}


def _coverage(
    desk: Desk, places: Mapping[str, Place], departments: Mapping[str, Department], fill: Fill
) -> dict[str, Coverage]:
    def coverage(cells: Cells) -> Coverage:
        # A kind of places, or a programme whose places nobody has listed yet.
        known = sum(cells.id in (place.kind, *place.program_ids) for place in places.values())
        found = records.coverage(cells, known)
        ask = found.ask if found.ask in departments else ""
        return replace(found, ask=ask, text=fill(cells, found.text))

    return desk.records("coverage", coverage, ("kind",))


def _offices(desk: Desk, fill: Fill) -> tuple[Office, ...]:
    def office(cells: Cells) -> Office:
        return Office(
            id=cells.required("id"),
            name=cells.required("name"),
            words=cells.parts("words"),
            answer=fill(cells, cells.required("answer")),
        )

    return tuple(desk.records("offices", office).values())


def _gaps(desk: Desk, programs: Mapping[str, Program]) -> tuple[Gap, ...]:
    """The gaps that no programme has closed yet."""
    categories = {program.category for program in programs.values()}
    found = desk.records("gaps", records.gap).values()
    return tuple(gap for gap in found if gap.closed_by not in categories)


def _stages(desk: Desk, programs: Mapping[str, Program]) -> tuple[Stage, ...]:
    """The times of life, in file order, with programmes that were not left out."""
    found = desk.records("stages", records.stage).values()
    return tuple(
        replace(stage, programs=tuple(i for i in stage.programs if i in programs))
        for stage in found
    )


def _phrases(desk: Desk, programs: Mapping[str, Program]) -> tuple[Phrase, ...]:
    """The phrases that lead somewhere. A loop over thousands of rows: no Cells here."""
    phrases = []
    leads = {*programs, *NO_PROGRAM}
    for _, table in desk.rows.folder("phrases"):
        for row in table:
            ids = row["program_ids"].split(";")
            unknown = [i for i in ids if i not in leads and not desk.knows("program", i)]
            at = row.file, row.line, row["text"][:20]
            if unknown:
                value = ";".join(unknown)
                desk.note("unknown_program", *at, column="program_ids", value=value)
            elif not row["text"]:
                desk.note("missing_cell", *at, column="text")
            elif left := tuple(i for i in ids if i in leads):
                phrases.append(Phrase(left, row["text"], row["language"] or "ja", row["writer"]))
    return tuple(phrases)


def _models(desk: Desk) -> dict:
    """model/needs.json -> {"needs": …}; a broken one is left out and the rest works on."""
    found = {}
    for name, text in desk.rows.documents.items():
        if not name.startswith(MODELS):
            continue
        try:
            found[name.removeprefix(MODELS).removesuffix(".json")] = _weights(text)
        except ValueError as error:
            desk.note("model_broken", name, reason=error)
    return found


@lru_cache(maxsize=4)
def _weights(text: str) -> dict:
    """A model. The next release mostly has the same one, and reading it holds everything up."""
    # Half a million weights are a few hundred different numbers.
    return json.loads(text, parse_float=cache(float))


def _require_files(desk: Desk) -> None:
    for table in REQUIRED_FILES:
        if not desk.rows.table(table):
            desk.note("file_missing", f"{table}.csv")
    if CITY_FILE not in desk.rows.documents:
        desk.note("file_missing", CITY_FILE)


def _require_hotlines(desk: Desk, catalog: Catalog) -> None:
    there = {
        contact.value
        for hotline_id in catalog.hotlines
        for contact in catalog.places[hotline_id].contacts
    }
    for number in records.REQUIRED_HOTLINES:
        if number not in there:
            desk.note("hotline_missing", "hotlines.csv", value=number)
