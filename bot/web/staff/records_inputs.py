"""Between the cells of a record and the inputs of its form."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

import jaconv
from werkzeug.datastructures import MultiDict

from ...services.exchange.convert import entered
from ...services.exchange.fields import Field, fields
from ...services.knowledge.rows import Rows
from ..words import say

PREFIX = "c-"  # in front of a column's name: columns are called "key" and "id" too
NO_PROGRAM = ("_unknown", "_smalltalk")
LISTS = ("parts", "references", "urls")
MOST_OPTIONS = 100  # more are offered while she types

Options = Sequence[tuple[str, str]]


class Input(NamedTuple):
    """One field as the form shows it. widget: line / lines / long / select / checks / suggest."""

    field: Field
    name: str
    widget: str
    help: str
    value: str = ""
    values: tuple[str, ...] = ()
    options: Options = ()
    fixed: bool = False


def columns_of(rows: Rows, table: str) -> tuple[str, ...]:
    """The columns that the records of `table` have; all that are described for an empty one."""
    published = rows.table(table)
    if published:
        return tuple(published[0].cells)
    return tuple(field.column for field in fields(table))


def inputs(
    rows: Rows, table: str, cells: Mapping[str, str], is_new: bool
) -> list[tuple[str, list[Input]]]:
    """The form of a record: groups in their order, each with its inputs."""
    groups: dict[str, list[Input]] = {}
    described = {field.column: place for place, field in enumerate(fields(table))}
    columns = columns_of(rows, table)
    ordered = sorted(columns, key=lambda column: described.get(column, len(described)))
    for field in fields(table, ordered):
        made = _input(rows, field, cells.get(field.column, ""), is_new)
        groups.setdefault(field.group, []).append(made)
    return list(groups.items())


def as_typed(field: Field, text: str) -> str:
    """The cell `text` as its input shows it: lists with an item on each line."""
    if field.kind == "urls":
        return "\n".join(part.strip() for part in text.split(" ; "))
    if field.kind in LISTS:
        return "\n".join(part.strip() for part in text.split(";"))
    return text


def read_form(
    rows: Rows, table: str, form: MultiDict, before: Mapping[str, str]
) -> tuple[dict[str, str], dict[str, str]]:
    """(the cells that were typed, column -> kind of fault). What she did not touch stays as it was
    before, letter by letter."""
    cells, faults = {}, {}
    for field in fields(table, columns_of(rows, table)):
        old = before.get(field.column, "")
        typed = _typed(field, form, old)
        if typed.strip() == as_typed(field, old).strip() or typed.strip() == old.strip():
            cells[field.column] = old
            continue
        value, fault = entered(field, typed)
        cells[field.column] = jaconv.kata2hira(value) if field.column == "kana" else value
        if fault:
            faults[field.column] = fault
    return cells, faults


def options_of(rows: Rows, reference: str) -> list[tuple[str, str]]:
    """(value, label) of what a column with that `reference` may name."""
    key, label = {"areas": ("name", "name"), "lexicon/place_kinds": ("kind", "name")}.get(
        reference, ("id", "name")
    )
    made = {row[key]: row["short_name"] or row[label] for row in rows.table(reference)}
    return sorted(made.items(), key=lambda pair: pair[1])


def _typed(field: Field, form: MultiDict, old: str) -> str:
    name = PREFIX + field.column
    if name not in form:
        # Boxes of which none is ticked send nothing; only the marker tells that they were there.
        return "" if f"{name}-boxes" in form else old
    given = [value.replace("\r\n", "\n") for value in form.getlist(name)]
    if len(given) < 2:
        return given[0]
    kept = [value for value in old.split(";") if value in given]
    return ";".join([*kept, *(value for value in given if value and value not in kept)])


def _input(rows: Rows, field: Field, text: str, is_new: bool) -> Input:
    name = PREFIX + field.column
    return _WIDGETS.get(field.kind, _line)(rows, field, text)._replace(
        name=name, fixed=field.kind == "id" and not is_new
    )


def _line(rows: Rows, field: Field, text: str) -> Input:
    if field.reference:
        options = options_of(rows, field.reference)
        return Input(field, "", "suggest", field.help, text, (), options)
    return Input(field, "", "line", field.help, text)


def _lines(rows: Rows, field: Field, text: str) -> Input:
    return Input(field, "", "lines", by_line(field.help), as_typed(field, text))


def _long(rows: Rows, field: Field, text: str) -> Input:
    return Input(field, "", "long", field.help, text)


def _select(rows: Rows, field: Field, text: str) -> Input:
    options = _with_current(field.choices, [text])
    return Input(field, "", "select", field.help, text, (), [("", say("records.empty")), *options])


def _checks(rows: Rows, field: Field, text: str) -> Input:
    values = tuple(part for part in text.split(";") if part)
    help_ = re.sub(re.escape(say("records.semicolon")), "", field.help)
    return Input(field, "", "checks", help_, text, values, _with_current(field.choices, values))


def _reference(rows: Rows, field: Field, text: str) -> Input:
    options = options_of(rows, field.reference)
    if len(options) > MOST_OPTIONS:
        return Input(field, "", "suggest", field.help, text, (), options)
    return _select(rows, _choosing(field, options), text)


def _references(rows: Rows, field: Field, text: str) -> Input:
    options = options_of(rows, field.reference)
    if len(options) > MOST_OPTIONS:
        return _lines(rows, field, text)
    if field.reference == "programs" and field.required:  # a phrase may ask for none of them
        options += [(value, say(f"records.{value}")) for value in NO_PROGRAM]
    return _checks(rows, _choosing(field, options), text)


def by_line(help_: str) -> str:
    """The help of a list that is typed with an item on each line."""
    line = say("records.one_a_line")
    for between in ("records.semicolon_urls", "records.semicolon"):
        help_ = help_.replace(say(between), line)
    return help_.replace(";", "、")


def _choosing(field: Field, options: Options) -> Field:
    """The field as it is chosen from a list: by names, so that its help needs no ids."""
    help_ = re.sub(r"\(例[^)]*\)", "", field.help).replace(say("records.of_id"), "")
    return replace(field, help=help_, choices=tuple(options))


def _with_current(options: Options, values: Iterable[str]) -> list[tuple[str, str]]:
    """What is there stays choosable, known or not: a form loses nothing."""
    known = dict(options)
    return [*options, *((value, value) for value in values if value and value not in known)]


_WIDGETS: dict[str, Callable[[Rows, Field, str], Input]] = {
    "parts": _lines,
    "urls": _lines,
    "long": _long,
    "choice": _select,
    "yes": _select,
    "choices": _checks,
    "reference": _reference,
    "references": _references,
}
