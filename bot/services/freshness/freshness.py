"""Which records are due, and the day on which somebody said that one is still true.

"Nothing has changed" is kept as a day of its own, in record_checks, and not as a draft: it changes
no word that parents read, publishing has no way around an approver (and should have none), and a
draft would leave the record overdue until one came along. So the overview and the cards (see
knowledge/renewed.py) have the new day at once. Whoever says so is trusted by an approver: she is
of the staff, or has a link that an approver made. What changes a word is always a draft.

`write_down` brings the days into the records themselves, as drafts, so that exports have them.
"""

import sqlite3
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date

from ...core.account import Account
from ...core.referral import PROGRAM
from ...store import record_checks, reports
from ...store.store import Store
from .. import audit
from ..knowledge.renewed import Checks, renewed_source
from ..knowledge.rows import Rows
from ..owners import Owners
from ..proposals import stamp
from ..publishing import NewDraft, Publishing
from ..publishing.drafts import OPEN, PROPOSED
from ..publishing.saving import OUTSIDER
from . import rules
from .standing import Standing

ORIGIN = "freshness"
MOST_REPORTS = 1_000

Record = tuple[str, str]  # table, key
Marks = Mapping[Record, Mapping[str, int]]


class Freshness:
    """The records that `publishing` has published, and what `store` has against them."""

    def __init__(self, store: Store, publishing: Publishing) -> None:
        self._database = store.database
        self._publishing = publishing

    def standings(self, today: date) -> list[Standing]:
        """Every record that is kept true and that parents may see, in the order of the tables."""
        return list(self._standings(self._publishing.rows(), today))

    def of_department(self, department: str, today: date) -> list[Standing]:
        """The records of one department."""
        return [one for one in self.standings(today) if one.department == department]

    def number(self, account: Account, today: date) -> int:
        """How many overdue records wait for her: of her departments, or of all when she has
        none."""
        hers = account.departments
        return sum(
            one.is_overdue and (not hers or one.department in hers) for one in self.standings(today)
        )

    def confirm(self, standing: Standing, seen: str, who: str = OUTSIDER, link_id: int = 0) -> bool:
        """Keep that a record is true today. False when it is not the one that she saw. seen: the
        stamp of what she saw; who: an account's name."""
        if stamp(standing.cells) != seen:
            return False
        table, key = standing.table, standing.key

        def work(connection: sqlite3.Connection) -> None:
            record_checks.put(connection, table, key, standing.today, link_id)
            detail = f"link {link_id}" if link_id else ""
            audit.record(connection, who, "confirm", f"{table} {key}", detail)

        self._database.write(work)
        return True

    def unwritten(self, account: Account, today: date) -> list[NewDraft]:
        """A draft for each record of hers that says an older day than somebody confirmed."""
        open_ = {(draft.table, draft.key) for draft in self._publishing.drafts(status=OPEN)}
        return [
            NewDraft(one.table, one.key, _dated(one), dict(one.cells))
            for one in self.standings(today)
            if one.source != rules.source_of(one.cells)
            and (one.table, one.key) not in open_
            and account.may_edit(one.owner)
        ]

    def write_down(self, account: Account, today: date) -> int:
        """Draft the days; return how many. Raises what publishing.save_many raises."""
        new = self.unwritten(account, today)
        return self._publishing.save_many(account, new, ORIGIN) if new else 0

    def _standings(self, rows: Rows, today: date) -> Iterator[Standing]:
        checks, marks = self._database.read(record_checks.every), self._marks()
        owners = Owners(rows)
        for table in rules.KEPT_TRUE:
            for row in rows.table(table):
                cells, key = row.cells, row.cells.get("id", "")
                if not rules.is_retired(cells, today):
                    owner = owners.of(table, cells)
                    yield _standing(table, key, cells, owner, checks, marks, today)

    def _marks(self) -> Marks:
        """What speaks against records: who said so is not known, and not how many below five."""
        waiting = self._database.read(lambda c: reports.listed(c, False, MOST_REPORTS))
        missed = self._database.read(record_checks.not_reached)
        proposed = self._publishing.drafts(status=(PROPOSED,))
        found: dict[Record, Counter] = {}
        for report in waiting:
            found.setdefault((report.table, report.record_id), Counter())["reports"] += 1
        for draft in proposed:
            found.setdefault((draft.table, draft.key), Counter())["proposals"] += 1
        for item, number in missed.items():
            tables = ("programs",) if item.kind == PROGRAM else ("places", "hotlines")
            for table in tables:
                found.setdefault((table, item.id), Counter())["not_reached"] = number
        return found


def _standing(
    table: str,
    key: str,
    cells: Mapping[str, str],
    owner: str,
    checks: Checks,
    marks: Marks,
    today: date,
) -> Standing:
    source = rules.source_of(cells)
    if said := checks.get((table, key)):
        source = renewed_source(source, said)
    expired = source.expires is not None and source.expires < today
    return Standing(
        table,
        key,
        cells,
        owner,
        source,
        rules.missing(table, cells),
        {**({"expired": 1} if expired else {}), **marks.get((table, key), {})},
        today,
    )


def _dated(one: Standing) -> dict[str, str]:
    """The cells with the days of its source."""
    days = {"checked_on": one.source.checked, "check_by": one.source.check_by}
    return {**one.cells, **{column: day.isoformat() for column, day in days.items() if day}}
