"""A draft beside what is published, and who may approve it."""

from collections.abc import Sequence
from typing import NamedTuple

from ...core.account import APPROVER, Account
from ...services.publishing import Conflict, Draft, PublishError
from ...services.publishing.drafts import DRAFT, PROPOSED, REJECTED, SUBMITTED
from .drafts_compare import Line, Pair, compared
from .records_words import sentence
from .services import StaffServices

SHOWN = (PROPOSED, SUBMITTED, DRAFT, REJECTED)  # in this order
MOST_AT_ONCE = 500


class Side(NamedTuple):
    """A draft beside what is published. problems: sentences. stale: the record was
    changed since."""

    draft: Draft
    lines: list[Line]
    problems: list[str]
    stale: bool


def beside(services: StaffServices, draft: Draft) -> Side:
    """A draft beside its record, with what stands in its way."""
    stale, problems = False, []
    if draft.status in SHOWN:
        try:
            found = services.publishing.preview([draft])[1]
            problems = [problem.text for problem in found]
        except Conflict:
            stale = True
        except PublishError as error:
            problems = [sentence(error)]
    lines = compared(services, Pair(draft.table, draft.base, draft.cells))
    return Side(draft, lines, problems, stale)


def together(services: StaffServices, drafts: Sequence[Draft]) -> list[str]:
    """What stands in the way of releasing all of them."""
    try:
        return [problem.text for problem in services.publishing.preview(drafts)[1]]
    except PublishError as error:
        return [sentence(error)]


def chosen(services: StaffServices, ids: Sequence[int]) -> list[Draft]:
    """The submitted drafts of those ids."""
    wanted = set(ids[:MOST_AT_ONCE])
    return [d for d in services.publishing.drafts(status=(SUBMITTED,)) if d.id in wanted]


def may_approve(services: StaffServices, account: Account, draft: Draft) -> bool:
    """True when nothing but the draft itself stands in her way."""
    return (
        account.has(APPROVER)
        and draft.status == SUBMITTED
        and account.name not in draft.authors
        and account.name not in draft.approvals
        and account.may_edit(draft.department)
    )


def shown_names(services: StaffServices) -> dict[str, str]:
    """account name -> what others call her."""
    return {account.name: account.shown_name for account in services.accounts.everyone()}
