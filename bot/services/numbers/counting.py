"""What a turn of the conversation adds to the numbers."""

from collections.abc import Iterator

from ...core.catalog import Area, Catalog
from ...core.dialogue import Note, Turn
from ...core.state import State
from ...store.numbers import ANSWERED, ASKED, CHOSEN, NOT_ANSWERED, Cell
from ..guide.texts import folded

GAP = "gap:"  # in front of the id of a gap, where a need is no programme
NOBODY = ""  # a need that nobody understood

PREGNANT = "pregnant"
# Bands of the child's age: name, first and last completed month.
BANDS = (("0", 0, 11), ("1-2", 12, 35), ("3-5", 36, 71), ("6+", 72, 12 * 20))
AGES = (PREGNANT, *(name for name, _, _ in BANDS))


def cells_of(turn: Turn, catalog: Catalog) -> tuple[Cell, ...]:
    """The cells that count once more; none for danger, for taps that ask on and for small talk."""
    note = turn.note
    if note.crisis or note.forget or turn.answer.silent:
        return ()
    area, age = _area(turn.state, catalog), _age(turn.state)
    return tuple(Cell(need, area, age, outcome) for need, outcome in _found(turn, catalog))


def needs_of(catalog: Catalog) -> set[str]:
    """Every need that a cell may have."""
    return {NOBODY, *catalog.programs, *(GAP + gap.id for gap in catalog.gaps)}


def areas_of(catalog: Catalog) -> set[str]:
    """Every area that a cell may have."""
    return {"", *(_counted_as(area) for area in catalog.areas)}


def _found(turn: Turn, catalog: Catalog) -> Iterator[tuple[str, str]]:
    """(need, outcome)."""
    note = turn.note
    if note.chosen == "none":
        yield _unmet(note, catalog, turn.state.program_ids), NOT_ANSWERED
    elif note.chosen:
        yield note.chosen, CHOSEN
    elif note.outcome == "unknown" and note.need_text_to_keep:
        need = _unmet(note, catalog, _understood(note))
        yield from ((need, ASKED), (need, NOT_ANSWERED))
    elif note.understood and note.outcome == note.understood.outcome:
        # An answer to a question about the last answer is not asked for once more.
        needs = _understood(note) or note.program_ids[:1]
        for need in needs if note.outcome in ("answer", "choose") else ():
            yield need, ASKED
            if note.outcome == "answer":
                yield need, ANSWERED


def _understood(note: Note) -> tuple[str, ...]:
    """The likeliest programme of each need."""
    needs = note.understood.needs if note.understood else ()
    return tuple(need.matches[0].program_id for need in needs if need.matches)


def _unmet(note: Note, catalog: Catalog, programs: tuple[str, ...]) -> str:
    """A known gap that she speaks of, else what was shown in vain, else nothing."""
    text = folded(note.need_text_to_keep or "")
    for gap in catalog.gaps:
        if any(folded(word) in text for word in gap.words):
            return GAP + gap.id
    return next(iter(programs), NOBODY)


def _area(state: State, catalog: Catalog) -> str:
    """ "" for a landmark on its own, and while no area is known."""
    found = [area for area in catalog.areas if state.area and area.name == state.area]
    districts = [_counted_as(area) for area in found if area.district]
    return next(iter(districts or filter(None, map(_counted_as, found))), "")


def _counted_as(area: Area) -> str:
    """The district, the town where it belongs to none; "" for a landmark on its own."""
    if area.district:
        return area.district.partition(";")[0]
    return area.name if area.kind in ("town", "district") else ""


def _age(state: State) -> str:
    if state.pregnant:
        return PREGNANT
    low, high = state.age_min, state.age_max
    if low is None or high is None:
        return ""
    return next((name for name, first, last in BANDS if first <= low and high <= last), "")
