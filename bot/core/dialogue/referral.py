"""The card that a support worker gave her: shown kindly, and asked about once she writes again."""

from collections.abc import Callable, Iterable
from dataclasses import replace

from ..answer import Action, Answer, Card
from ..catalog import Place, Program
from ..geo import distance_m
from ..referral import PROGRAM, Item, Referral, Told
from . import choices, places, smalltalk
from .programs import face, goes_there, is_unlikely
from .turn import Note, Talk, Turn, data

MOST_BESIDE = 2
ALL = "all"
FAR = 10**9  # metres; what has no position comes last


def greet(talk: Talk) -> Turn:
    """Exactly the cards that the office chose; the normal greeting when they are gone."""
    card = talk.referral
    if card is None or not card.live or not _known(talk, card):
        return Turn(smalltalk.follow(talk), talk.state, Note("follow"))
    talk = _in_her_language(talk, card)
    programs = _programs(talk, card)
    hello = [talk.tell("refer_greeting", office=card.office)]
    if card.notes:
        hello.append(talk.say("refer_note", office=card.office, note="\n".join(card.notes)))
    about = [talk.tell("refer_sees", office=card.office)] if card.id else []
    about.append(smalltalk.who_says_this(talk))
    answer = Answer(
        ("\n".join(hello), "\n".join(about)),
        tuple(_face(talk, item) for item in _nearest_first(talk, card)),
        choices=(*_hers(talk, card), *_usual(talk, programs)),
    )
    ids = tuple(program.id for program in programs)
    state = replace(talk.state, program_ids=ids, focus=ids[0] if ids else "", shown_places=0)
    return Turn(answer, state, Note("referral", ids, referral=Told(card.id, "opened")))


def with_question(talk: Talk, turn: Turn) -> Turn:
    """`turn`, and below it the question whether the card helped, when that is due."""
    card, note = talk.referral, turn.note
    asks = card and card.asks and not (note.crisis or note.forget or note.referral)
    if not card or not asks or turn.answer.silent or not _known(talk, card):
        return turn
    talk = _in_her_language(replace(talk, state=turn.state), card)
    answer = replace(
        turn.answer,
        closing=(*turn.answer.closing, _question(talk, card)),
        choices=(*_replies(talk, card), *turn.answer.choices),
    )
    return turn._replace(answer=answer, note=replace(note, referral=Told(card.id, "asked")))


def _in_her_language(talk: Talk, card: Referral) -> Talk:
    """What she chose herself goes before what the worker chose for her."""
    language = talk.state.language or card.language or "ja"
    kept = talk.state.language or ("" if language == "ja" else language)
    return replace(talk, language=language, state=replace(talk.state, language=kept))


def _record(talk: Talk, item: Item) -> Program | Place | None:
    known = talk.catalog.programs if item.kind == PROGRAM else talk.catalog.places
    return known.get(item.id)


def _known(talk: Talk, card: Referral) -> list[Item]:
    return [item for item in card.items if _record(talk, item)]


def _name(talk: Talk, item: Item) -> str:
    record = _record(talk, item)
    return record.short_name or record.name if record else ""


def _program(talk: Talk, item: Item) -> Program | None:
    """The programme of an item, for a place the first that it serves."""
    record = _record(talk, item)
    if isinstance(record, Place):
        return next((p for i in record.program_ids if (p := talk.catalog.programs.get(i))), None)
    return record


def _programs(talk: Talk, card: Referral) -> list[Program]:
    """Programmes that the rest of the conversation is about, each once."""
    found = (_program(talk, item) for item in card.items)
    return list({program.id: program for program in found if program}.values())


def _nearest_first(talk: Talk, card: Referral) -> list[Item]:
    known = _known(talk, card)
    return sorted(known, key=lambda item: _metres(talk, item)) if talk.here else known


def _metres(talk: Talk, item: Item) -> int:
    record = _record(talk, item)
    if isinstance(record, Program):
        there = talk.catalog.places_of.get(record.id, ()) if goes_there(talk, record) else ()
    else:
        there = (record,) if record else ()
    found = [(p.lat, p.lon) for p in there if p.lat is not None and p.lon is not None]
    return min((distance_m(talk.here, at) for at in found), default=FAR) if talk.here else FAR


def _face(talk: Talk, item: Item) -> Card:
    record = _record(talk, item)
    return places.one(talk, record) if isinstance(record, Place) else face(talk, record)  # type: ignore[arg-type]


def _hers(talk: Talk, card: Referral) -> list[Action]:
    """To refuse, and to tell; nothing among several people, where the card is nobody's."""
    if not card.id or card.hidden:
        return []
    hide = talk.tap("refer_hide", "refer_hide", card=card.id)
    return [hide, talk.tap("refer_tell", "refer_ask", card=card.id)]


def _usual(talk: Talk, programs: list[Program]) -> tuple[Action, ...]:
    if not programs:
        return choices.examples(talk)
    return choices.after_programs(talk, programs[0], [], more_places=False)


def _question(talk: Talk, card: Referral) -> str:
    names = "".join(talk.say("quoted", text=_name(talk, item)) for item in _known(talk, card))
    return talk.tell("refer_ask", office=card.office, names=names)


def _replies(talk: Talk, card: Referral) -> list[Action]:
    answers = ("yes", "later", "no")
    return [talk.tap(f"refer_{one}", f"refer_{one}", card=card.id) for one in answers]


def _ask(talk: Talk, card: Referral) -> Turn:
    answer = Answer((_question(talk, card),), choices=tuple(_replies(talk, card)))
    return _done(talk, card, answer, "asked")


def _hide(talk: Talk, card: Referral) -> Turn:
    answer = Answer((talk.tell("refer_hidden"),), choices=_usual(talk, _programs(talk, card)))
    return _done(talk, card, answer, "hidden")


def _yes(talk: Talk, card: Referral) -> Turn:
    return _done(talk, card, Answer((talk.tell("refer_yes_reply"),), choices=_start(talk)), "yes")


def _later(talk: Talk, card: Referral) -> Turn:
    """The same cards once more: the numbers are what she needs."""
    cards = tuple(_face(talk, item) for item in _nearest_first(talk, card))
    answer = Answer((talk.tell("refer_later_reply"),), cards, choices=_start(talk))
    return _done(talk, card, answer, "later")


def _no(talk: Talk, card: Referral) -> Turn:
    """What to try instead; of several, first which of them it was."""
    known = _known(talk, card)
    if len(known) < 2:
        return _beside(talk, card, known)
    buttons = [
        Action("send", _name(talk, item), _missed_data(card, f"{item.kind}:{item.id}"))
        for item in known
    ]
    everything = Action("send", talk.say("refer_all"), _missed_data(card, ALL))
    answer = Answer((talk.tell("refer_which"),), choices=(*buttons, everything))
    return _done(talk, card, answer, "no")


def _missed_data(card: Referral, item: str) -> str:
    return data("refer_missed", card=card.id, item=item)


def _missed(talk: Talk, card: Referral) -> Turn:
    asked, known = talk.data.get("item", ""), _known(talk, card)
    missed = [item for item in known if asked in (ALL, f"{item.kind}:{item.id}")]
    return _beside(talk, card, missed or known)


def _beside(talk: Talk, card: Referral, missed: list[Item]) -> Turn:
    """Programmes of the same kind that were not on the card, and people to ask."""
    found = list(_alternatives(talk, card, missed))[:MOST_BESIDE]
    cards = (*(face(talk, program) for program in found), smalltalk.windows(talk))
    answer = Answer((talk.tell("refer_no_reply"),), cards, choices=_start(talk))
    turn = _done(talk, card, answer, "missed", tuple(missed))
    ids = tuple(program.id for program in found)
    if not ids:
        return turn
    return turn._replace(state=replace(turn.state, program_ids=ids, focus=ids[0]))


def _alternatives(talk: Talk, card: Referral, missed: list[Item]) -> Iterable[Program]:
    on_card = {program.id for program in _programs(talk, card)}
    kinds = [p.category for item in missed if (p := _program(talk, item))]
    rows = talk.catalog.lexicon.get("discreet", ())
    discreet = {row["value"] for row in rows if row["what"] == "program"}
    for program in talk.catalog.programs.values():
        fits = program.category in kinds and not (program.topic_only or is_unlikely(talk, program))
        if fits and program.id not in on_card | discreet:
            yield program


def _start(talk: Talk) -> tuple[Action, ...]:
    return choices.examples(talk)


def _done(
    talk: Talk, card: Referral, answer: Answer, what: str, items: tuple[Item, ...] = ()
) -> Turn:
    return Turn(answer, talk.state, Note("postback", referral=Told(card.id, what, items)))


def _about_card(act: Callable[[Talk, Referral], Turn]) -> Callable[[Talk], Turn]:
    """An action about her card; the start when its time is over, or it is not hers."""

    def action(talk: Talk) -> Turn:
        card = talk.referral
        if card is None or not card.live or not card.id:
            return Turn(smalltalk.home(talk, "tap_unknown"), talk.state, Note("postback"))
        return act(_in_her_language(talk, card), card)

    return action


ACTIONS: dict[str, Callable[[Talk], Turn]] = {
    "refer_ask": _about_card(_ask),
    "refer_hide": _about_card(_hide),
    "refer_yes": _about_card(_yes),
    "refer_later": _about_card(_later),
    "refer_no": _about_card(_no),
    "refer_missed": _about_card(_missed),
}
