"""The values that understanding hands to the dialogue."""

from dataclasses import dataclass

from ..catalog import Area


@dataclass(frozen=True)
class Match:
    """A programme that may be right: calibrated probability 0-1, and why."""

    program_id: str
    probability: float
    words: tuple[str, ...] = ()


@dataclass(frozen=True)
class Need:
    """One need of the message: its clause, and the programmes to show for it, best first."""

    text: str
    matches: tuple[Match, ...]


@dataclass(frozen=True)
class Ages:
    """Age of the youngest child named, in completed months, inclusive."""

    min: int
    max: int
    phrase: str = ""


@dataclass(frozen=True)
class Danger:
    """kind: suicide / child_harm / dv / medical; about: self / child / other. sure: nothing else
    is to be said; without it the need of the message is answered below the hotlines."""

    kind: str
    about: str
    matched: str
    sure: bool = True


@dataclass(frozen=True)
class Understood:
    """What one message says. outcome: answer / choose / unknown / smalltalk / crisis."""

    outcome: str
    needs: tuple[Need, ...] = ()
    danger: Danger | None = None
    weary: bool = False  # between tired and in danger: a quiet hotline line goes below the answer
    area: Area | None = None
    other_city: str = ""
    ages: Ages | None = None
    pregnant: bool = False
    open_at: str | None = None  # now today tomorrow saturday sunday weekend holiday evening
    language: str = "ja"
    office: str = ""  # id of another office whose question it is
    chat: str = ""  # kind of small talk: greeting / thanks / who / test / goodbye / other
    follow_up: str = ""  # asks on: fee who phone nearer more apply where hours
    bare: bool = (
        False  # says no more than an age, a town, a day or a question that stands on others
    )
    missed: tuple[str, ...] = ()  # words that nothing could be made of
    surely_two: bool = False  # two needs that the answer may call two
