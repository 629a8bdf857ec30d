"""What can stand in the way of a change to an account."""


class AccountError(ValueError):
    """kind: name_shape, name_taken, shown_name, role, department, password_short, password_long,
    password_common, password_wrong, code_wrong, last_administrator, no_account, link, wait.

    field: the field of a form that it is about, "" for the whole.
    """

    def __init__(self, kind: str, field: str = "") -> None:
        super().__init__(kind)
        self.kind = kind
        self.field = field
