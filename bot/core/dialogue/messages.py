"""A written message: danger first, then what was understood, then what it asks on about."""

from dataclasses import replace

from ..answer import Answer
from ..referral import read_code
from ..understanding.result import Danger, Understood
from . import choices, danger, followups, smalltalk
from .answers import by_need, need_text, programs_answer, taken
from .programs import face
from .turn import Note, Talk, Turn

CHOICES = 3
BELOW_HOTLINES = 2


def respond(talk: Talk, said: Understood, text: str) -> Turn:
    """Answer a message that means `said`."""
    if said.danger:
        return _in_danger(talk, said, said.danger)
    if _is_command(talk, text, "forget"):
        turn = forget(talk)
        return turn._replace(note=replace(turn.note, understood=said))
    turn = _going_on(talk, said) or _OUTCOMES.get(said.outcome, _unknown)(talk, said, text)
    answer = turn.answer
    if said.weary and (line := danger.awake(talk, "weary")):
        answer = replace(answer, closing=(line, *answer.closing))
    return Turn(answer, turn.state, replace(turn.note, understood=said))


def _in_danger(talk: Talk, said: Understood, found: Danger) -> Turn:
    """The hotlines; below them what she needs, where it may not be danger after all."""
    answer = danger.answer(talk, found, said.ages)
    needed = [] if found.sure else by_need(talk, said)
    programs = [program for program, _ in needed][:BELOW_HOTLINES]
    label = talk.say("below_hotlines")
    cards = (*answer.cards, *(face(talk, program, label) for program in programs))
    note = Note("crisis", tuple(one.id for one in programs), crisis=True, understood=said)
    return Turn(replace(answer, cards=cards), talk.state, note)


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
    """Up to three choices in plain words, and a way out; for two needs, a card for each."""
    if len(said.needs) > 1:
        return programs_answer(talk, said)
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
    # A code that leads nowhere may be one letter from another family's: it is not kept.
    kept = None if read_code(text) else need_text(said) or text
    note = Note("unknown", need_text_to_keep=kept)
    return Turn(answer, talk.state, note)


_OUTCOMES = {
    "answer": _answer,
    "choose": _choose,
    "smalltalk": _smalltalk,
    "unknown": _unknown,
}
