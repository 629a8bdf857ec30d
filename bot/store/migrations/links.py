"""Links for people without an account, and what was found to be still true."""

from sqlite_utils import Database
from sqlite_utils.migrations import Migrations

steps = Migrations("links")


@steps()
def s001_review_links(db: Database) -> None:
    """kind: department / record / new. table_name: "" for a department's link; key: "" for what is
    not one record. made_by, revoked_by: names of accounts. Times are Unix seconds; revoked NULL
    while nobody took it back. Of the link itself only a hash is kept."""
    db.execute("""
        CREATE TABLE review_links (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            token_hash TEXT NOT NULL UNIQUE,
            kind TEXT NOT NULL CHECK (kind IN ('department', 'record', 'new')),
            table_name TEXT NOT NULL,
            key TEXT NOT NULL,
            department TEXT NOT NULL,
            made REAL NOT NULL,
            made_by TEXT NOT NULL,
            until REAL NOT NULL,
            revoked REAL,
            revoked_by TEXT NOT NULL DEFAULT ''
        ) STRICT""")


@steps()
def s002_record_checks(db: Database) -> None:
    """The last day (2026-11-26) on which somebody said that a record is still true. link_id: the
    link she had, NULL for an account; no name stands here, the audit log has it."""
    db.execute("""
        CREATE TABLE record_checks (
            table_name TEXT NOT NULL,
            key TEXT NOT NULL,
            day TEXT NOT NULL,
            link_id INTEGER,
            PRIMARY KEY (table_name, key)
        ) STRICT, WITHOUT ROWID""")
