"""The navigation of the staff side: one table."""

from typing import NamedTuple

from ...core.account import ADMINISTRATOR, EDITOR, Account


class Entry(NamedTuple):
    """label: of words/nav.json. endpoint: its prefix marks the entry as the current one."""

    label: str
    endpoint: str
    role: str


# Groups, in the order of a day's work; a rule is drawn between them.
NAV: tuple[tuple[Entry, ...], ...] = (
    (Entry("start", "staff.start", EDITOR),),
    (
        Entry("records", "staff.records", EDITOR),
        Entry("drafts", "staff.drafts", EDITOR),
        Entry("releases", "staff.releases", EDITOR),
        Entry("unanswered", "staff.unanswered", EDITOR),
        Entry("reports", "staff.reports", EDITOR),
        Entry("freshness", "staff.freshness", EDITOR),
        Entry("numbers", "staff.numbers", EDITOR),
        Entry("exchange", "staff.exchange", EDITOR),
    ),
    (
        Entry("accounts", "staff.accounts", ADMINISTRATOR),
        Entry("audit", "staff.audit", ADMINISTRATOR),
        Entry("account", "staff.account", EDITOR),
    ),
)


def nav_for(account: Account) -> list[list[Entry]]:
    """The entries that `account` may open, in their groups."""
    groups = [[entry for entry in group if account.has(entry.role)] for group in NAV]
    return [group for group in groups if group]


def is_current(entry: Entry, endpoint: str | None) -> bool:
    """True when the page at `endpoint` belongs to `entry`: `staff.records_edit` to
    `staff.records`."""
    return endpoint == entry.endpoint or (endpoint or "").startswith(f"{entry.endpoint}_")
