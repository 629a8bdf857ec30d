"""What a list says of each record: what it is, why it is there, what is known and what is not."""

from collections.abc import Iterator
from dataclasses import dataclass

from ...core.answer import Action
from ...core.catalog import Place, Program
from ...core.dialogue import contacts
from ...core.dialogue.places import say_distance
from ...core.dialogue.programs import fit_of, goes_there, reason, status
from ...core.dialogue.turn import Talk
from ...core.dialogue.when import NOW, hours_when_asked, reach
from .checks import Item
from .matching import BY_NAME, BY_NEED, BY_WORD
from .search import Found

MOST_WORDS = 3


@dataclass(frozen=True)
class Row:
    """A record in a list. when: whether somebody is there, `there` that surely somebody is.

    why: short sentences. unknown: what nobody knows of what was asked. warnings: what to mind.
    """

    what: str  # program / place
    id: str
    name: str
    kind: str
    line: str
    why: tuple[str, ...]
    when: str
    there: bool
    tags: tuple[str, ...] = ()
    unknown: str = ""
    warnings: tuple[str, ...] = ()
    call: Action | None = None

    @property
    def path(self) -> str:
        return f"/guide/{'p' if self.what == 'program' else 'place'}/{self.id}"

    @property
    def mark(self) -> str:
        """Where it stands on its page."""
        return f"{self.what}-{self.id}"


def row(found: Found, item: Item) -> Row:
    """The item of `found` in words."""
    if isinstance(item.record, Program):
        return _program(found.talk, item, item.record)
    return _place(found.talk, item, item.record)


def _program(talk: Talk, item: Item, program: Program) -> Row:
    ways = contacts.ways(talk, program)
    there = goes_there(talk, program)
    count = len(talk.catalog.places_of.get(program.id, ()))
    way = contacts.best_now(talk, ways) or ways[0]
    call = None if there or not way.is_call else contacts.act(talk, way)
    return Row(
        "program",
        program.id,
        program.short_name or program.name,
        program.category,
        program.plain,
        tuple([*_why(talk, item), *_fit(talk, program), *_near(talk, item, "program")]),
        talk.say("places_known", count=count) if there else status(talk, program, way).text,
        not there and way.reach.soon == NOW,
        tuple(_tags(talk, program)),
        _unknown(talk, item),
        tuple(_warnings(talk, item, program)),
        call,
    )


def _place(talk: Talk, item: Item, place: Place) -> Row:
    now = reach(talk, place.hours, place.hours_text, place=True)
    asked = hours_when_asked(talk, place.hours)
    numbers = [contact for contact in place.contacts if contact.kind in contacts.CALLED]
    return Row(
        "place",
        place.id,
        place.short_name or place.name,
        kind_name(talk, place.kind),
        place.address,
        tuple([*_why(talk, item), *_near(talk, item, "place")]),
        place.closed_notice or asked or now.text,
        bool(asked) or now.soon == NOW,
        (),
        _unknown(talk, item),
        tuple(_warnings(talk, item, place)),
        contacts.tap(talk, numbers[0]) if numbers else None,
    )


def kind_name(talk: Talk, kind: str) -> str:
    """The kind of a place as people call it, by lexicon/place_kinds."""
    rows = talk.catalog.lexicon.get("place_kinds", ())
    return next((row["name"] for row in rows if row["kind"] == kind), kind)


def _why(talk: Talk, item: Item) -> Iterator[str]:
    asked, catalog = item.reason, talk.catalog
    if program := catalog.programs.get(asked.program):
        yield talk.say("guide_why_place", name=program.short_name or program.name)
    keys = {BY_NAME: "guide_why_name", BY_NEED: "guide_why_need", BY_WORD: "guide_why_word"}
    words = [word for word in asked.words if len(word) > 1] or asked.words
    if asked.rank in keys and words:
        yield talk.say(keys[asked.rank], words=talk.say("list_mark").join(words[:MOST_WORDS]))
    elif asked.rank == BY_NEED and not asked.program:
        yield talk.say("guide_why_asked")


def _fit(talk: Talk, program: Program) -> Iterator[str]:
    if talk.ages or talk.state.pregnant:
        yield reason(talk, program, fit_of(talk, program))


def _near(talk: Talk, item: Item, what: str) -> Iterator[str]:
    if item.metres is not None and talk.area:
        distance = say_distance(talk, item.metres, about=True)
        yield talk.say(f"guide_near_{what}", area=talk.area.name, distance=distance)


def _tags(talk: Talk, program: Program) -> Iterator[str]:
    for way in ("at_home", "no_call"):
        if way in program.ways:
            yield talk.say(f"guide_{way}")
    if program.self_use == "yes":
        yield talk.say("guide_self_use")


def _unknown(talk: Talk, item: Item) -> str:
    parts = [talk.say(f"guide_unknown_{name}") for name in item.unknown]
    return talk.say("guide_unknown", parts=talk.say("list_mark").join(parts)) if parts else ""


def _warnings(talk: Talk, item: Item, record: Program | Place) -> Iterator[str]:
    if isinstance(record, Program) and record.closed_notice:
        yield record.closed_notice
    if isinstance(record, Program) and record.self_use == "no":
        by = talk.say("list_mark").join(record.referral_by)
        yield talk.say("guide_referral_by", by=by) if by else talk.say("guide_referral_no")
    if item.unlikely:
        yield talk.say("verdict_unlikely")
    yield from (line.text for line in contacts.doubt(talk, record.source))
