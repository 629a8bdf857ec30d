"""What staff do about messages that could not be answered."""

import re
import sqlite3
import threading
from collections.abc import Callable, Collection, Sequence
from functools import lru_cache

from ...core.account import Account
from ...core.catalog import Catalog
from ...core.understanding.classifier import UNKNOWN, Classifier
from ...core.understanding.features import features
from ...core.understanding.message import Reader
from ...store import questions
from ...store.questions import ORIGIN, Waiting
from ...store.store import Store
from .. import audit
from ..masking import NUMBER
from ..publishing import PublishError, Publishing
from ..publishing.drafts import OPEN, Draft, NewDraft
from ..publishing.tables import department_of, key_of
from .grouping import Group, Heard, grouped

TABLE = "phrases/staff"
WRITER = "staff"
MOST = 5_000  # messages that are looked at
GUESSES = 3
LIKELY = 0.03  # probability; of what nobody could answer even a good guess has little
SHORTEST = 2  # letters that are left of a phrase without its masks


class Ear:
    """Hears messages by the words of one release, and guesses what they are about."""

    def __init__(self, catalog: Catalog) -> None:
        self.catalog = catalog
        self._reader = Reader(catalog.lexicon)
        self._classifier = Classifier(catalog.model.get("needs", {}))
        self.hear = lru_cache(maxsize=2 * MOST)(self._hear)

    def guesses(self, text: str) -> list[str]:
        """Ids of programmes, the likeliest first."""
        scores = self._classifier.scores(features(self._reader.prepare(text)))
        likely = [label for label, score in scores.items() if score >= LIKELY]
        known = [label for label in likely if label in self.catalog.programs]
        return sorted(known, key=lambda label: -scores[label])

    def _hear(self, text: str) -> Heard:
        message = self._reader.prepare(text)
        words = {*message.words, *("g:" + concept for concept in message.concepts)}
        return Heard(frozenset(words or {text}), message.reading)


class Unanswered:
    """The questions of `store`, read by the words of the release of the moment."""

    def __init__(
        self, store: Store, catalog: Callable[[], Catalog], publishing: Publishing
    ) -> None:
        self._database = store.database
        self._catalog = catalog
        self._publishing = publishing
        self._lock = threading.Lock()
        self._ear: Ear | None = None

    def groups(self, language: str = "", order: str = "most") -> list[Group]:
        """What nobody has looked at yet; order: most (asked most often first) or newest."""
        found = grouped(self._waiting(language), self._listening().hear)
        by = (lambda g: -g.newest) if order == "newest" else (lambda g: (-g.number, -g.newest))
        return sorted(found, key=by)

    def number(self) -> int:
        """How many messages wait."""
        return len(self._waiting())

    def languages(self) -> list[str]:
        """The languages of what waits."""
        return sorted({question.language for question in self._waiting()})

    def guesses(self, account: Account, text: str) -> list[str]:
        """The likeliest programmes that `account` may keep."""
        rights = self.programs(account)
        return [one for one in self._listening().guesses(text) if one in rights][:GUESSES]

    def programs(self, account: Account) -> dict[str, str]:
        """id -> name of the programmes that `account` may keep."""
        rows = self._publishing.rows().table("programs")
        mine = (row for row in rows if account.may_edit(department_of(row.cells)))
        return {row["id"]: row["short_name"] or row["name"] for row in mine}

    def drafts(self) -> list[Draft]:
        """Open drafts that were made here."""
        return [d for d in self._publishing.drafts(status=OPEN) if d.origin == ORIGIN]

    def make_phrases(self, account: Account, ids: Collection[int], label: str) -> int:
        """Draft the messages as phrases of a programme; return how many drafts were made.

        Raises PublishError: forbidden for a programme of another department, no_record for one
        that is not there, unchanged when none of the messages is left, key_missing for messages
        of which the masks leave nothing.
        """
        if label not in self.programs(account):
            known = self._publishing.record("programs", label)
            raise PublishError("forbidden" if known else "no_record", subject=label)
        return self._draft(account, ids, label)

    def give_away(
        self, account: Account, ids: Collection[int], office_id: str = "", word: str = ""
    ) -> int:
        """Draft the messages as nothing of ours. By `word` the office is known from now on.

        Returns how many drafts were made. Raises what `make_phrases` raises.
        """
        office = self._with_word(office_id, word) if office_id else None
        return self._draft(account, ids, UNKNOWN, office)

    def drop(self, account: Account, ids: Collection[int]) -> int:
        """Delete messages that help nobody; return how many."""
        found = [question.id for question in self._chosen(ids)]

        def work(connection: sqlite3.Connection) -> None:
            questions.drop(connection, found)
            audit.record(connection, account.name, "questions_drop", "", str(len(found)))

        if found:
            self._database.write(work)
        return len(found)

    def chosen(self, ids: Collection[int]) -> list[str]:
        """The texts of messages that still wait."""
        return list(dict.fromkeys(question.text for question in self._chosen(ids)))

    def _draft(
        self, account: Account, ids: Collection[int], label: str, more: NewDraft | None = None
    ) -> int:
        chosen = self._chosen(ids)
        if not chosen:
            raise PublishError("unchanged")
        phrases = {question.id: _cells(question, label) for question in chosen}
        if not all(len(cells["text"]) >= SHORTEST for cells in phrases.values()):
            raise PublishError("key_missing")
        keys = {id_: key_of(TABLE, cells) for id_, cells in phrases.items()}
        done = {key for key in keys.values() if self._publishing.record(TABLE, key)}
        new = {keys[id_]: cells for id_, cells in phrases.items() if keys[id_] not in done}
        wanted = [NewDraft(TABLE, "", cells, self._open(key)) for key, cells in new.items()]
        wanted += [more] if more else []
        if wanted:
            self._publishing.save_many(account, wanted, ORIGIN)
        self._mark(keys, done)
        return len(wanted)

    def _with_word(self, office_id: str, word: str) -> NewDraft | None:
        """The office with a further word; None when it has it."""
        open_ = self._publishing.draft_of("offices", office_id)
        base = open_.cells if open_ else self._publishing.record("offices", office_id)
        if base is None:
            raise PublishError("no_record", subject=office_id)
        words = [one for one in base["words"].split(";") if one]
        if word in words:
            return None
        return NewDraft("offices", office_id, {**base, "words": ";".join([*words, word])}, base)

    def _chosen(self, ids: Collection[int]) -> list[Waiting]:
        wanted = set(ids)
        return [question for question in self._waiting() if question.id in wanted]

    def _waiting(self, language: str = "") -> Sequence[Waiting]:
        found = self._database.read(lambda connection: questions.waiting(connection, MOST))
        return [one for one in found if language in ("", one.language)]

    def _open(self, key: str) -> dict[str, str] | None:
        """The cells of the open draft of a phrase, which a new one goes on with."""
        draft = self._publishing.draft_of(TABLE, key)
        return draft.cells if draft else None

    def _mark(self, keys: dict[int, str], done: Collection[str]) -> None:
        """What is drafted waits no longer; what is published already is not needed any more."""
        drafts = {key: self._publishing.draft_of(TABLE, key) for key in {*keys.values()} - {*done}}
        made = [(draft.id, id_) for id_, key in keys.items() if (draft := drafts.get(key))]
        over = [id_ for id_, key in keys.items() if key in done]

        def work(connection: sqlite3.Connection) -> None:
            questions.handled(connection, made)
            questions.drop(connection, over)

        self._database.write(work)

    def _listening(self) -> Ear:
        catalog = self._catalog()
        with self._lock:
            if self._ear is None or self._ear.catalog is not catalog:
                self._ear = Ear(catalog)
            return self._ear


def _cells(question: Waiting, label: str) -> dict[str, str]:
    """A phrase says what was asked, without the marks of what was hidden."""
    text = " ".join(re.sub(f"{NUMBER}+", " ", question.text).split())
    return {
        "program_ids": label,
        "text": text,
        "language": question.language,
        "writer": WRITER,
    }
