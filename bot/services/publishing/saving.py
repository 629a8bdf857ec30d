"""Write drafts: from forms, from sheets, from outside."""

import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import replace

from ...core.account import Account
from ...store import drafts as kept
from .. import audit
from ..knowledge.rows import Rows
from .cells import named, tidy
from .drafts import DRAFT, PROPOSED, Cells, Draft, NewDraft
from .errors import PublishError
from .keeping import Wanted, keep
from .merge import Records, same, shown
from .reading import Reading
from .tables import department_of, name_of

OUTSIDER = "(outside)"  # who, in the audit log


class Saving(Reading):
    """Writes drafts."""

    def save(
        self,
        account: Account,
        table: str,
        key: str,
        cells: Mapping[str, str] | None,
        base: Mapping[str, str] | None,
        origin: str = "form",
        note: str = "",
    ) -> Draft:
        """Keep a record as `account` wants it to be; key "" for a new one, cells None to remove it.

        base: the cells that she started from, the published ones or those of the draft. Raises
        Conflict when somebody else changed them since; PublishError invalid, unchanged, forbidden,
        no_table, no_record, no_column, key_missing, key_taken, too_long.
        """
        rows = self.rows()
        new = NewDraft(table, key, _plain(cells), _plain(base))
        wanted = self._wanted(account, Records(rows), rows, new)
        wanted = wanted._replace(draft=replace(wanted.draft, origin=origin, note=note))
        self._valid(rows, [wanted.draft])

        def work(connection: sqlite3.Connection) -> int:
            draft = keep(connection, wanted, self._conflict)
            audit.record(connection, account.name, "draft", _subject(draft), origin)
            return draft.id

        return self.draft(self._database.write(work))

    def save_many(self, account: Account, new: Sequence[NewDraft], origin: str) -> int:
        """Keep many drafts or, when one of them cannot be kept, none; return how many.

        Raises what `save` raises.
        """
        rows = self.rows()
        records = Records(rows)
        wanted = [self._wanted(account, records, rows, one) for one in new]
        wanted = [one._replace(draft=replace(one.draft, origin=origin)) for one in wanted]
        self._valid(rows, [one.draft for one in wanted])

        def work(connection: sqlite3.Connection) -> None:
            for one in wanted:
                keep(connection, one, self._conflict)
            for table in dict.fromkeys(one.draft.table for one in wanted):
                number = sum(one.draft.table == table for one in wanted)
                audit.record(connection, account.name, "draft_many", table, f"{origin}: {number}")

        self._database.write(work)
        return len(wanted)

    def propose(
        self,
        department: str,
        table: str,
        key: str,
        cells: Mapping[str, str] | None,
        base: Mapping[str, str] | None,
        origin: str,
        note: str = "",
    ) -> Draft:
        """Keep what somebody without an account would change. It lies with the record's department
        (`department` for a new one) and is nothing but a proposal until staff takes it up.

        Raises what `save` raises; cells that stay as they are need a note.
        """
        rows = self.rows()
        new = NewDraft(table, key, _plain(cells), _plain(base))
        draft, _, published, started = self._made(Records(rows), rows, new, unchanged=bool(note))
        if not same(started, published):
            raise self._conflict(published, table, key)
        owner = department_of(published) or department
        draft = replace(draft, status=PROPOSED, department=owner, origin=origin, note=note)
        self._valid(rows, [draft])

        def work(connection: sqlite3.Connection) -> int:
            audit.record(connection, OUTSIDER, "propose", _subject(draft), origin)
            return kept.add(connection, draft)

        return self.draft(self._database.write(work))

    def _wanted(self, account: Account, records: Records, rows: Rows, new: NewDraft) -> Wanted:
        wanted = self._made(records, rows, new)
        if not account.may_edit(wanted.draft.department):
            raise PublishError("forbidden", subject=wanted.draft.department)
        draft = replace(wanted.draft, author=account.name, authors=(account.name,))
        return wanted._replace(draft=draft)

    def _made(self, records: Records, rows: Rows, new: NewDraft, unchanged: bool = False) -> Wanted:
        table, now = self._table(new.table), self._clock()
        cells = None if new.cells is None else tidy(rows, table, new.cells)
        key = new.key or named(table, cells or {})
        published = records.get(table, key)
        if cells is None and published is None and new.base is None:
            raise PublishError("no_record", subject=key)
        called = named(table, cells) if cells else key
        if records.get(table, called) is not None and called != new.key:
            raise PublishError("key_taken", subject=called)
        if same(cells, published) and not unchanged:
            raise PublishError("unchanged", subject=key)
        draft = Draft(
            id=0,
            table=table,
            key=called if published is None else key,
            name=name_of(cells or published or new.base, key),
            cells=cells,
            base=published,
            status=DRAFT,
            author="",
            department=department_of(published if published is not None else cells),
            origin="",
            at=now,
            changed_at=now,
        )
        return Wanted(draft, key, published, new.base)

    def _valid(self, rows: Rows, drafts: Sequence[Draft]) -> None:
        """Raise PublishError invalid for cells that are wrong.

        A record may lean on one that is only drafted so far; what it does to other records is
        looked at when it is approved.
        """
        mine = [p for p in self._merged(rows, drafts)[1] if p.line < 0]
        if not mine:
            return
        about = {(draft.table, draft.key) for draft in drafts}
        others = [draft for draft in self.drafts() if (draft.table, draft.key) not in about]
        if others:
            mine = self._lasting(rows, drafts, others)
        if mine:
            raise PublishError("invalid", shown(mine))

    def _lasting(self, rows: Rows, drafts: Sequence[Draft], others: Sequence[Draft]) -> list:
        """The problems of `drafts` that stay when the others are released too."""
        try:
            found = self._merged(rows, [*drafts, *others])[1]
        except PublishError:
            found = self._merged(rows, drafts)[1]
        return [p for p in found if -len(drafts) <= p.line < 0]


def _plain(cells: Mapping[str, str] | None) -> Cells | None:
    return None if cells is None else dict(cells)


def _subject(draft: Draft) -> str:
    return f"{draft.table} {draft.key}"
