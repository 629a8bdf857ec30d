"""Numbers for those who plan, and what became of unanswered messages."""

from sqlite_utils import Database
from sqlite_utils.migrations import Migrations

steps = Migrations("numbers")


@steps()
def s001_numbers(db: Database) -> None:
    """How often what came of which need: see numbers.Cell. month: 2026-11."""
    db.execute("""
        CREATE TABLE numbers (
            month TEXT NOT NULL,
            need TEXT NOT NULL,
            area TEXT NOT NULL,
            age TEXT NOT NULL,
            outcome TEXT NOT NULL,
            number INTEGER NOT NULL,
            PRIMARY KEY (month, need, area, age, outcome)
        ) STRICT, WITHOUT ROWID""")


@steps()
def s002_handled(db: Database) -> None:
    """The draft that staff made of a message; NULL while nobody did anything about it."""
    db.execute("ALTER TABLE questions ADD COLUMN draft_id INTEGER")
    db.execute("CREATE INDEX questions_draft ON questions(draft_id) WHERE draft_id IS NOT NULL")
