"""The values that a turn of the conversation takes and gives."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property
from typing import NamedTuple
from urllib.parse import urlencode

from ..answer import Action, Answer
from ..catalog import Area, Catalog, Program
from ..geo import Position, position_of
from ..referral import Referral, Told
from ..state import State
from ..understanding.result import Ages, Understood


class Knowledge(NamedTuple):
    """What is needed to answer: the release, the reader of texts, the address of the policy."""

    catalog: Catalog
    understand: Callable[[str, datetime], Understood]
    policy_url: str = ""


class SeenPlace(NamedTuple):
    """A place that is shown. distance_m: None without a position; open: None when not known."""

    id: str
    distance_m: int | None
    open: bool | None


@dataclass(frozen=True)
class Note:
    """What happened, for counters and the question log.

    outcome: answer / choose / unknown / smalltalk / crisis, else the kind of event.
    need_text_to_keep: what she wrote and nothing was found for; to be masked before it is stored.
    chosen: the programme she picked of several, or "none".
    forget: she asks that everything of hers is deleted.
    referral: what she let know of a card that a support worker gave her.
    """

    outcome: str
    program_ids: tuple[str, ...] = ()
    places: tuple[SeenPlace, ...] = ()
    need_text_to_keep: str | None = None
    chosen: str = ""
    crisis: bool = False
    forget: bool = False
    understood: Understood | None = None
    referral: Told | None = None


class Turn(NamedTuple):
    answer: Answer
    state: State
    note: Note


@dataclass(frozen=True)
class Talk:
    """Everything that one answer is made from. `position` serves this answer only."""

    catalog: Catalog
    now: datetime
    state: State
    language: str = "ja"
    position: Position | None = None
    policy_url: str = ""
    data: Mapping[str, str] = field(default_factory=dict)  # of the tap that asks
    understood: Understood | None = None
    referral: Referral | None = None

    def say(self, key: str, **values: object) -> str:
        """The sentence in her language, else in Japanese."""
        return self.catalog.say(key, self.language, **values)

    def tell(self, key: str, **values: object) -> str:
        """A sentence in her language, the Japanese below it while no speaker has reviewed it.

        A value that is not the same in both is a function of the talk.
        """
        hers, japanese = _told(self, key, values), _told(replace(self, language="ja"), key, values)
        reviewed = key in self.catalog.reviewed.get(self.language, ())
        return hers if reviewed or hers == japanese else f"{hers}\n{japanese}"

    def knows(self, key: str) -> bool:
        """The wording has this sentence: categories of another city may have none."""
        return bool(self.catalog.wording["ja"].get(key))

    def maybe(self, key: str, default: str) -> str:
        """The sentence of `key`, else that of `default`; "" for no key."""
        chosen = key if self.knows(key) else default
        return self.say(chosen) if chosen else ""

    def page(self, path: str) -> str:
        """The address of a page of ours; "" where nobody says where they are."""
        site = self.policy_url.removesuffix("/policy")
        return f"{site}{path}" if site else ""

    @property
    def ages(self) -> Ages | None:
        if self.state.age_min is None or self.state.age_max is None:
            return None
        return Ages(self.state.age_min, self.state.age_max)

    @cached_property
    def area(self) -> Area | None:
        """The area spoken of, one with a position if there are several of the name."""
        named = [a for a in self.catalog.areas if self.state.area and a.name == self.state.area]
        return max(named, key=lambda a: a.lat is not None, default=None)

    @property
    def here(self) -> Position | None:
        """Where distances are counted from."""
        return self.position or position_of(self.area)

    @property
    def programs(self) -> list[Program]:
        """What was shown last, as far as this release still has it."""
        known = self.catalog.programs
        return [known[i] for i in self.state.program_ids if i in known]

    @property
    def focus(self) -> Program | None:
        """The programme that a tap names, else the one spoken of last."""
        asked = self.data.get("program") or self.state.focus
        return self.catalog.programs.get(asked) or next(iter(self.programs), None)

    def tap(self, key: str, do: str, **fields: object) -> Action:
        """A button of the conversation: its label from the wording, its meaning as data."""
        return Action("send", self.say(key), data(do, **fields))


def _told(talk: Talk, key: str, values: Mapping[str, object]) -> str:
    said = {name: value(talk) if callable(value) else value for name, value in values.items()}
    return talk.say(key, **said)


def data(do: str, **fields: object) -> str:
    """Postback data: what to do, and about what."""
    return urlencode({"do": do, **fields})
