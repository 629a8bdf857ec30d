"""What was asked, answered, chosen, not answered and connected: for those who plan."""

import io
from collections.abc import Callable
from typing import NamedTuple

from flask import Blueprint, Response, abort, make_response, render_template, request, send_file

from ...services.guide.gaps import gaps_seen
from ...services.numbers.months import is_month, months, moved
from ...services.numbers.report import Figures, Numbers
from ...services.referrals import Referrals
from ...store.numbers import OUTCOMES
from ..auth import needs
from ..words import say
from . import numbers_chart as chart
from .numbers_tables import Table, alt, as_csv, bars, shortened, shown_month, tables
from .records_week import city_today
from .services import StaffServices

YEAR = 12
MOST = 60  # months that are offered and drawn at once
ROWS_OF_UNMET = 6  # on the sheet of a month
WIDTHS = {"wide": chart.WIDE, "narrow": chart.NARROW}


class Told(NamedTuple):
    """Everything that is shown of some months."""

    figures: Figures
    tables: dict[str, Table]


def add(staff: Blueprint, services: StaffServices) -> None:
    """Add `/staff/numbers`."""
    source = Numbers(services.store, services.catalog)
    cards = Referrals(services.store, services.catalog)

    def told(first: str, last: str) -> Told:
        figures, catalog = source.figures(first, last), services.catalog()
        gaps = gaps_seen(catalog, services.store.database, first, last)
        found = tables(figures, cards.totals(first, last), gaps, catalog, _this_month())
        return Told(figures, found)

    def begin() -> str:
        """The first month that has numbers; "" for none."""
        return min(filter(None, (source.first_month(), cards.first_month())), default="")

    _add_page(staff, told, begin)
    _add_files(staff, told, begin)
    _add_report(staff, told, begin)


def _add_page(staff: Blueprint, told: Callable[[str, str], Told], begin: Callable[[], str]) -> None:
    @staff.get("/numbers")
    @needs("editor")
    def numbers() -> str:
        first, last = _period(begin())
        return render_template(
            "staff/numbers.html",
            **_shared(told(first, last)),
            first=first,
            last=last,
            choices=_choices(begin()),
            empty=not begin(),
        )


def _add_files(
    staff: Blueprint, told: Callable[[str, str], Told], begin: Callable[[], str]
) -> None:
    def table_of(name: str) -> tuple[Table, str, str]:
        first, last = _period(begin())
        found = told(first, last).tables.get(name)
        return found or abort(404), first, last

    @staff.get("/numbers/<name>.csv")
    @needs("editor")
    def numbers_file(name: str) -> Response:
        table, first, last = table_of(name)
        file = say("numbers.file", table=table.title, first=first, last=last)
        return send_file(
            io.BytesIO(as_csv(table)),
            mimetype="text/csv; charset=utf-8",
            as_attachment=True,
            download_name=f"{file}.csv",
        )

    @staff.get("/numbers/chart/<name>-<width>.svg")
    @needs("editor")
    def numbers_chart(name: str, width: str) -> Response:
        table, _, _ = table_of(name)
        if width not in WIDTHS or not table.series:
            abort(404)
        answer = make_response(chart.draw(bars(table), WIDTHS[width]))
        answer.mimetype = "image/svg+xml"
        answer.headers["Content-Security-Policy"] = chart.CSP
        return answer


def _add_report(
    staff: Blueprint, told: Callable[[str, str], Told], begin: Callable[[], str]
) -> None:
    @staff.get("/numbers/report")
    @needs("editor")
    def numbers_report() -> str:
        """One month on one sheet of A4; the last whole one unless another is asked for."""
        start, asked = begin(), request.args.get("month", "")
        last_whole = moved(_this_month(), -1)
        month = _within(asked if is_month(asked) else last_whole, start)
        first = _within(moved(month, 1 - YEAR), start)
        year, now = told(first, month), told(month, month)
        return render_template(
            "staff/numbers_report.html",
            **_shared(now),
            unmet=shortened(now.tables["unmet"], ROWS_OF_UNMET),
            month=month,
            before=year.figures.months[-2] if first < month else None,
            chart_of=year.tables["months"],
            first=first,
            choices=_choices(start),
            going_on=month == _this_month(),
            today=city_today().isoformat(),
            empty=not start,
        )


def _shared(found: Told) -> dict:
    """What both pages show of the numbers."""
    return {
        "tables": found.tables,
        "total": [(one, say(f"numbers.{one}"), found.figures.total.of(one)) for one in OUTCOMES],
        "alt": alt,
        "legend": lambda table: [name for name, _ in bars(table).series],
        "size": lambda table, width: (WIDTHS[width], chart.height(bars(table), WIDTHS[width])),
        "shown_month": shown_month,
    }


def _this_month() -> str:
    return f"{city_today():%Y-%m}"


def _within(month: str, start: str) -> str:
    """`month`, or the nearest one of which there may be numbers."""
    now = _this_month()
    return min(max(month, start or now), now)


def _period(start: str) -> tuple[str, str]:
    """The months of the address, in their order; else the last year."""
    asked = [request.args.get(name, "") for name in ("first", "last")]
    last = _within(asked[1] if is_month(asked[1]) else _this_month(), start)
    first = _within(asked[0] if is_month(asked[0]) else moved(last, 1 - YEAR), start)
    first, last = sorted((first, last))
    return max(first, moved(last, 1 - MOST)), last


def _choices(start: str) -> list[tuple[str, str]]:
    """The months to choose from, the newest first."""
    now = _this_month()
    return [(month, shown_month(month)) for month in reversed(months(start or now, now))]
