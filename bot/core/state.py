"""What was said before, kept 30 minutes: needs, age, town; never a position finer than the town."""

from dataclasses import asdict, dataclass, fields
from datetime import datetime, timedelta

KEPT = timedelta(minutes=30)


@dataclass(frozen=True)
class State:
    """JSON-safe. `at` is when the person last wrote (city time, ISO)."""

    program_ids: tuple[str, ...] = ()  # shown last, best first
    focus: str = ""  # the programme that くわしく or a follow-up is about
    need: str = ""  # masked clause that led there
    area: str = ""  # name of an Area
    age_min: int | None = None
    age_max: int | None = None
    pregnant: bool = False
    open_at: str = ""
    language: str = ""  # chosen by the person; "" = that of her message
    shown_places: int = 0
    late: bool = False  # the last reply did not reach her
    at: str = ""

    def fresh(self, now: datetime) -> "State":
        """This state, or an empty one that keeps only the language, when 30 minutes have passed."""
        if self.at and now - datetime.fromisoformat(self.at) <= KEPT:
            return self
        return State(language=self.language)

    def to_dict(self) -> dict:
        return asdict(self)

    @classmethod
    def from_dict(cls, values: dict) -> "State":
        """Read back what to_dict wrote; unknown keys of another version are dropped."""
        known = {f.name for f in fields(cls)}
        kept = {k: v for k, v in values.items() if k in known}
        kept["program_ids"] = tuple(kept.get("program_ids") or ())
        return cls(**kept)
