"""Links with which a salon, a nursery or a circle writes its own record, or asks to be listed."""

from collections.abc import Mapping
from typing import NamedTuple

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from ...core.account import Account
from ...services.freshness.rules import is_retired
from ...services.knowledge.rows import Rows
from ...services.links import NEW, RECORD, Link, LinkError, Links, may_make
from ...services.proposals import COLUMNS
from ...services.publishing.tables import department_of, name_of
from ...services.reports import answers_for
from ..auth import needs, who
from ..words import say
from . import records_table as lists
from .drafts_beside import shown_names
from .freshness import department_names
from .handing import Handed, handed
from .records_week import city_today
from .services import StaffServices

Page = str | tuple[str, int] | Response


class Chosen(NamedTuple):
    """What was chosen. record: "places/sc-ai", "places/" for a new one. department: an id."""

    record: str = ""
    department: str = ""

    @property
    def table(self) -> str:
        return self.record.partition("/")[0]

    @property
    def key(self) -> str:
        return self.record.partition("/")[2]


def add(staff: Blueprint, services: StaffServices) -> None:
    """Add `/staff/freshness/outside`."""
    links = Links(services.store, services.secret_key)

    @staff.get("/freshness/outside")
    @needs("editor")
    def freshness_outside() -> str:
        return _page(services, links, _by_default(services, request.args.get("record", "")))

    @staff.post("/freshness/outside")
    @needs("editor")
    def freshness_outside_make() -> Page:
        return _make(services, links)

    @staff.post("/freshness/outside/revoke")
    @needs("editor")
    def freshness_outside_revoke() -> Response:
        id_ = request.form.get("id", 0, int)
        mine = {link.id for link in links.alive(RECORD, NEW)}
        if id_ not in mine or not links.revoke(who(), id_):
            abort(404)
        flash(say("freshness.revoked"), "done")
        return redirect(url_for("staff.freshness_outside"))


def _make(services: StaffServices, links: Links) -> Page:
    rows, names = services.publishing.rows(), department_names(services)
    chosen = Chosen(request.form.get("record", ""), request.form.get("department", ""))
    options = {value for _, group in _options(rows, who()) for value, _ in group}
    if chosen.record not in options:
        errors = {"record": say("freshness.which_record")}
        return _page(services, links, chosen, errors), 422
    owner = department_of(_cells(rows, chosen))
    chosen = chosen._replace(department=owner or chosen.department)
    if chosen.department not in names:
        errors = {"department": say("freshness.which_department")}
        return _page(services, links, chosen, errors), 422
    kind = RECORD if chosen.key else NEW
    try:
        token = links.make(who(), kind, chosen.department, chosen.table, chosen.key)
    except LinkError:
        errors = {"department": say("freshness.not_hers")}
        return _page(services, links, chosen, errors), 403
    path = url_for("outside.propose_form", token=token)
    return _page(services, links, chosen, made=handed(services, links, token, path))


def _page(
    services: StaffServices,
    links: Links,
    chosen: Chosen,
    errors: Mapping[str, str] | None = None,
    made: Handed | None = None,
) -> str:
    rows, names = services.publishing.rows(), department_names(services)
    hers = [(id_, name) for id_, name in names.items() if who().may_edit(id_)]
    return render_template(
        "staff/freshness_outside.html",
        options=_options(rows, who()),
        departments=hers,
        names=names,
        name_of=shown_names(services).get,
        links=links.alive(RECORD, NEW),
        about=lambda link: _about(rows, link),
        may=lambda link: may_make(who(), link.department, link.kind),
        label_of=lists.label_of,
        chosen=chosen,
        told=_about(rows, Link(0, "", chosen.table, chosen.key, "", 0, "", 0)) if made else "",
        errors=dict(errors or {}),
        made=made,
    )


def _options(rows: Rows, account: Account) -> list[tuple[str, list[tuple[str, str]]]]:
    """(heading, [(value, label)]) of the records that she may let others write."""
    new = [(f"{table}/", say(f"freshness.new_{table}")) for table in COLUMNS]
    made = [(say("freshness.new"), new)]
    for table in COLUMNS:
        shown = [
            (f"{table}/{row['id']}", name_of(row.cells))
            for row in rows.table(table)
            if account.may_edit(department_of(row.cells))
            and not is_retired(row.cells, city_today())
        ]
        made.append((lists.label_of(table), sorted(shown, key=lambda pair: pair[1])))
    return made


def _by_default(services: StaffServices, record: str) -> Chosen:
    """What the address asks for, with the department that most likely answers for it."""
    chosen = Chosen(record)
    rows, hers = services.publishing.rows(), who().departments
    answers = answers_for(rows, chosen.table, chosen.key) if chosen.key else ""
    only = hers[0] if len(hers) == 1 else ""
    return chosen._replace(department=answers if answers and who().may_edit(answers) else only)


def _cells(rows: Rows, chosen: Chosen) -> Mapping[str, str]:
    found = (r.cells for r in rows.table(chosen.table) if chosen.key and r["id"] == chosen.key)
    return next(found, {})


def _about(rows: Rows, link: Link) -> str:
    """What a link is for, in a few words."""
    if not link.key:
        return say(f"freshness.new_{link.table}")
    return name_of(_cells(rows, Chosen(f"{link.table}/{link.key}")), link.key)
