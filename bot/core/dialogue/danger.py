"""When it cannot wait: one safe action in calm words, and numbers to tap. Nothing else."""

from dataclasses import replace

from ..answer import Action, Answer, Card, Line
from ..catalog import Hotline
from ..understanding.result import Ages, Danger
from .contacts import CALLED, WRITTEN, tap
from .turn import Talk, data
from .when import LATER, NOW, Reach, reach

MOST_CALLS = 3
MOST_FOR_CHILDREN = 2
SCHOOL_AGE = 72  # months; from then on a child may write herself
LISTENED = frozenset({"child_harm"})  # who fears for her own hands needs no police
DISCREET = frozenset({"dv"})  # nothing on a lock screen that another person may see


def answer(talk: Talk, danger: Danger, ages: Ages | None = None) -> Answer:
    """Only a card, so that no text bubble shows on the lock screen. `ages`: of the child named."""
    sentence = talk.tell(f"danger_{danger.kind}_{danger.about}")
    chosen = hotlines(talk, danger.kind, danger.kind in LISTENED and danger.about == "self")
    if danger.kind == "suicide" and (danger.about == "child" or _at_school(ages)):
        chosen = [*_for_children(talk), *chosen]
    card = Card(
        title=talk.say("danger_title"),
        lines=(Line(sentence), *_lines(talk, chosen)),
        more=(Action("send", talk.say("not_danger"), data("not_danger")),),
        tone="danger",
    )
    return Answer(cards=(card,), summary=_summary(talk, danger, sentence, chosen))


def _summary(talk: Talk, danger: Danger, sentence: str, chosen: list[tuple[Hotline, Reach]]) -> str:
    if danger.kind in DISCREET:
        return talk.say("discreet")
    return " ".join([sentence, *(_in_words(talk, hotline) for hotline, _ in chosen)])


def hotlines(talk: Talk, topic: str, listens: bool = False) -> list[tuple[Hotline, Reach]]:
    """Lines for a topic: a few to call, those open now first, and one to write to.

    listens: only those that listen to a tired parent, if there are any.
    """
    serving = [h for h in talk.catalog.hotlines.values() if topic in h.serves]
    serving = [h for h in serving if listens and "tired" in h.serves] or serving
    found = [(h, _reach(talk, h)) for h in serving]
    found.sort(key=lambda pair: (pair[1].soon, pair[0].rank))
    calls = [pair for pair in found if pair[0].contact.kind in CALLED]
    awake_ = [pair for pair in calls if pair[1].soon != LATER]
    written = [pair for pair in found if pair[0].contact.kind in WRITTEN]
    return [*(awake_ if len(awake_) > 1 else calls)[:MOST_CALLS], *written[:1]]


def _at_school(ages: Ages | None) -> bool:
    return ages is not None and ages.min >= SCHOOL_AGE


def _for_children(talk: Talk) -> list[tuple[Hotline, Reach]]:
    """Lines that listen to children, those that are open now."""
    found = [pair for pair in hotlines(talk, "child") if pair[1].soon == NOW]
    return found[:MOST_FOR_CHILDREN]


def urgent(talk: Talk) -> Card:
    """The lines that every release must have, by rank; shown also while the bot is paused."""
    required = sorted(
        (h for h in talk.catalog.hotlines.values() if h.required), key=lambda h: h.rank
    )
    lines = _lines(talk, [(h, _reach(talk, h)) for h in required])
    return Card(talk.say("urgent_title"), tuple(lines), tone="danger")


def _reach(talk: Talk, hotline: Hotline) -> Reach:
    return reach(talk, hotline.contact.hours, hotline.contact.hours_text)


def awake(talk: Talk, key: str) -> str:
    """The sentence `key` with a number that listens now; "" when there is none."""
    found = _listening(talk)
    return talk.tell(key, hotline=lambda t: _in_words(t, found[0][0])) if found else ""


def talk_now(talk: Talk) -> list[Line]:
    """Lines of a card: somebody who listens at this hour, whatever it is about."""
    return _lines(talk, _listening(talk)[:1])


def listener(talk: Talk) -> list[Card]:
    """A card of somebody who listens at this hour; none when there is nobody."""
    return [
        Card(_name(talk, hotline), (_told(talk, hotline, when),), button=_calls(talk, hotline)[0])
        for hotline, when in _listening(talk)[:1]
    ]


def _listening(talk: Talk) -> list[tuple[Hotline, Reach]]:
    found = hotlines(talk, "tired")
    return [pair for pair in found if pair[1].soon == NOW and pair[0].contact.kind in CALLED]


def paused(talk: Talk) -> Answer:
    """While the bot does not answer: one sentence, and the numbers that must stay."""
    return Answer((talk.tell("paused"),), (urgent(talk),))


def with_notice(answer_: Answer, notice: str) -> Answer:
    """Put a notice before an answer, but not before help in danger: nothing may distract there."""
    in_danger = not answer_.texts and any(card.tone == "danger" for card in answer_.cards)
    if not notice or answer_.silent or in_danger:
        return answer_
    return replace(answer_, texts=(notice, *answer_.texts))


def _lines(talk: Talk, chosen: list[tuple[Hotline, Reach]]) -> list[Line]:
    """Each hotline: its name, when and what it is, a tap."""
    made = []
    for hotline, when in chosen:
        made.append(Line(_name(talk, hotline), "label"))
        told = _told(talk, hotline, when)
        made.append(replace(told, actions=_calls(talk, hotline)))
    return made


def _told(talk: Talk, hotline: Hotline, when: Reach) -> Line:
    """When it listens, whether it is free, what it is."""
    facts = [when.text, *([talk.say("free")] if hotline.free else [])]
    return Line("\n".join([talk.say("list_mark").join(facts), hotline.note]).strip(), "quiet")


def _name(talk: Talk, hotline: Hotline) -> str:
    """The short name: official names of hotlines are long, and some hurt."""
    listed = talk.catalog.places.get(hotline.id)
    return (listed.short_name if listed else "") or hotline.name


def _calls(talk: Talk, hotline: Hotline) -> tuple[Action, ...]:
    """The number, and ways for those whom it does not serve.

    Beside a number with # an ordinary one, since iPhones do not dial # from a tap; and a way to
    write, for who must not be heard.
    """
    listed = talk.catalog.places.get(hotline.id)
    others = [c for c in (listed.contacts if listed else ()) if c != hotline.contact]
    plain = [c for c in others if c.kind in CALLED and "#" not in c.value]
    written = [c for c in others if c.kind in WRITTEN]
    needed = [hotline.contact, *(plain[:1] if "#" in hotline.contact.value else [])]
    made = [tap(talk, contact) for contact in needed]
    made += [Action("open", talk.say("write_instead"), c.value) for c in written[:1]]
    return tuple(action for action in made if action)


def _in_words(talk: Talk, hotline: Hotline) -> str:
    return talk.say("phone_in_words", name=_name(talk, hotline), number=hotline.contact.value)
