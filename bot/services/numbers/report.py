"""The numbers of some months, by month, need, area and child's age: only what may be shown."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from ...core.catalog import Catalog
from ...store import numbers
from ...store.numbers import CONNECTED, NOT_ANSWERED, OUTCOMES, Sum
from ...store.store import Store
from .counting import AGES, NOBODY, areas_of, needs_of
from .fives import Counted, Split, by_month, shown
from .months import months, moved

# What she answers to 「つながりましたか」 is tied to neither town nor age.
TIED = tuple(outcome for outcome in OUTCOMES if outcome != CONNECTED)


class Row(NamedTuple):
    """key: a month, a need, an area or an age as store.numbers has it. numbers: by outcome, each a
    multiple of five (see fives); what is missing is too small to be shown."""

    key: str
    numbers: Mapping[str, int]

    def of(self, outcome: str) -> int:
        return self.numbers.get(outcome, 0)


class Part(NamedTuple):
    """So often in one area ("" unknown). ages: by age, which is often too small to be shown."""

    area: str
    total: int
    ages: Mapping[str, int]


class Unmet(NamedTuple):
    """How often a need was not answered. ages: in all areas. areas: those with most first."""

    need: str
    total: int
    ages: Mapping[str, int]
    areas: tuple[Part, ...]


@dataclass(frozen=True)
class Figures:
    """The numbers of the months from `first` to `last`."""

    first: str
    last: str
    months: tuple[Row, ...]
    needs: tuple[Row, ...]
    areas: tuple[Row, ...]
    ages: tuple[Row, ...]
    unmet: tuple[Unmet, ...]

    @property
    def total(self) -> Row:
        """All of the months together."""
        return Row("", {o: sum(row.of(o) for row in self.months) for o in OUTCOMES})


class Numbers:
    """The numbers in `store`, with the needs and the areas of `catalog`."""

    def __init__(self, store: Store, catalog: Callable[[], Catalog]) -> None:
        self._database = store.database
        self._catalog = catalog

    def first_month(self) -> str:
        """The month from which on there are numbers; "" while there are none."""
        return self._database.read(numbers.first_month)

    def figures(self, first: str, last: str) -> Figures:
        """Everything that may be shown of the months from `first` to `last`."""
        needs, areas, ages = (self._sums((column,), last) for column in numbers.COLUMNS)
        parts = (needs_of(self._catalog()), areas_of(self._catalog()), ("", *AGES))
        splits = {
            outcome: [
                _split(sums, outcome, len(part))
                for sums, part in zip((needs, areas, ages), parts, strict=True)
            ]
            for outcome in OUTCOMES
        }
        return Figures(
            first,
            last,
            _months(splits, months(first, last)),
            _most_first(_rows(needs, OUTCOMES, first, last)),
            _most_first(_rows(areas, TIED, first, last)),
            _in_order(_rows(ages, TIED, first, last)),
            self._unmet(needs, first, last),
        )

    def _unmet(self, needs: Iterable[Sum], first: str, last: str) -> tuple[Unmet, ...]:
        def of(*columns: str) -> dict[tuple[str, ...], int]:
            sums = self._sums(columns, last, NOT_ANSWERED)
            return shown(_counted(sums, NOT_ANSWERED), first, last)

        cells, by_age = _nested(of("need", "area", "age")), _nested(of("need", "age"))
        areas: dict[str, list[Part]] = {}
        for (need, area), number in of("need", "area").items():
            areas.setdefault(need, []).append(Part(area, number, cells.get((need, area), {})))
        totals = shown(_counted(needs, NOT_ANSWERED), first, last)
        made = [
            Unmet(need, number, by_age.get((need,), {}), _by_size(areas.get(need, [])))
            for (need,), number in totals.items()
        ]
        return tuple(sorted(made, key=lambda one: (one.need == NOBODY, -one.total, one.need)))

    def _sums(self, columns: Sequence[str], last: str, outcome: str = "") -> list[Sum]:
        return self._database.read(lambda c: numbers.sums(c, columns, last, outcome))


def _counted(sums: Iterable[Sum], outcome: str) -> list[Counted]:
    return [Counted(one.month, one.key, one.number) for one in sums if one.outcome == outcome]


def _split(sums: Iterable[Sum], outcome: str, parts: int) -> Split:
    return Split(_counted(sums, outcome), parts)


def _months(splits: Mapping[str, list[Split]], wanted: Sequence[str]) -> tuple[Row, ...]:
    if not wanted:
        return ()
    made = by_month(splits, wanted, moved(wanted[0], -1))
    return tuple(
        Row(month, {outcome: made[outcome][at] for outcome in OUTCOMES})
        for at, month in enumerate(wanted)
    )


def _rows(sums: Sequence[Sum], outcomes: Sequence[str], first: str, last: str) -> list[Row]:
    found: dict[str, dict[str, int]] = {}
    for outcome in outcomes:
        for key, number in shown(_counted(sums, outcome), first, last).items():
            found.setdefault(key[0], {})[outcome] = number
    return [Row(key, told) for key, told in found.items()]


def _most_first(rows: list[Row]) -> tuple[Row, ...]:
    """Those asked for most; what nobody understood or named comes last."""
    return tuple(
        sorted(rows, key=lambda row: (not row.key, *(-row.of(o) for o in OUTCOMES), row.key))
    )


def _in_order(rows: list[Row]) -> tuple[Row, ...]:
    found = {row.key: row for row in rows}
    return tuple(found[age] for age in (*AGES, "") if age in found)


def _by_size(areas: Iterable[Part]) -> tuple[Part, ...]:
    return tuple(sorted(areas, key=lambda part: (not part.area, -part.total, part.area)))


def _nested(found: Mapping[tuple[str, ...], int]) -> dict[tuple[str, ...], dict[str, int]]:
    """All but the last of a key -> the last -> number."""
    made: dict[tuple[str, ...], dict[str, int]] = {}
    for (*key, last), number in found.items():
        made.setdefault(tuple(key), {})[last] = number
    return made
