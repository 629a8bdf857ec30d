"""What can stand in the way of keeping the knowledge."""

from collections.abc import Sequence

from ..knowledge.problems import Problem
from .drafts import Cells


class PublishError(ValueError):
    """kind: no_draft, no_record, no_change, no_release, no_table, no_column, key_taken,
    key_missing, unchanged, too_long, invalid, forbidden, own_draft, status (of a draft, which does
    not fit), refused (a release would lack what every release must have), waits_for_second (the
    first of two approvals was taken), undone, broken_release, not_kept, busy, empty_folder.

    problems: what is wrong with the cells. subject: which draft or record it is about.
    """

    def __init__(self, kind: str, problems: Sequence[Problem] = (), subject: str = "") -> None:
        super().__init__("\n".join([f"{kind} {subject}".strip(), *map(str, problems)]))
        self.kind = kind
        self.problems = tuple(problems)
        self.subject = subject


class Conflict(PublishError):
    """Somebody else was here first. theirs: the cells as they are now, None for no record; who: her
    account, "" when it is not known; at: Unix seconds, 0 when not known."""

    def __init__(
        self, theirs: Cells | None, who: str = "", at: float = 0, subject: str = ""
    ) -> None:
        super().__init__("conflict", subject=subject)
        self.theirs = theirs
        self.who = who
        self.at = at
