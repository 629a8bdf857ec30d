"""What a tap asks for: one row for each value of `do`. Typed text never comes here."""

from collections.abc import Callable
from dataclasses import replace

from ..answer import Answer
from ..catalog import Program
from ..state import State
from ..understanding.result import Understood
from . import answers, choices, danger, detail, followups, messages, referral, smalltalk
from .turn import Note, Talk, Turn

NOTHING_SAID = Understood("unknown")
LANGUAGES = ("ja", "en", "zh-Hans", "zh-Hant", "vi", "ko", "tl")
OLDEST = 20 * 12  # months


def respond(talk: Talk) -> Turn:
    """Do what the tap says; an unknown one leads to the start."""
    action = ACTIONS.get(talk.data.get("do", ""))
    return action(talk) if action else _home(talk, "tap_unknown")


def _about_program(act: Callable[[Talk, Program], Turn]) -> Callable[[Talk], Turn]:
    """An action about a programme; kind words where the release no longer has it."""

    def action(talk: Talk) -> Turn:
        asked = talk.data.get("program", "")
        if asked and asked not in talk.catalog.programs:
            return Turn(smalltalk.unknown(talk, "program_gone"), talk.state, Note("postback"))
        program = talk.focus
        return act(talk, program) if program else _home(talk, "ask_what")

    return action


def _detail(talk: Talk, program: Program) -> Turn:
    card = detail.detail(talk, program)
    buttons = choices.after_programs(talk, program, [], more_places=False)
    answer = Answer(cards=(card,), choices=buttons)
    return Turn(answer, _focused(talk, program), Note("postback", (program.id,)))


def _program(talk: Talk, program: Program) -> Turn:
    """She chose this one of several."""
    turn = answers.show(talk, [program], NOTHING_SAID)
    others = tuple(i for i in talk.state.program_ids if i != program.id)
    state = replace(turn.state, program_ids=(program.id, *others))
    return turn._replace(state=state, note=replace(turn.note, chosen=program.id))


def _focused(talk: Talk, program: Program) -> State:
    ids = talk.state.program_ids
    kept = ids if program.id in ids else (program.id, *ids)
    return replace(talk.state, program_ids=kept, focus=program.id)


def _share(talk: Talk, program: Program) -> Turn:
    text = detail.forwardable(talk, program)
    answer = Answer((talk.tell("share_lead"), text), choices=(detail.share(talk, program),))
    return Turn(answer, _focused(talk, program), Note("postback", (program.id,)))


def _area(talk: Talk) -> Turn:
    """A district was tapped: the places asked for before, or what to look for there."""
    name = talk.data.get("area", "")
    known = next((a for a in talk.catalog.areas if a.name == name), None)
    if known is None:
        return followups.ask_where(talk, talk.focus)
    talk = replace(talk, state=replace(talk.state, area=known.name))
    return follow_area(talk)


def follow_area(talk: Talk) -> Turn:
    """The town is known now: go on with what was asked, or ask what to look for."""
    program = talk.focus
    if program and talk.catalog.places_of.get(program.id):
        return followups.near_places(talk, program)
    return followups.ask_what(talk, Understood("unknown", area=talk.area))


def _age(talk: Talk) -> Turn:
    """An age was tapped: the same programmes again, judged by it."""
    pregnant = talk.data.get("pregnant") == "1"
    low, high = _months(talk.data.get("min")), _months(talk.data.get("max"))
    if not pregnant and (low is None or high is None or low > high):
        return _ask_age(talk)
    state = replace(talk.state, pregnant=pregnant, age_min=low, age_max=high)
    if pregnant:
        state = replace(state, age_min=None, age_max=None)
    talk = replace(talk, state=state)
    return followups.slot(talk)


def _months(value: str | None) -> int | None:
    number = (
        int(value) if value and value.isascii() and value.isdecimal() and len(value) < 4 else -1
    )
    return number if 0 <= number <= OLDEST else None


def _ask_age(talk: Talk) -> Turn:
    answer = Answer((talk.tell("ask_age"),), choices=choices.ages(talk))
    return Turn(answer, talk.state, Note("postback"))


def _ask_area(talk: Talk) -> Turn:
    return followups.ask_where(talk, talk.focus)


def _near(talk: Talk) -> Turn:
    """Look for what is near: first where she is."""
    return followups.ask_where(talk, None)


def _none_of_these(talk: Talk) -> Turn:
    answer = smalltalk.unknown(talk, "none_of_these_reply")
    note = Note("postback", need_text_to_keep=talk.state.need or None, chosen="none")
    state = replace(talk.state, program_ids=(), focus="", need="", shown_places=0)
    return Turn(answer, state, note)


def _not_danger(talk: Talk) -> Turn:
    return _home(talk, "not_danger_reply")


def _urgent(talk: Talk) -> Turn:
    return Turn(Answer(cards=(danger.urgent(talk),)), talk.state, Note("postback"))


def _forget(talk: Talk) -> Turn:
    return messages.forget(talk)


def _language(talk: Talk) -> Turn:
    chosen = talk.data.get("to", "")
    if chosen not in LANGUAGES:
        return _ask_language(talk)
    talk = replace(talk, language=chosen, state=replace(talk.state, language=chosen))
    # In the chosen language alone: the Japanese sentence says that it answers in Japanese.
    answer = Answer((talk.say("language_chosen"),), choices=choices.start(talk))
    return Turn(answer, talk.state, Note("postback"))


def _ask_language(talk: Talk) -> Turn:
    buttons = tuple(
        talk.tap(f"language_{code}", "language", to=code)
        for code in LANGUAGES
        if code == "ja" or code in talk.catalog.wording
    )
    return Turn(Answer((talk.tell("ask_language"),), choices=buttons), talk.state, Note("postback"))


def _home(talk: Talk, key: str = "home") -> Turn:
    return Turn(smalltalk.home(talk, key), talk.state, Note("postback"))


ACTIONS: dict[str, Callable[[Talk], Turn]] = {
    "detail": _about_program(_detail),
    "program": _about_program(_program),
    "places": _about_program(followups.near_places),
    "more_places": _about_program(followups.more_places),
    "phone": _about_program(followups.phone),
    "share": _about_program(_share),
    "area": _area,
    "ask_area": _ask_area,
    "near": _near,
    "age": _age,
    "ask_age": _ask_age,
    "none_of_these": _none_of_these,
    "not_danger": _not_danger,
    "urgent": _urgent,
    "home": _home,
    "forget": _forget,
    "language": _language,
    "ask_language": _ask_language,
    **referral.ACTIONS,
}
