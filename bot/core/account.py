"""Who works on the knowledge, and what she may do."""

import unicodedata
from dataclasses import dataclass

EDITOR, APPROVER, ADMINISTRATOR = "editor", "approver", "administrator"
ROLES = (EDITOR, APPROVER, ADMINISTRATOR)  # each may do all that those before it may


@dataclass(frozen=True)
class Account:
    """A member of staff. departments: ids; none means all.

    totp: she has a second factor. ready: she has set a password. entered: last login, Unix seconds.
    """

    id: int
    name: str
    shown_name: str
    role: str
    departments: tuple[str, ...] = ()
    active: bool = True
    totp: bool = False
    ready: bool = True
    entered: float | None = None

    def has(self, role: str) -> bool:
        """True when she has the rights of `role`."""
        return ROLES.index(self.role) >= ROLES.index(role)

    def may_edit(self, department_id: str) -> bool:
        """True when a record of that department is hers to change; "" is anybody's."""
        return not self.departments or not department_id or department_id in self.departments


def tidy_name(name: str) -> str:
    """A login name as it is kept, whatever the keyboard was set to."""
    return unicodedata.normalize("NFKC", name).strip().lower()
