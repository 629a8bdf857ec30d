"""What is overdue, missing or disputed, by department: to see, to confirm, to print."""

from collections.abc import Callable
from datetime import date

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from ...core.account import APPROVER
from ...services.freshness import Count, Freshness, Standing, counted, in_order
from ...services.freshness.standing import STATES
from ...services.proposals import stamp
from ...services.publishing import PublishError
from ..auth import needs, who
from ..words import say
from . import records_table as lists
from .records_inputs import options_of
from .records_week import city_today
from .services import StaffServices

PER_PAGE = 50
MOST_TO_ASSIGN = 200  # of records without a department: they get one together
NOBODY = "-"  # stands in addresses for records without a department
TROUBLE, ALL = "trouble", "all"
ONLY = (TROUBLE, *STATES, ALL)


def add(staff: Blueprint, services: StaffServices) -> None:
    """Add `/staff/freshness`."""
    source = freshness_of(services)
    _add_pages(staff, services, source)

    @staff.post("/freshness/confirm")
    @needs("editor")
    def freshness_confirm() -> Response:
        given = (request.form.get("table", ""), request.form.get("key", ""))
        found = (s for s in source.standings(city_today()) if (s.table, s.key) == given)
        one = next(found, None)
        if one is None:
            abort(404)
        if not who().may_edit(one.owner):
            abort(403)
        true = source.confirm(one, request.form.get("seen", ""), who().name)
        key, kind = ("confirmed", "done") if true else ("changed", "error")
        flash(say(f"freshness.{key}", name=one.name), kind)
        return _back()

    @staff.post("/freshness/write")
    @needs("editor")
    def freshness_write() -> Response:
        try:
            number = source.write_down(who(), city_today())
        except PublishError:
            flash(say("freshness.not_written"), "error")
            return _back()
        flash(say("freshness.written", number=number), "done")
        return redirect(url_for("staff.drafts"))


def freshness_of(services: StaffServices) -> Freshness:
    """The records of the release in force."""
    return Freshness(services.store, services.publishing)


def department_names(services: StaffServices) -> dict[str, str]:
    """id -> name, in the order of the names."""
    return dict(options_of(services.publishing.rows(), "departments"))


def _add_pages(staff: Blueprint, services: StaffServices, source: Freshness) -> None:
    @staff.get("/freshness")
    @needs("editor")
    def freshness() -> str:
        every, names = source.standings(city_today()), department_names(services)
        department, only = _chosen(names), request.args.get("only", TROUBLE)
        found = in_order(one for one in every if _fits(one, department, only))
        size = MOST_TO_ASSIGN if department == NOBODY else PER_PAGE
        pages = -(-len(found) // size) or 1
        page = min(max(request.args.get("page", 1, int), 1), pages)
        return render_template(
            "staff/freshness.html",
            counts=_ordered(counted(every), names),
            states=[(state, say(f"freshness.state_{state}")) for state in STATES],
            choices=[(one, say(_label(one))) for one in ONLY],
            department=department,
            only=only,
            part=found[(page - 1) * size : page * size],
            total=len(found),
            page=page,
            pages=pages,
            unwritten=len(source.unwritten(who(), city_today())),
            may_link=who().has(APPROVER),
            departments_of_hers=[one for one in names.items() if who().may_edit(one[0])],
            may=lambda one: who().may_edit(one.owner),
            **for_rows(names),
        )

    @staff.get("/freshness/sheet")
    @needs("editor")
    def freshness_sheet() -> str:
        names = department_names(services)
        department = _chosen(names)
        every = source.standings(city_today())
        found = in_order(one for one in every if _fits(one, department, ALL))
        return render_template(
            "staff/freshness_sheet.html",
            part=found,
            phone_of=_phones(services),
            department=department,
            today=city_today(),
            **for_rows(names),
        )


def for_rows(names: dict[str, str]) -> dict:
    """What the rows of a list of records show."""
    return {
        "departments": [*names.items(), (NOBODY, say("freshness.nobody"))],
        "department_name": lambda id_: names.get(id_) or say("freshness.nobody"),
        "nobody": NOBODY,
        "label_of": lists.label_of,
        "troubles": troubles,
        "stamp": lambda one: stamp(one.cells),
        "shown_day": shown_day,
    }


def troubles(one: Standing) -> list[tuple[str, str]]:
    """(how bad, a few words) for all that is wrong with a record."""
    found = [
        ("bad", say(f"freshness.disputed_{kind}", number=number))
        for kind, number in one.disputed.items()
    ]
    found += [("bad", say("freshness.state_overdue"))] if one.is_overdue else []
    return [*found, *(("", say(f"records.missing_{what}")) for what in one.missing)]


def shown_day(day: date | None) -> str:
    """A day as it is written in the lists."""
    return day.isoformat() if day else say("freshness.unknown_day")


def _chosen(names: dict[str, str]) -> str:
    """The department of the address, else her only one; "" for all."""
    hers = who().departments
    asked = request.args.get("department", hers[0] if len(hers) == 1 else "")
    return asked if asked in names or asked == NOBODY else ""


def _fits(one: Standing, department: str, only: str) -> bool:
    if department and (one.department or NOBODY) != department:
        return False
    if only == ALL:
        return True
    return only in one.states if only in STATES else bool(one.states)


def _phones(services: StaffServices) -> Callable[[Standing], str]:
    """The number to call about a record: its own, else that of the office it sends parents to."""
    rows = services.publishing.rows().table("departments")
    numbers = {row["id"]: row.cells.get("phone", "") for row in rows}

    def phone_of(one: Standing) -> str:
        office = one.cells.get("contact_department", "")
        return one.cells.get("phone", "") or numbers.get(office, "")

    return phone_of


def _ordered(counts: list[Count], names: dict[str, str]) -> list[Count]:
    """Hers first, then by name; those without a department last."""

    def rank(one: Count) -> tuple:
        name = names.get(one.department, "")
        return one.department not in who().departments, not name, name

    return sorted(counts, key=rank)


def _label(only: str) -> str:
    return f"freshness.state_{only}" if only in STATES else f"freshness.only_{only}"


def _back() -> Response:
    kept = {name: request.form.get(name) or None for name in ("department", "only", "page")}
    return redirect(url_for("staff.freshness", **kept))  # type: ignore[arg-type]
