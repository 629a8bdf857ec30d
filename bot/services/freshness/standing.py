"""How a record stands: overdue, missing, contradicted."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from ...core.catalog import Source
from ..publishing.tables import department_of, name_of

OVERDUE, MISSING, CONTRADICTED = "overdue", "missing", "contradicted"
STATES = (CONTRADICTED, OVERDUE, MISSING)  # the most pressing first


@dataclass(frozen=True)
class Standing:
    """One record. department: an id, "" for none. missing: phone / hours / source. disputed: kind
    (expired / reports / proposals / not_reached) -> how many."""

    table: str
    key: str
    cells: Mapping[str, str]
    department: str
    source: Source
    missing: tuple[str, ...]
    disputed: Mapping[str, int]
    today: date

    @property
    def name(self) -> str:
        return name_of(self.cells, self.key)

    @property
    def owner(self) -> str:
        """The department whose people alone may change it, "" for anybody."""
        return department_of(self.cells)

    @property
    def is_overdue(self) -> bool:
        return self.source.is_overdue(self.today)

    @property
    def is_done(self) -> bool:
        """Somebody looked at it today."""
        return self.source.checked == self.today

    @property
    def states(self) -> tuple[str, ...]:
        """Those of STATES that it is in."""
        found = {
            OVERDUE: self.is_overdue,
            MISSING: bool(self.missing),
            CONTRADICTED: bool(self.disputed),
        }
        return tuple(state for state in STATES if found[state])


class Count(NamedTuple):
    """The records of a department. states: state -> how many."""

    department: str
    records: int
    states: Mapping[str, int]


def counted(standings: Iterable[Standing]) -> list[Count]:
    """Each department that has records, "" among them."""
    groups: dict[str, list[Standing]] = {}
    for one in standings:
        groups.setdefault(one.department, []).append(one)
    return [
        Count(
            department,
            len(group),
            {state: sum(state in one.states for one in group) for state in STATES},
        )
        for department, group in groups.items()
    ]


def in_order(standings: Iterable[Standing]) -> list[Standing]:
    """The most pressing first: disputed, overdue, lacking something; the longest due before."""

    def rank(one: Standing) -> tuple:
        pressing = [state not in one.states for state in STATES]
        return (*pressing, one.source.due or date.min, one.table, one.name)

    return sorted(standings, key=rank)
