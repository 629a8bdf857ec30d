"""Tables and data standards as files: what can be downloaded, and where a file is handed in."""

import io
from collections.abc import Mapping

from flask import Blueprint, Response, abort, render_template, request, send_file

from ...services.exchange.sheets import write_csv, write_workbook
from ...services.exchange.standards import READ, WRITTEN, write_standard
from ...services.exchange.upload import Upload
from ...services.exchange.words import table_label
from ..auth import needs
from ..words import say
from . import exchange_upload
from .services import StaffServices

TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
    "zip": "application/zip",
}
WRITERS = {"xlsx": write_workbook, "csv": write_csv}


def add(staff: Blueprint, services: StaffServices) -> None:
    """Add `/staff/exchange`."""
    publishing = services.publishing
    uploads = exchange_upload.add(
        staff, services, lambda **more: _page(services, uploads(), **more)
    )

    @staff.get("/exchange")
    @needs("editor")
    def exchange() -> str:
        return _page(services, uploads())

    @staff.get("/exchange/download")
    @needs("editor")
    def exchange_download() -> Response:
        table, form = request.args.get("table", ""), request.args.get("form", "xlsx")
        if table not in publishing.tables() or form not in WRITERS:
            abort(404)
        records = [row.cells for row in publishing.rows().table(table)]
        empty = request.args.get("empty") == "yes"
        data = WRITERS[form](table, [] if empty else records)
        name = table_label(table).replace("/", " ") + (say("exchange.template") if empty else "")
        return _file(data, name, form)

    @staff.get("/exchange/standards/<name>")
    @needs("editor")
    def exchange_standard(name: str) -> str:
        if name not in WRITTEN:
            abort(404)
        written = write_standard(name, publishing.rows())
        return render_template(
            "staff/exchange_standard.html", name=name, written=written, reads=name in READ
        )

    @staff.get("/exchange/standards/<name>/file")
    @needs("editor")
    def exchange_standard_file(name: str) -> Response:
        if name not in WRITTEN:
            abort(404)
        written = write_standard(name, publishing.rows())
        return _file(written.data, say(f"exchange.standard_{name}"), written.suffix)


def _page(
    services: StaffServices,
    waiting: Upload | None,
    errors: Mapping[str, str] | None = None,
    filled: Mapping[str, str] | None = None,
) -> str:
    return render_template(
        "staff/exchange.html",
        tables=[(table, table_label(table)) for table in services.publishing.tables()],
        standards=[(name, say(f"exchange.standard_{name}")) for name in WRITTEN],
        reads=READ,
        errors=errors or {},
        filled=filled or {},
        waiting=waiting,
    )


def _file(data: bytes, name: str, suffix: str) -> Response:
    return send_file(
        io.BytesIO(data),
        mimetype=TYPES[suffix],
        as_attachment=True,
        download_name=f"{name}.{suffix}",
    )
