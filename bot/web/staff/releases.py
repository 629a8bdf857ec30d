"""Every release: what it changed, taking it back, taking it home."""

from pathlib import Path

from flask import Blueprint, abort, flash, redirect, render_template, send_file, url_for
from werkzeug.wrappers import Response

from ...services.publishing import Change, Conflict, PublishError, Release
from ..auth import needs, who
from ..words import say
from . import records_table as lists
from .drafts_compare import Line, Pair, compared
from .records_words import sentence
from .releases_files import as_zip
from .services import StaffServices

Page = str | tuple[str, int] | Response
SHOWN_AT_ONCE = 100


def add(staff: Blueprint, services: StaffServices) -> None:
    """Add `/staff/releases`."""
    _add_pages(staff, services)
    _add_files(staff, services)


def _add_pages(staff: Blueprint, services: StaffServices) -> None:
    publishing = services.publishing

    @staff.get("/releases")
    @needs("editor")
    def releases() -> str:
        made = publishing.releases()
        return render_template(
            "staff/releases.html",
            releases=made,
            files={one.id for one in made if services.releases.path(one.id).exists()},
            current=services.releases.rows()[0],
        )

    @staff.get("/releases/<release_id>")
    @needs("editor")
    def releases_one(release_id: str) -> str:
        return _page(services, "staff/releases_one.html", _of(services, release_id))

    @staff.get("/releases/<release_id>/undo")
    @needs("approver")
    def releases_undo(release_id: str) -> str:
        return _page(services, "staff/releases_undo.html", _of(services, release_id), back=True)

    @staff.post("/releases/<release_id>/undo")
    @needs("approver")
    def releases_undo_now(release_id: str) -> Page:
        _of(services, release_id)
        try:
            made = publishing.undo_release(who(), release_id)
        except Conflict as conflict:
            flash(say("releases.changed_since", name=conflict.subject), "error")
        except PublishError as error:
            if error.kind == "forbidden":
                abort(403)
            flash(sentence(error), "done" if error.kind == "waits_for_second" else "error")
        else:
            flash(say("releases.undone"), "done")
            return redirect(url_for("staff.releases_one", release_id=made.id))
        return redirect(url_for("staff.releases_one", release_id=release_id))


def _add_files(staff: Blueprint, services: StaffServices) -> None:
    @staff.get("/releases/<release_id>/knowledge.sqlite")
    @needs("editor")
    def releases_sqlite(release_id: str) -> Response:
        path = _file(services, release_id)
        name = f"knowledge-{release_id}.sqlite"
        return send_file(
            path.resolve(), "application/vnd.sqlite3", as_attachment=True, download_name=name
        )

    @staff.get("/releases/<release_id>/knowledge.zip")
    @needs("editor")
    def releases_zip(release_id: str) -> Response:
        path = _file(services, release_id)
        name = f"knowledge-{release_id}.zip"
        return send_file(as_zip(path), "application/zip", as_attachment=True, download_name=name)


def _of(services: StaffServices, release_id: str) -> Release:
    found = [one for one in services.publishing.releases() if one.id == release_id]
    if not found:
        abort(404)
    return found[0]


def _file(services: StaffServices, release_id: str) -> Path:
    """The file of a release that there is, the one in force among them."""
    known = {services.releases.rows()[0], *(one.id for one in services.publishing.releases())}
    path = services.releases.path(release_id)
    if release_id not in known or not path.exists():
        abort(404)
    return path


def _page(services: StaffServices, template: str, release: Release, back: bool = False) -> str:
    """back: what there is now on the left, what undoing brings on the right."""
    changes = services.publishing.changes(release.id)
    sides: list[tuple[Change, list[Line]]] = []
    for change in changes[:SHOWN_AT_ONCE]:
        old, new = (change.after, change.before) if back else (change.before, change.after)
        sides.append((change, compared(services, Pair(change.table, old, new))))
    return render_template(
        template,
        release=release,
        sides=sides,
        more=len(changes) - len(sides),
        label_of=lists.label_of,
    )
