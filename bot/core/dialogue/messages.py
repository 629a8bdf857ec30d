"""A written message: danger first, then what was understood, then what it asks on about."""

from dataclasses import replace

from ..answer import Answer
from ..understanding.result import Understood
from . import choices, danger, followups, smalltalk
from .answers import by_need, need_text, programs_answer, taken
from .turn import Note, Talk, Turn

CHOICES = 3


def respond(talk: Talk, said: Understood, text: str) -> Turn:
    """Answer a message that means `said`."""
    if said.danger:
        note = Note("crisis", crisis=True, understood=said)
        return Turn(danger.answer(talk, said.danger, said.ages), talk.state, note)
    if _is_command(talk, text, "forget"):
        turn = forget(talk)
        return turn._replace(note=replace(turn.note, understood=said))
    turn = _going_on(talk, said) or _OUTCOMES.get(said.outcome, _unknown)(talk, said, text)
    answer = turn.answer
    if said.weary and (line := danger.awake(talk, "weary")):
        answer = replace(answer, closing=(line, *answer.closing))
    return Turn(answer, turn.state, replace(turn.note, understood=said))


def _going_on(talk: Talk, said: Understood) -> Turn | None:
    """A question about the last answer, which alone would be read as something else."""
    vague = said.outcome == "unknown" or (said.outcome == "smalltalk" and said.chat == "other")
    asks_on = (said.follow_up or said.bare) and talk.focus
    asks_nothing = said.follow_up and said.bare
    if said.office or not (vague or asks_on or asks_nothing):
        return None
    return followups.respond(talk, said)


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
    card = choices.choice_card(talk, programs)
    question = talk.tell("choose" if len(programs) > 1 else "choose_one")
    answer = Answer(
        ("\n".join(part for part in [taken(talk), question] if part),),
        (replace(card, more=(choices.none_of_these(talk),)),),
        choices=() if talk.ages else (talk.tap("choose_age", "ask_age"),),
    )
    ids = tuple(program.id for program in programs)
    state = replace(talk.state, program_ids=ids, focus="", need=need_text(said), shown_places=0)
    return Turn(answer, state, Note("choose", ids))


def _smalltalk(talk: Talk, said: Understood, text: str) -> Turn:
    return Turn(smalltalk.chat(talk, said.chat), talk.state, Note("smalltalk"))


def _unknown(talk: Talk, said: Understood, text: str) -> Turn:
    """Another office's question, or an honest "I don't know"."""
    if said.office:
        answer = smalltalk.office(talk, said.office)
        return Turn(answer, talk.state, Note("unknown"))
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
