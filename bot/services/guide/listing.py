"""The lists of a result: how many, which page, in words."""

from dataclasses import dataclass

from ...core.answer import Line
from ...core.catalog import Place
from ...core.dialogue import contacts
from .asked import PLACES, PROGRAMS
from .checks import Item
from .rows import Row, row
from .search import Found, Group

FIRST = 8  # of each list, when both are shown
A_PAGE = 20
MOST_RESTS = 2
MOST_WAYS = 1


@dataclass(frozen=True)
class Listing:
    """A page of programmes or of places. unsure: of which a filter is not confirmed; below the
    others. rests: that more exist than are known here, and whom to ask."""

    what: str
    total: int
    sure: tuple[Row, ...]
    unsure: tuple[Row, ...]
    left_out: int
    page: int
    pages: int
    rests: tuple[tuple[Line, ...], ...] = ()

    @property
    def more(self) -> bool:
        """There is more than is shown when both lists are."""
        return len(self.sure) + len(self.unsure) < self.total


def listings(found: Found) -> tuple[Listing, ...]:
    """The lists that were asked for: both from their start, or a page of one."""
    groups = {PROGRAMS: found.programs, PLACES: found.places}
    if found.asked.what:
        return (_listing(found, found.asked.what, groups[found.asked.what], A_PAGE),)
    return tuple(_listing(found, what, group, FIRST) for what, group in groups.items())


def _listing(found: Found, what: str, group: Group, size: int) -> Listing:
    pages = max(1, -(-len(group) // size))
    page = min(found.asked.page, pages)
    start, end = (page - 1) * size, page * size
    border = len(group.sure)
    sure = group.sure[start:end]
    unsure = group.unsure[max(0, start - border) : max(0, end - border)]
    return Listing(
        what,
        len(group),
        tuple(row(found, item) for item in sure),
        tuple(row(found, item) for item in unsure),
        group.left_out,
        page,
        pages,
        _rests(found, [*sure, *unsure]) if what == PLACES else (),
    )


def _rests(found: Found, shown: list[Item]) -> tuple[tuple[Line, ...], ...]:
    """For each kind of place shown of which more exist than are known: that, and who knows."""
    talk = found.talk
    kinds = {item.record.kind for item in shown if isinstance(item.record, Place)}
    made = []
    for kind, coverage in talk.catalog.coverage.items():
        if kind in kinds and not (coverage.complete and coverage.exist):
            ways = contacts.department_ways(talk, coverage.ask)[:MOST_WAYS]
            made.append((Line(coverage.text), *contacts.lines(talk, ways)))
    return tuple(made[:MOST_RESTS])
