"""Search programmes and places: what a text asks for, and what filters leave of it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from ...core.answer import Answer
from ...core.catalog import Gap, Place, Program
from ...core.dialogue import Knowledge, danger
from ...core.dialogue.turn import Talk
from ...core.state import State
from ...core.understanding.result import Understood
from .asked import Asked
from .checks import Checks, Item
from .facts import Facts, Fees, place_facts, program_facts
from .matching import Matcher, Reason, Reasons
from .texts import folded

R = TypeVar("R", Program, Place)
ANY = Reason(9, 0.0)  # nothing was asked in words: everything counts alike


@dataclass(frozen=True)
class Group:
    """sure: every filter is met. unsure: of some filter nobody knows. left_out: how many fail."""

    sure: tuple[Item, ...] = ()
    unsure: tuple[Item, ...] = ()
    left_out: int = 0

    @property
    def all(self) -> tuple[Item, ...]:
        return self.sure + self.unsure

    def __len__(self) -> int:
        return len(self.sure) + len(self.unsure)


@dataclass(frozen=True)
class Found:
    """What a search gives. talk: for the sentences about it. said: None without a text.

    danger: the numbers to show first. gaps: needs that no record here serves.
    """

    asked: Asked
    talk: Talk
    programs: Group
    places: Group
    said: Understood | None = None
    danger: Answer | None = None
    gaps: tuple[Gap, ...] = ()

    @property
    def empty(self) -> bool:
        return not (len(self.programs) or len(self.places))


class Search:
    """One release, ready to be searched. Keeps nothing of what is asked; safe among threads."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.knowledge = knowledge
        catalog, fees = knowledge.catalog, Fees(knowledge.catalog)
        self._programs = [(p, program_facts(catalog, p, fees)) for p in catalog.programs.values()]
        self._places = [(p, place_facts(catalog, p, fees)) for p in catalog.places.values()]
        self._matcher = Matcher(catalog)
        self._gaps = [(gap, [folded(word) for word in gap.words]) for gap in catalog.gaps]

    def find(self, asked: Asked, now: datetime, language: str = "ja") -> Found:
        """Everything that fits `asked`, best first; all there is when it asks for nothing."""
        said = self.knowledge.understand(asked.text, now) if asked.text else None
        talk = Talk(self.knowledge.catalog, now, _state(asked, said), language)
        programs, places = self._wanted(asked.text, said)
        checks = Checks(asked, talk)
        return Found(
            asked,
            talk,
            _group(self._programs, programs, checks.program),
            _group(self._places, places, checks.place),
            said,
            danger.answer(talk, said.danger, said.ages) if said and said.danger else None,
            self.gaps(asked.text),
        )

    def gaps(self, text: str) -> tuple[Gap, ...]:
        """The needs in `text` that no record here serves."""
        words = folded(text)
        return tuple(gap for gap, named in self._gaps if any(word in words for word in named))

    def _wanted(self, text: str, said: Understood | None) -> tuple[Reasons | None, Reasons | None]:
        """The records that the text asks for; None for all, when it names only where and when."""
        if said is None:
            return None, None
        says_where = bool(said.area or said.ages or said.pregnant or said.open_at)
        if says_where and said.bare and not self._matcher.terms(text, said):
            return None, None
        return self._matcher.find(text, said)


def _state(asked: Asked, said: Understood | None) -> State:
    """What the sentences go by: the filters, and what the text says where no filter does."""
    ages = asked.ages or (None if asked.pregnant or said is None else said.ages)
    area = asked.area or (said.area.name if said and said.area else "")
    return State(
        area=area,
        age_min=ages.min if ages else None,
        age_max=ages.max if ages else None,
        pregnant=asked.pregnant or bool(said and said.pregnant and not asked.ages),
        open_at=asked.open_at or (said.open_at if said else "") or "",
    )


def _group(
    records: list[tuple[R, Facts]],
    wanted: Mapping[str, Reason] | None,
    check: Callable[[R, Facts, Reason, int], Item | None],
) -> Group:
    sure: list[Item] = []
    unsure: list[Item] = []
    left_out = 0
    for order, (record, facts) in enumerate(records):
        reason = ANY if wanted is None else wanted.get(record.id)
        if reason is None:
            continue
        item = check(record, facts, reason, order)
        if item is None:
            left_out += 1
        else:
            (unsure if item.unknown else sure).append(item)
    sure.sort(key=lambda item: item.rank)
    unsure.sort(key=lambda item: item.rank)
    return Group(tuple(sure), tuple(unsure), left_out)


class Searches:
    """Gives the Search of the release in use; the same one until that changes."""

    def __init__(self, knowledge: Callable[[], Knowledge]) -> None:
        self._knowledge = knowledge
        self._made: Search | None = None

    def get(self) -> Search:
        """Raises what stands in the way of answering."""
        knowledge, made = self._knowledge(), self._made
        if made is None or made.knowledge is not knowledge:
            made = self._made = Search(knowledge)
        return made
