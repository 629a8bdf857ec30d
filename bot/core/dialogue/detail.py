"""Everything about a programme that is behind くわしく, in the order of what she asks first."""

from collections.abc import Iterable, Sequence
from datetime import date
from urllib.parse import quote, urlsplit

from ..answer import Action, Card, Line
from ..catalog import Program
from ..eligibility import PROBABLE, UNLIKELY
from . import contacts
from .programs import closed, fit_of, reason
from .turn import Talk, data
from .when import say_ages

MOST_OFFERS = 6
LINKS = 2


def detail(talk: Talk, program: Program) -> Card:
    """The whole card."""
    found = contacts.ways(talk, program)
    way = contacts.best_now(talk, found)
    return Card(
        title=program.name,
        lines=tuple(
            [
                Line(program.plain),
                *closed(program),
                *who_for(talk, program),
                *_section(talk, "title_contacts", contacts.lines(talk, found)),
                *what_to_say(talk, program, found),
                *_listed(talk, "title_offers", program.offers[:MOST_OFFERS]),
                *_texts(talk, "title_fee", program.fee),
                *how(talk, program),
                *_texts(talk, "title_deadline", program.deadline),
                *_texts(talk, "title_where", program.where),
                *_texts(talk, "title_first_visit", program.first_visit),
                *source(talk, program),
            ]
        ),
        button=contacts.act(talk, way, short=True) if way else None,
        more=_more(talk, program, found),
        tone="detail",
        program_id=program.id,
    )


def who_for(talk: Talk, program: Program) -> list[Line]:
    """Probably, to be asked, or probably not: with the reason and the question to ask."""
    fit = fit_of(talk, program)
    tone = {PROBABLE: "good", UNLIKELY: "warn"}.get(fit.verdict, "plain")
    made = [Line(talk.say(f"verdict_{fit.verdict}"), tone), Line(reason(talk, program, fit))]
    made += [Line(talk.say("bullet", text=text), "quiet") for text in program.eligibility]
    if fit.verdict != PROBABLE and program.ask:
        made.append(Line(talk.say("question_to_ask", question=program.ask)))
    return _section(talk, "title_who", made)


def what_to_say(talk: Talk, program: Program, found: Iterable[contacts.Way]) -> list[Line]:
    """Words for the call, made of what she told; shown only where there is somebody to call."""
    if not any(way.is_call for way in found):
        return []
    said = []
    if talk.ages:
        said.append(talk.say("call_child", age=say_ages(talk, talk.ages)))
    elif talk.state.pregnant:
        said.append(talk.say("call_pregnant"))
    if talk.area:
        said.append(talk.say("call_area", area=talk.area.name))
    said.append(talk.maybe(f"call_trouble_{program.category}", ""))
    name = program.short_name or program.name
    asks = "call_topic" if program.topic_only else f"call_use_{program.category}"
    said.append(talk.say(asks if talk.knows(asks) else "call_use", name=name))
    return _section(talk, "title_call", [Line(talk.say("quoted", text="".join(said)))])


def how(talk: Talk, program: Program) -> list[Line]:
    steps = program.how_to_apply
    if len(steps) < 2:
        return _listed(talk, "title_how", steps)
    made = [Line(talk.say("step", number=n, text=text)) for n, text in enumerate(steps, 1)]
    return _section(talk, "title_how", made)


def source(talk: Talk, program: Program) -> list[Line]:
    """Where it is from, of when, when it was checked, how far to trust it."""
    facts = program.source
    published = _day(talk, facts.published) if facts.published else talk.say("date_unknown")
    made = [Line(talk.say(f"level_{facts.level}"), "quiet")]
    made.append(Line(talk.say("source_date", date=published), "quiet"))
    if facts.checked:
        made.append(Line(talk.say("source_checked", date=_day(talk, facts.checked)), "quiet"))
    if contacts.is_expired(talk, facts):
        made.append(Line(talk.say("source_expired"), "warn"))
    else:
        made += contacts.overdue(talk, facts)
    links = (*_links(talk, facts.urls[:LINKS]), *_wrong(talk, program))
    made[-1] = Line(made[-1].text, made[-1].tone, links)
    return _section(talk, "title_source", made)


def _links(talk: Talk, urls: Sequence[str]) -> tuple[Action, ...]:
    """A button to each page; pages of one host are numbered."""
    hosts = [urlsplit(url).hostname or "" for url in urls]
    made = []
    for number, (url, host) in enumerate(zip(urls, hosts, strict=True), 1):
        shown = f"{host} {number}" if hosts.count(host) > 1 else host
        made.append(Action("open", talk.say("open_source", host=shown), url))
    return tuple(made)


def _wrong(talk: Talk, program: Program) -> tuple[Action, ...]:
    """To the page where she may say that something of it is not so."""
    address = talk.page(f"/wrong/programs/{quote(program.id, safe='')}")
    return (Action("open", talk.say("wrong_info"), address),) if address else ()


def forwardable(talk: Talk, program: Program) -> str:
    """A text short enough to be forwarded: what it is, and whom to call or where to read."""
    found = contacts.ways(talk, program)
    reachable = contacts.phone_in_words(talk, found) or program.url
    name = program.short_name or program.name
    return talk.say("forward", name=name, plain=program.plain, contact=reachable)


def share(talk: Talk, program: Program) -> Action:
    return Action("share", talk.say("share"), forwardable(talk, program))


def _more(talk: Talk, program: Program, found: list[contacts.Way]) -> tuple[Action, ...]:
    made = []
    if contacts.has_network(talk, program):
        made.append(Action("send", talk.say("see_places"), data("places", program=program.id)))
    if program.url and all(way.contact.value != program.url for way in found):
        made.append(Action("open", talk.say("open_page"), program.url))
    return (*made, share(talk, program))


def _section(talk: Talk, title: str, lines: list[Line]) -> list[Line]:
    return [Line(talk.say(title), "label"), *lines] if lines else []


def in_lines(talk: Talk, text: str) -> list[Line]:
    """The text of a cell; several lines when it is a list."""
    parts = [part.strip() for part in text.split(";") if part.strip()]
    if len(parts) < 2:
        return [Line(part) for part in parts]
    return [Line(talk.say("bullet", text=part)) for part in parts]


def _texts(talk: Talk, title: str, text: str) -> list[Line]:
    return _section(talk, title, in_lines(talk, text))


def _listed(talk: Talk, title: str, texts: Iterable[str]) -> list[Line]:
    return _section(talk, title, [Line(talk.say("bullet", text=text)) for text in texts])


def _day(talk: Talk, day: date) -> str:
    return talk.say("date", year=day.year, month=day.month, day=day.day)
