"""Which department answers for a record: who keeps it true, and hears what others say of it."""

from collections.abc import Mapping

from .knowledge.rows import Rows

Cells = Mapping[str, str]


def named_by(table: str, cells: Cells) -> str:
    """The id of the department that a record itself names, "" for none."""
    if table == "departments":
        return cells.get("id", "")
    # `ask` of a programme is what a parent says on the telephone.
    names = ("owner_department", "ask" if table == "coverage" else "contact_department")
    return next((cells[column] for column in names if cells.get(column)), "")


class Owners:
    """Who answers for the records of `rows`: whom they name, else whom their programmes name."""

    def __init__(self, rows: Rows) -> None:
        self._of_programs = {
            row.cells.get("id", ""): named_by("programs", row.cells)
            for row in rows.table("programs")
        }

    def of(self, table: str, cells: Cells) -> str:
        """The id of the department, "" for none."""
        if named := named_by(table, cells):
            return named
        programs = (part.strip() for part in cells.get("program_ids", "").split(";"))
        return next(filter(None, (self._of_programs.get(one, "") for one in programs)), "")
