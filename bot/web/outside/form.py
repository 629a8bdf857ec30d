"""A form about one record for people outside: what was typed, and what stands in the way."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from flask import request
from werkzeug.datastructures import MultiDict

from ...core.catalog import Area
from ...services.knowledge.rows import Rows
from ...services.proposals import Proposals
from ...services.publishing import PublishError
from ...services.reports import one_line
from ..staff.records_check import with_town, wrong
from ..staff.records_inputs import PREFIX, Input, inputs, read_form
from ..words import say


@dataclass(frozen=True)
class Form:
    """What was typed. errors: field -> sentence, "" is the whole."""

    cells: dict[str, str]
    note: str = ""
    errors: dict[str, str] = field(default_factory=dict)

    def and_(self, name: str, key: str) -> "Form":
        """With one more sentence, of words/outside.json."""
        return Form(self.cells, self.note, {**self.errors, name: say(f"outside.{key}")})

    def refused(self, error: PublishError) -> "Form":
        """With what publishing says of it."""
        if error.kind == "unchanged":
            return self.and_("", "unchanged")
        named = {PREFIX + p.column: p.text for p in error.problems if p.column}
        return Form(self.cells, self.note, named or {"": say("outside.not_taken")})


@dataclass(frozen=True)
class About:
    """What the form is about. columns: those that its writer may change. start: the cells."""

    table: str
    columns: tuple[str, ...]
    start: Mapping[str, str]
    is_new: bool = False


def read(rows: Rows, areas: tuple[Area, ...], proposals: Proposals, about: About) -> Form:
    """The form that was sent, of the fields that its writer may change and no others."""
    given = MultiDict(
        (PREFIX + column, clean(request.form.get(PREFIX + column, "")))
        for column in about.columns
        if PREFIX + column in request.form
    )
    cells, kinds = read_form(rows, about.table, given, about.start)
    cells = with_town(areas, {**about.start, **cells})
    told = wrong(rows, about.table, cells, kinds, about.is_new)
    told |= {
        column: say(f"outside.cell_{kind}")
        for column, kind in proposals.faults(cells, about.start).items()
    }
    errors = {PREFIX + column: told[column] for column in about.columns if column in told}
    return with_note(Form(cells, "", errors), proposals)


def with_note(form: Form, proposals: Proposals) -> Form:
    """With what she tells the staff."""
    note = one_line(request.form.get("note", ""))
    form = Form(form.cells, note, form.errors)
    kind = proposals.note_fault(note)
    return form.and_("note", f"note_{kind}") if kind else form


def fields_of(
    rows: Rows, table: str, columns: Iterable[str], cells: Mapping[str, str], is_new: bool
) -> list[Input]:
    """The inputs of `columns`, in their order, called as people outside would call them."""
    groups = inputs(rows, table, cells, is_new)
    made = {one.field.column: one for _, group in groups for one in group}
    return [_plainly(made[column]) for column in columns if column in made]


def _plainly(one: Input) -> Input:
    label, help_ = say(f"outside_fields.{one.field.column}").split("|")
    return one._replace(field=replace(one.field, label=label), help=help_)


def clean(text: str) -> str:
    """Without what nobody sees; lists keep their lines."""
    return "\n".join(filter(None, map(one_line, text.splitlines())))
