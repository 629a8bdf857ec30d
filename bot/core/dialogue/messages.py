"""A written message: danger first, then what was understood, then what it asks on about."""

from dataclasses import replace

from ..answer import Answer
from ..understanding.result import Understood
from . import choices, danger, followups, smalltalk
from .answers import by_need, need_text, programs_answer
from .turn import Note, Talk, Turn

CHOICES = 3


def respond(talk: Talk, said: Understood, text: str) -> Turn:
    """Answer a message that means `said`."""
    if said.danger:
        note = Note("crisis", crisis=True, understood=said)
        return Turn(danger.answer(talk, said.danger), talk.state, note)
    if _is_command(talk, text, "forget"):
        return forget(talk)
    turn = _OUTCOMES.get(said.outcome, _unknown)(talk, said, text)
    answer = turn.answer
    if said.weary and (line := danger.awake(talk, "weary")):
        answer = replace(answer, closing=(*answer.closing, line))
    return Turn(answer, turn.state, replace(turn.note, understood=said))


def forget(talk: Talk) -> Turn:
    """The receipt; what is kept is deleted by whoever keeps it (Note.forget)."""
    receipt = Answer((talk.tell("forget_receipt"),), choices=choices.examples(talk))
    return Turn(receipt, type(talk.state)(), Note("forget", forget=True))


def _is_command(talk: Talk, text: str, command: str) -> bool:
    rows = talk.catalog.lexicon.get("commands", ())
    words = {row["text"].casefold() for row in rows if row["command"] == command}
    return text.strip().rstrip("。.!！").casefold() in words


def _answer(talk: Talk, said: Understood, text: str) -> Turn:
    return programs_answer(talk, said)


def _choose(talk: Talk, said: Understood, text: str) -> Turn:
    """Up to three choices in plain words, and a way out."""
    offered = by_need(talk, said)[:CHOICES]
    if not offered:
        return _unknown(talk, said, text)
    programs = [program for program, _ in offered]
    answer = Answer(
        (talk.tell("choose"),),
        (choices.choice_card(talk, programs),),
        choices=(choices.none_of_these(talk), *choices.examples(talk)[:2]),
    )
    ids = tuple(program.id for program in programs)
    state = replace(talk.state, program_ids=ids, focus="", need=need_text(said), shown_places=0)
    return Turn(answer, state, Note("choose", ids))


def _smalltalk(talk: Talk, said: Understood, text: str) -> Turn:
    return Turn(smalltalk.chat(talk, said.chat), talk.state, Note("smalltalk"))


def _unknown(talk: Talk, said: Understood, text: str) -> Turn:
    """Another office's question, a question that goes on, or an honest "I don't know"."""
    if said.office:
        answer = smalltalk.office(talk, said.office)
        return Turn(answer, talk.state, Note("unknown"))
    if turn := followups.respond(talk, said):
        return turn
    if said.other_city:
        answer = smalltalk.unknown(talk, "unknown_other_city", city=said.other_city)
    else:
        answer = smalltalk.unknown(talk)
    note = Note("unknown", need_text_to_keep=need_text(said) or text)
    return Turn(answer, talk.state, note)


_OUTCOMES = {
    "answer": _answer,
    "choose": _choose,
    "smalltalk": _smalltalk,
    "unknown": _unknown,
}
