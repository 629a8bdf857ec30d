"""What can be refused. The sentences for people stand with the pages."""


class SheetError(Exception):
    """A file that is not read at all. kind: one word; values: what a sentence about it needs."""

    def __init__(self, kind: str, **values: object) -> None:
        super().__init__(kind, values)
        self.kind = kind
        self.values: dict[str, object] = values
