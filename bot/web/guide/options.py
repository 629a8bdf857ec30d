"""What the filters of the search offer, in the reader's language."""

from collections import Counter
from dataclasses import dataclass

from ...core.dialogue.turn import Talk
from ...core.dialogue.when import say_ages
from ...core.understanding.result import Ages
from ...services.guide.asked import AGES, DISTANCES, FLAGS, PREGNANT, TIMES

Option = tuple[str, str]  # value, label
AREA_KINDS = ("district", "landmark")


@dataclass(frozen=True)
class Options:
    """kinds: in groups of (name of the group, options)."""

    areas: tuple[str, ...]
    distances: tuple[Option, ...]
    ages: tuple[Option, ...]
    times: tuple[Option, ...]
    categories: tuple[tuple[str, int], ...]
    kinds: tuple[tuple[str, tuple[Option, ...]], ...]
    flags: tuple[Option, ...]


def options(talk: Talk) -> Options:
    """All that this release has something for."""
    catalog = talk.catalog
    named = sorted((a for a in catalog.areas if a.kind in AREA_KINDS), key=lambda area: area.kana)
    counted = Counter(program.category for program in catalog.programs.values())
    return Options(
        tuple(dict.fromkeys(area.name for area in named)),
        tuple((km, talk.say("guide_km", km=km)) for km in DISTANCES),
        ((PREGNANT, talk.say("guide_pregnant")), *((ages, _ages(talk, ages)) for ages in AGES)),
        tuple((time, talk.say(f"day_{time}")) for time in TIMES),
        tuple(counted.most_common()),
        tuple(_kinds(talk)),
        tuple((flag, talk.say(f"guide_{flag}")) for flag in FLAGS),
    )


def _ages(talk: Talk, months: str) -> str:
    low, _, high = months.partition("-")
    return say_ages(talk, Ages(int(low), int(high)))


def _kinds(talk: Talk) -> list[tuple[str, tuple[Option, ...]]]:
    here = {place.kind for place in talk.catalog.places.values()}
    groups: dict[str, list[Option]] = {}
    for row in talk.catalog.lexicon.get("place_kinds", ()):
        if row["kind"] in here:
            groups.setdefault(row["group"], []).append((row["kind"], row["name"]))
    return [(group, tuple(kinds)) for group, kinds in groups.items()]
