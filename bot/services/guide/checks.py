"""The filters of one search, and the order of what they leave."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ...core.catalog import Place, Program
from ...core.dialogue.answers import OVERDUE
from ...core.dialogue.turn import Talk
from ...core.dialogue.when import open_when_asked
from ...core.eligibility import PROBABLE, UNLIKELY, judge
from ...core.geo import distance_m
from .asked import Asked
from .facts import Facts
from .matching import Reason

SIMILAR_M = 1_000  # within the same kilometre an open place goes before a closed one
FAR = 10**9
Truth = bool | None  # None: nobody knows
_OPEN_FIRST = {True: 0, None: 1, False: 2}


@dataclass(frozen=True, slots=True)
class Item:
    """A record that is found. unknown: the filters of which nobody knows whether they are met.

    metres: to the area that was asked for, as the crow flies; for a programme that of its nearest
    place. unlikely: the age that was told speaks against it.
    """

    record: Program | Place
    reason: Reason
    facts: Facts
    unknown: tuple[str, ...]
    metres: int | None
    unlikely: bool
    rank: tuple


class Checks:
    """Holds what one search asks against each record. What is cheap to see is looked at first."""

    def __init__(self, asked: Asked, talk: Talk) -> None:
        self._asked, self._talk, self._catalog = asked, talk, talk.catalog
        self._here = talk.here
        self._flags = sorted(asked.flags)
        self._by_time = bool(talk.state.open_at)
        self._by_age = bool(talk.ages or talk.state.pregnant)
        self._open: dict[str, Truth] = {}
        self._ages: dict[str, Truth] = {}
        self._far: dict[str, int | None] = {}

    def program(self, record: Program, facts: Facts, reason: Reason, order: int) -> Item | None:
        """The programme as found, None when a filter speaks against it."""
        asked = self._asked
        places = self._catalog.places_of.get(record.id, ())
        if asked.category and record.category != asked.category:
            return None
        if asked.kind and all(place.kind != asked.kind for place in places):
            return None
        age = self._age_of(record) if self._by_age else None
        metres = self._nearest(places)
        # What has no place is for the whole city.
        unknown = _unknown(self._told(facts, age, self._near(metres) if places else True))
        if unknown is None:
            return None
        opens = self._open_rank(facts) if self._by_time else 0
        worth = reason.score * (OVERDUE if self._is_old(record) else 1)
        rank = (age is False, reason.rank, -worth, opens, order)
        return Item(record, reason, facts, unknown, metres, age is False, rank)

    def place(self, record: Place, facts: Facts, reason: Reason, order: int) -> Item | None:
        """The place as found, None when a filter speaks against it."""
        asked = self._asked
        if asked.kind and record.kind != asked.kind:
            return None
        programs = [p for i in record.program_ids if (p := self._catalog.programs.get(i))]
        if asked.category and all(p.category != asked.category for p in programs):
            return None
        age = any_of(self._age_of(program) for program in programs) if self._by_age else None
        metres = self._metres(record)
        unknown = _unknown(self._told(facts, age, self._near_place(record, metres)))
        if unknown is None:
            return None
        far = FAR if metres is None else metres
        opens = self._open_rank(facts) if self._by_time or self._here else 0
        asked_open = opens if self._by_time else 0
        near = (far // SIMILAR_M, self._is_old(record), opens, far)
        rank = (reason.rank, asked_open, *near, -reason.score, order)
        return Item(record, reason, facts, unknown, metres, age is False, (age is False, *rank))

    def _is_old(self, record: Program | Place) -> bool:
        """Nobody has looked at it for too long: it sinks below what is about as right."""
        return record.source.is_overdue(self._talk.now.date())

    def _told(self, facts: Facts, age: Truth, near: Truth) -> Iterator[tuple[str, Truth]]:
        """Each filter that is set, and whether it is met."""
        for flag in self._flags:
            yield flag, getattr(facts, flag)
        if self._asked.ages or self._asked.pregnant:
            yield "age", age
        yield "near", near
        if self._asked.open_at:
            yield "open", any_of(self._hours_open(hours) for hours in facts.hours)

    def _near(self, metres: int | None) -> Truth:
        if not (self._asked.metres and self._here):
            return True
        return None if metres is None else metres <= self._asked.metres

    def _near_place(self, place: Place, metres: int | None) -> Truth:
        """A line that is called is no place nearby."""
        called = self._asked.metres > 0 and place.id in self._catalog.hotlines
        return False if called else self._near(metres)

    def _nearest(self, places: Iterable[Place]) -> int | None:
        if not self._here:
            return None
        return min((far for p in places if (far := self._metres(p)) is not None), default=None)

    def _metres(self, place: Place) -> int | None:
        if not self._here or place.lat is None or place.lon is None:
            return None
        if place.id not in self._far:
            self._far[place.id] = distance_m(self._here, (place.lat, place.lon))
        return self._far[place.id]

    def _age_of(self, program: Program) -> Truth:
        """Whether it fits the age that was told; None when that is a question to ask."""
        if program.id not in self._ages:
            verdict = judge(program, self._talk.ages, self._talk.state.pregnant).verdict
            self._ages[program.id] = {PROBABLE: True, UNLIKELY: False}.get(verdict)
        return self._ages[program.id]

    def _open_rank(self, facts: Facts) -> int:
        return _OPEN_FIRST[any_of(self._hours_open(hours) for hours in facts.hours)]

    def _hours_open(self, hours: str) -> Truth:
        if hours not in self._open:
            self._open[hours] = open_at(self._talk, hours)
        return self._open[hours]


def open_at(talk: Talk, hours: str) -> Truth:
    """Open at the time asked for, else now."""
    return open_when_asked(hours, talk.state.open_at or "now", talk.now) if hours else None


def any_of(truths: Iterable[Truth]) -> Truth:
    """Yes when one says so; no when all say no; else, and for none, nobody knows."""
    found = set(truths)
    if True in found:
        return True
    return False if found == {False} else None


def _unknown(told: Iterable[tuple[str, Truth]]) -> tuple[str, ...] | None:
    """The filters of which nobody knows; None when one is not met."""
    unknown = []
    for name, met in told:
        if met is False:
            return None
        if met is None:
            unknown.append(name)
    return tuple(unknown)
