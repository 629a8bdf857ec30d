"""A programme on one card: what it is, why it fits, what can be done now, one button."""

from ..answer import Action, Card, Line
from ..catalog import Program
from ..eligibility import UNLIKELY, Fit, judge
from . import contacts
from .turn import Talk
from .when import LATER, hours_when_asked, say_age_range, say_ages


def fit_of(talk: Talk, program: Program) -> Fit:
    return judge(program, talk.ages, talk.state.pregnant)


def is_unlikely(talk: Talk, program: Program) -> bool:
    return fit_of(talk, program).verdict == UNLIKELY


def goes_there(talk: Talk, program: Program) -> bool:
    """It is used by going to one of its places, not by calling somebody."""
    called = any(contact.kind in contacts.CALLED for contact in program.contacts)
    return contacts.has_network(talk, program) and not called


def face(talk: Talk, program: Program, need: str = "") -> Card:
    """The card that she sees first; the rest is behind くわしく."""
    found = contacts.ways(talk, program)
    more = talk.tap("more_about", "detail", program=program.id)
    places = talk.tap("see_places", "places", program=program.id)
    button = places if goes_there(talk, program) else _button(talk, found)
    return Card(
        title=program.short_name or program.name,
        lines=tuple(
            [
                Line(program.plain),
                *closed(program),
                *_reason(talk, program),
                *_now(talk, program, found),
            ]
        ),
        button=button or more,
        more=_more(talk, program, places, more) if button else (),
        need=need,
        program_id=program.id,
    )


def closed(program: Program) -> list[Line]:
    """What staff wrote for the time in which it is closed."""
    return [Line(program.closed_notice, "warn")] if program.closed_notice else []


def _more(talk: Talk, program: Program, places: Action, more: Action) -> tuple[Action, ...]:
    beside = contacts.has_network(talk, program) and not goes_there(talk, program)
    return (places, more) if beside else (more,)


def _button(talk: Talk, found: list[contacts.Way]) -> Action | None:
    way = contacts.best_now(talk, found)
    return contacts.act(talk, way, short=True) if way else None


def _reason(talk: Talk, program: Program) -> list[Line]:
    fit = fit_of(talk, program)
    if fit.verdict == UNLIKELY or program.topic_only:
        return [Line(reason(talk, program, fit), "warn")]
    return [Line(reason(talk, program, fit), "quiet"), *contacts.doubt(talk, program.source)]


def reason(talk: Talk, program: Program, fit: Fit) -> str:
    """Why it fits or may not, from what she said; never a promise."""
    range_ = say_age_range(talk, program.age_min, program.age_max)
    if fit.reason == "fit_no_age_rule":
        return _other_reason(talk, program)
    age = say_ages(talk, talk.ages) if talk.ages else ""
    return talk.say(fit.reason, age=age, range=range_)


def _other_reason(talk: Talk, program: Program) -> str:
    for way in ("at_home", "no_call", "anonymous"):
        if way in program.ways:
            return talk.say(f"way_{way}")
    for key, values in (("for_whom", program.eligibility), ("can_do", program.offers)):
        if values:
            return talk.say(key, text=values[0])
    return talk.say("fit_no_age_rule")


def _now(talk: Talk, program: Program, found: list[contacts.Way]) -> list[Line]:
    """What works now, and what opens later; for places, where they are."""
    if goes_there(talk, program):
        count = len(talk.catalog.places_of[program.id])
        return [Line(talk.say("places_known", count=count), "quiet")]
    first = found[0]
    made = [status(talk, program, first)]
    if first.is_call and first.contact.ask_for:
        made.append(Line(talk.say("ask_for", name=first.contact.ask_for), "quiet"))
    later = next((w for w in found if w.is_call and w.reach.soon == LATER and w is not first), None)
    if later and (line := status(talk, program, later)) not in made:
        made.append(line)
    asked = hours_when_asked(talk, first.contact.hours)
    return [*made, Line(asked, "good")] if asked else made


def status(talk: Talk, program: Program, way: contacts.Way) -> Line:
    key = "status_own" if way.name == program.short_name else "status_other"
    kind = talk.say(f"short_{way.contact.kind}")
    text = talk.say(key, kind=kind, name=way.name, when=way.reach.text)
    return Line(text, way.reach.tone)
