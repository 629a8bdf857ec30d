"""Before a release: which answers it would change, tried on real and on fixed messages."""

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from ...core.answer import Answer
from ...core.catalog import Catalog
from ...core.dialogue import Knowledge, Turn, respond
from ...core.events import Event
from ...core.state import State
from ...core.understanding import Understanding
from ...store import questions
from ...store.store import Store
from .drafts import Draft

CHANGES, APPEARS, VANISHES = "changes", "appears", "vanishes"
MOST_KEPT = 700  # questions of parents
EACH = 4  # fixed messages for each programme
EVERY = 20  # messages between two calls of the progress callback
NOTHING = frozenset({"unknown"})  # outcomes that are no answer

Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Difference:
    """A message that would be answered otherwise.

    before, after: ids of the programmes, then of the places, that are shown. kind: changes,
    appears (there was no answer before), vanishes. detail: what is seen at once stays the same,
    and only what a card says behind its button changes.
    """

    text: str
    before: tuple[str, ...]
    after: tuple[str, ...]
    kind: str
    outcome_before: str
    outcome_after: str
    answer_before: Answer
    answer_after: Answer
    detail: bool = False


def rehearse(
    before: Catalog,
    after: Catalog,
    messages: Iterable[str],
    now: datetime,
    progress: Progress | None = None,
) -> list[Difference]:
    """Answer each message from both catalogs, in a conversation of its own, and compare.

    progress: (messages done, messages in all), now and then and at the end.
    """
    messages = list(messages)
    old, new = (Knowledge(one, Understanding(one).read) for one in (before, after))
    touched = _touched(before, after)
    found = []
    for done, text in enumerate(messages, start=1):
        event = Event("text", text=text)
        first, second = (respond(event, State(), knowledge, now) for knowledge in (old, new))
        if difference := _difference(text, first, second, touched):
            found.append(difference)
        if progress and (done % EVERY == 0 or done == len(messages)):
            progress(done, len(messages))
    return found


def kept_messages(store: Store, most: int = MOST_KEPT) -> list[str]:
    """What parents asked and got no answer to, masked, newest first, each once."""
    kept = store.database.read(lambda connection: questions.newest(connection, most))
    return list(dict.fromkeys(question.text for question in kept))


def fixed_messages(catalog: Catalog, each: int = EACH) -> list[str]:
    """A few of the phrases of each programme: always the same ones, until phrases come or go."""
    phrases: dict[str, list[str]] = {}
    for phrase in catalog.phrases:
        phrases.setdefault(phrase.program_ids[0], []).append(phrase.text)
    chosen = (sorted(texts, key=_draw)[:each] for _, texts in sorted(phrases.items()))
    return list(dict.fromkeys(text for texts in chosen for text in texts))


def drafted_messages(drafts: Iterable[Draft]) -> list[str]:
    """The phrases that `drafts` would bring: what was made of an older question is tried too."""
    new = (d.cells["text"] for d in drafts if d.cells and d.table.startswith("phrases/"))
    return list(dict.fromkeys(new))


def _draw(text: str) -> bytes:
    """An order without a meaning, that is the same everywhere."""
    return hashlib.sha256(text.encode()).digest()


def _difference(text: str, old: Turn, new: Turn, touched: frozenset[str]) -> Difference | None:
    shown = _ids(old), _ids(new)
    outcomes = old.note.outcome, new.note.outcome
    seen = shown[0] != shown[1] or outcomes[0] != outcomes[1] or old.answer != new.answer
    if not seen and not touched & {*shown[0], *shown[1]}:
        return None
    kind = _kind(*outcomes)
    return Difference(text, *shown, kind, *outcomes, old.answer, new.answer, not seen)


def _kind(before: str, after: str) -> str:
    if (before in NOTHING) == (after in NOTHING):
        return CHANGES
    return APPEARS if before in NOTHING else VANISHES


def _ids(turn: Turn) -> tuple[str, ...]:
    return (*turn.note.program_ids, *(place.id for place in turn.note.places))


def _touched(before: Catalog, after: Catalog) -> frozenset[str]:
    """The ids of programmes and places that are not the same in both."""
    pairs = ((before.programs, after.programs), (before.places, after.places))
    return frozenset(
        record_id
        for old, new in pairs
        for record_id in {*old, *new}  # type: ignore[misc]
        if old.get(record_id) != new.get(record_id)  # type: ignore[attr-defined]
    )
