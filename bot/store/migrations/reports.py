"""What readers say is wrong with a record."""

from sqlite_utils import Database
from sqlite_utils.migrations import Migrations

steps = Migrations("reports")


@steps()
def s001_reports(db: Database) -> None:
    """table_name, record_id: the record. reason: old / extra / over / other. note: checked to hold
    nothing of a person, "" for none. at, done: Unix seconds; done NULL while it waits. done_by: the
    account's name. Nothing here says who wrote it."""
    db.execute("""
        CREATE TABLE reports (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            table_name TEXT NOT NULL,
            record_id TEXT NOT NULL,
            reason TEXT NOT NULL,
            note TEXT NOT NULL,
            at REAL NOT NULL,
            done REAL,
            done_by TEXT NOT NULL DEFAULT ''
        ) STRICT""")
    db.execute("CREATE INDEX reports_at ON reports(at)")
