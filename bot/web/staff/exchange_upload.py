"""A file that was handed in: its columns, what it would change, and making drafts of it."""

from collections.abc import Callable, Sequence

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from ...services.exchange.cellwise import SheetProblem
from ...services.exchange.fields import fields
from ...services.exchange.mapping import Mappings
from ...services.exchange.preview import Preview
from ...services.exchange.sheets import SheetError
from ...services.exchange.standards import READ
from ...services.exchange.upload import AT_WORK, COLUMNS, DONE, FAILED, Upload, heading
from ...services.exchange.uploads import Uploads
from ...services.exchange.words import table_label
from ...services.publishing import PublishError
from ..auth import needs, who
from ..words import say
from .records_words import sentence as refusal
from .services import StaffServices

Page = str | tuple[str, int] | Response
PARTS = ("problems", "new", "changed", "removed")
PER_PAGE = 100


def add(
    staff: Blueprint, services: StaffServices, start: Callable[..., str]
) -> Callable[[], Upload | None]:
    """Add the pages of an upload; give what tells the upload of who is signed in."""
    folder = services.releases.folder.parent / "uploads"
    uploads = Uploads(folder, services.publishing, Mappings(services.store.database))

    _add_columns(staff, uploads)
    _add_deeds(staff, uploads)

    @staff.post("/exchange/upload")
    @needs("editor")
    def exchange_upload() -> Page:
        errors = _wrong(services)
        if not errors:
            try:
                _begin(uploads)
                return redirect(url_for("staff.exchange_preview"))
            except SheetError as error:
                errors = {"file": sentence(error)}
        return start(errors=errors, filled=request.form), 422

    @staff.get("/exchange/upload")
    @needs("editor")
    def exchange_preview() -> Page:
        upload = uploads.of(who())
        if upload is None:
            return _gone()
        return _shown(upload)

    def waiting() -> Upload | None:
        upload = uploads.of(who())
        return upload if upload and upload.state != DONE else None

    return waiting


def _add_columns(staff: Blueprint, uploads: Uploads) -> None:
    @staff.get("/exchange/columns")
    @needs("editor")
    def exchange_columns() -> Page:
        upload = uploads.of(who())
        if upload is None or not upload.heads:
            return _gone()
        return _columns(upload, request.args.get("sheet", upload.sheet, int))

    @staff.post("/exchange/columns")
    @needs("editor")
    def exchange_columns_save() -> Page:
        upload = uploads.of(who())
        sheet = request.form.get("sheet", 0, int)
        if upload is None or not 0 <= sheet < len(upload.heads):
            return _gone()
        columns = _chosen(upload, sheet)
        errors = _twice(upload, columns)
        if errors:
            return _columns(upload, sheet, columns, errors), 422
        return _go(lambda: uploads.choose(upload, sheet, columns))


def _add_deeds(staff: Blueprint, uploads: Uploads) -> None:
    @staff.post("/exchange/apply")
    @needs("editor")
    def exchange_apply() -> Page:
        upload = uploads.of(who())
        if upload is None or upload.id != request.form.get("id"):
            return _gone()
        return _go(lambda: uploads.apply(upload))

    @staff.post("/exchange/drop")
    @needs("editor")
    def exchange_drop() -> Page:
        try:
            uploads.drop(who())
            flash(say("exchange.dropped"), "done")
        except SheetError as error:
            flash(sentence(error), "error")
        return redirect(url_for("staff.exchange"))


def sentence(error: Exception) -> str:
    """What stands in the way, and what to do."""
    if isinstance(error, PublishError):
        return refusal(error)
    kind = error.kind if isinstance(error, SheetError) else "not_done"
    return say(f"exchange.{kind}", **getattr(error, "values", {}))


def expected(problem: SheetProblem) -> str:
    """What belongs there: our sentence, else that of the knowledge."""
    if problem.text and not problem.sheet:
        return say("exchange.elsewhere", text=problem.text, **problem.values)
    try:
        return say(f"exchange.{problem.kind}", **problem.values)
    except KeyError:
        return problem.text


def _wrong(services: StaffServices) -> dict[str, str]:
    errors = {}
    if not request.files.get("file"):
        errors["file"] = say("exchange.no_file")
    if request.form.get("what", "") not in (*services.publishing.tables(), *READ):
        errors["what"] = say("exchange.no_what")
    source = request.form.get("source", "").strip()
    if source and not source.startswith(("https://", "http://")):
        errors["source"] = say("exchange.bad_source")
    return errors


def _begin(uploads: Uploads) -> None:
    file = request.files["file"]
    uploads.begin(
        who(),
        file.read(),
        file.filename or "",
        request.form["what"],
        request.form.get("complete") == "yes",
        request.form.get("source", "").strip(),
    )


def _go(step: Callable[[], None]) -> Page:
    try:
        step()
    except SheetError as error:
        flash(sentence(error), "error")
    return redirect(url_for("staff.exchange_preview"))


def _gone() -> Page:
    flash(say("exchange.gone"), "error")
    return redirect(url_for("staff.exchange"))


def _shown(upload: Upload) -> Page:
    """The page for where an upload is."""
    if upload.state in AT_WORK:
        return render_template("staff/exchange_running.html", upload=upload)
    if upload.state == DONE:
        return render_template("staff/exchange_done.html", upload=upload)
    if upload.state == COLUMNS:
        return redirect(url_for("staff.exchange_columns"))
    if upload.state == FAILED or upload.plan is None:
        fault = sentence(upload.fault or SheetError("not_done"))
        return render_template("staff/exchange_failed.html", upload=upload, fault=fault)
    return _preview(upload, upload.plan)


def _preview(upload: Upload, plan: Preview) -> str:
    counts = {part: len(getattr(plan, part)) for part in PARTS}
    first = next((part for part in PARTS if counts[part]), "changed")
    show = request.args.get("show", first)
    show = show if show in PARTS else first
    pages = -(-counts[show] // PER_PAGE) or 1
    page = min(max(request.args.get("page", 1, int), 1), pages)
    return render_template(
        "staff/exchange_preview.html",
        upload=upload,
        plan=plan,
        table=table_label(plan.table),
        counts=counts,
        show=show,
        listed=getattr(plan, show)[(page - 1) * PER_PAGE : page * PER_PAGE],
        page=page,
        pages=pages,
        expected=expected,
    )


def _columns(
    upload: Upload,
    sheet: int,
    columns: Sequence[str] = (),
    errors: dict[str, str] | None = None,
) -> str:
    sheet = sheet if 0 <= sheet < len(upload.heads) else upload.sheet
    head = upload.heads[sheet]
    options = [("", say("exchange.not_read"))]
    options += [(field.column, field.label) for field in _fields(upload)]
    return render_template(
        "staff/exchange_columns.html",
        upload=upload,
        table=table_label(upload.what),
        sheet=sheet,
        head=head,
        columns=list(columns) or list(head.columns),
        options=options,
        heading=heading,
        errors=errors or {},
    )


def _fields(upload: Upload) -> Sequence:
    """Those of the table; a lexicon has its own, which its headings name."""
    known = fields(upload.what)
    if not upload.what.startswith("lexicon/"):
        return known
    named = {text for head in upload.heads for text in (*head.texts, *head.columns)}
    return [field for field in known if {field.column, field.label} & named]


def _chosen(upload: Upload, sheet: int) -> list[str]:
    known = {field.column for field in _fields(upload)}
    given = (request.form.get(f"column-{i}", "") for i in range(len(upload.heads[sheet].texts)))
    return [column if column in known else "" for column in given]


def _twice(upload: Upload, columns: Sequence[str]) -> dict[str, str]:
    labels = {field.column: field.label for field in _fields(upload)}
    if not any(columns):
        return {"": say("exchange.no_columns")}
    return {
        f"column-{index}": say("exchange.one_column_twice", label=labels[column])
        for index, column in enumerate(columns)
        if column and column in columns[:index]
    }
