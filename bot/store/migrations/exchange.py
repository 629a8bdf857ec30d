"""How the columns of a city's own sheets were read the last time."""

from sqlite_utils import Database
from sqlite_utils.migrations import Migrations

steps = Migrations("exchange")


@steps()
def s001_mappings(db: Database) -> None:
    """`signature` stands for the heading row; `columns` is JSON: our column for each of its cells,
    "" for one that is not read. `at`: Unix seconds."""
    db.execute("""
        CREATE TABLE mappings (
            table_name TEXT NOT NULL,
            signature TEXT NOT NULL,
            columns TEXT NOT NULL,
            who TEXT NOT NULL,
            at REAL NOT NULL,
            PRIMARY KEY (table_name, signature)
        ) STRICT, WITHOUT ROWID""")
