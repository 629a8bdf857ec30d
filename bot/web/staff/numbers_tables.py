"""The tables of the numbers, in words: what the page, its charts, the files and the print show."""

import csv
import io
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from ...core.catalog import Catalog
from ...services.exchange.neutral import neutral
from ...services.guide.gaps import Seen
from ...services.numbers.counting import AGES, GAP, NOBODY
from ...services.numbers.report import Figures, Row, Unmet
from ...services.referrals import OfficeTotals
from ...store.numbers import ASKED, CONNECTED, NOT_ANSWERED, OUTCOMES
from ..words import say
from .numbers_chart import Bars

BOM = "\ufeff"
DRAWN = 10  # rows of a chart, those with most
OFFICE = ("made", "opened", "yes", "no")
ALL_AGES = (*AGES, "")


class Line(NamedTuple):
    """numbers: 0 for what is too small to be shown."""

    texts: tuple[str, ...]
    numbers: tuple[int, ...]
    total: bool = False


class Table(NamedTuple):
    """name: table_… of words/numbers.json. texts, numbers: the headings. series: which numbers are
    drawn; none: no chart. in_time: its rows are months."""

    name: str
    texts: tuple[str, ...]
    numbers: tuple[str, ...]
    lines: tuple[Line, ...]
    series: tuple[int, ...] = ()
    in_time: bool = False

    @property
    def title(self) -> str:
        return say(f"numbers.table_{self.name}")

    @property
    def groups(self) -> list[list[Line]]:
        """A total and the lines that it is parted into: their first text is written once."""
        made: list[list[Line]] = []
        for line in self.lines:
            if line.total or not self.has_totals:
                made.append([])
            made[-1].append(line)
        return made

    @property
    def has_totals(self) -> bool:
        return any(line.total for line in self.lines)

    @property
    def empty(self) -> bool:
        return not any(number for line in self.lines for number in line.numbers)


def tables(
    figures: Figures,
    offices: Iterable[OfficeTotals],
    gaps: Iterable[Seen],
    catalog: Catalog,
    month: str,
) -> dict[str, Table]:
    """name -> each table of the page, in its order. month: the one that is still going on."""
    made = (
        _outcomes("months", "month", ((_month(r.key, month), r) for r in figures.months)),
        _outcomes("needs", "need", ((need_name(r.key, catalog), r) for r in figures.needs)),
        _outcomes("areas", "area", ((_area(r.key), r) for r in figures.areas), CONNECTED),
        _outcomes("ages", "age", ((_age(r.key), r) for r in figures.ages), CONNECTED),
        _unmet(figures.unmet, catalog),
        _offices(offices),
        _gaps(gaps),
    )
    return {table.name: table for table in made}


def shown_month(month: str) -> str:
    return say("numbers.shown_month", year=int(month[:4]), month=int(month[5:]))


def need_name(need: str, catalog: Catalog) -> str:
    """What families know it as; a gap by its title."""
    if need == NOBODY:
        return say("numbers.nobody")
    if need.startswith(GAP):
        names = {gap.id: gap.name for gap in catalog.gaps}
        name = names.get(need.removeprefix(GAP))
        return say("numbers.gap_name", name=name) if name else say("numbers.gone")
    program = catalog.programs.get(need)
    return (program.short_name or program.name) if program else say("numbers.gone")


def bars(table: Table) -> Bars:
    """What is drawn of `table`."""
    lines = [one for one in table.lines if one.total or not table.has_totals]
    if not table.in_time:
        lines = [one for one in lines if any(one.numbers[at] for at in table.series)][:DRAWN]
    labels = [line.texts[0] for line in lines]
    numbers = [(table.numbers[at], [line.numbers[at] for line in lines]) for at in table.series]
    if not table.in_time:
        return Bars(labels, numbers, hatched=table.name == "unmet")
    labels, years = _short_months(labels)
    return Bars(labels, numbers, upright=True, marks=years)


def alt(table: Table) -> str:
    """What the chart shows, for those who do not see it."""
    drawn = bars(table)
    numbers = drawn.series[0][1]
    highest = max(numbers, default=0)
    if not highest:
        return say("numbers.alt_small", title=table.title)
    series = "・".join(name for name, _ in drawn.series)
    at = numbers.index(highest)
    label = table.lines[at].texts[0] if table.in_time else drawn.labels[at]
    return say("numbers.alt", title=table.title, series=series, label=label, number=highest)


def shortened(table: Table, most: int) -> Table:
    """Its first `most` lines."""
    return table._replace(lines=table.lines[:most])


def as_csv(table: Table) -> bytes:
    """With a mark, so that Excel opens it by a double click; too small numbers stay empty."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(map(neutral, (*table.texts, *table.numbers)))
    for line in table.lines:
        writer.writerow([*map(neutral, line.texts), *(number or "" for number in line.numbers)])
    return (BOM + out.getvalue()).encode()


def _outcomes(name: str, first: str, rows: Iterable[tuple[str, Row]], without: str = "") -> Table:
    outcomes = [one for one in OUTCOMES if one != without]
    return Table(
        name,
        (say(f"numbers.{first}"),),
        tuple(say(f"numbers.{one}") for one in outcomes),
        tuple(Line((text,), tuple(row.of(one) for one in outcomes)) for text, row in rows),
        (outcomes.index(ASKED), outcomes.index(NOT_ANSWERED)),
        name == "months",
    )


def _unmet(needs: Iterable[Unmet], catalog: Catalog) -> Table:
    lines: list[Line] = []
    for one in needs:
        name = need_name(one.need, catalog)
        everywhere = (one.total, *_by_age(one.ages))
        lines.append(Line((name, say("numbers.all_areas")), everywhere, total=True))
        lines += [Line((name, _area(p.area)), (p.total, *_by_age(p.ages))) for p in one.areas]
    heads = (say("numbers.sum"), *map(_age, ALL_AGES))
    return Table("unmet", (say("numbers.need"), say("numbers.area")), heads, tuple(lines), (0,))


def _by_age(ages: Mapping[str, int]) -> tuple[int, ...]:
    return tuple(ages.get(age, 0) for age in ALL_AGES)


def _offices(offices: Iterable[OfficeTotals]) -> Table:
    lines = []
    for one in offices:
        name = one.office or say(f"numbers.office_{'gone' if one.office_id else 'typed'}")
        lines.append(Line((name,), tuple(getattr(one, what) or 0 for what in OFFICE)))
    lines.sort(key=lambda line: [-number for number in line.numbers])
    heads = tuple(say(f"numbers.{what}") for what in OFFICE)
    return Table("offices", (say("numbers.office"),), heads, tuple(lines))


def _gaps(gaps: Iterable[Seen]) -> Table:
    lines = tuple(Line((one.gap.name,), (one.times or 0,)) for one in gaps)
    return Table("gaps", (say("numbers.gap"),), (say("numbers.times"),), lines)


def _month(month: str, going_on: str) -> str:
    name = shown_month(month)
    return say("numbers.this_month", month=name) if month == going_on else name


def _area(area: str) -> str:
    return area or say("numbers.area_")


def _age(age: str) -> str:
    return say(f"numbers.age_{age}")


def _short_months(labels: list[str]) -> tuple[list[str], list[str]]:
    """The year stands where it begins; also these alone."""
    made, years = [], []
    for at, label in enumerate(labels):
        year, _, month = label.partition("年")
        name = month.partition("月")[0]
        # Beside a January a second year would have no room.
        begins = name == "1" or (at == 0 and (name != "12" or len(labels) == 1))
        made.append(f"{year}年{name}月" if begins else say("numbers.short_month", month=name))
        years += made[-1:] if name == "1" else []
    return made, years
