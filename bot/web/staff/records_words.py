"""What staff read about drafts, and when publishing refuses."""

from ...services.publishing import Draft, PublishError
from ...services.publishing.drafts import SUBMITTED
from ...services.publishing.tables import SEPARATOR
from ..words import say


def sentence(error: PublishError) -> str:
    """What stands in the way, and what to do."""
    subject = error.subject.replace(SEPARATOR, " ")
    listed = "\n".join(problem.text for problem in error.problems)
    try:
        return say(f"drafts.error_{error.kind}", subject=subject, problems=listed)
    except KeyError:
        return say("drafts.error_other")


def status_of(draft: Draft) -> str:
    """Where a draft stands."""
    half = draft.status == SUBMITTED and draft.approvals
    return say("records.status_waits_for_second" if half else f"records.status_{draft.status}")
