"""What staff want to change, who approved it, and every release with its changes."""

from sqlite_utils import Database
from sqlite_utils.migrations import Migrations

steps = Migrations("publishing")


@steps()
def s001_drafts(db: Database) -> None:
    """cells, base: JSON objects, NULL for no record. authors: JSON list of everybody who typed.

    A record has one open draft at most; what comes from outside is not open until staff takes it.
    """
    db.execute("""
        CREATE TABLE drafts (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            table_name TEXT NOT NULL,
            key TEXT NOT NULL,
            name TEXT NOT NULL,
            cells TEXT,
            base TEXT,
            status TEXT NOT NULL CHECK (status IN
                ('proposed', 'draft', 'submitted', 'approved', 'rejected', 'withdrawn')),
            author TEXT NOT NULL,
            authors TEXT NOT NULL,
            department TEXT NOT NULL,
            origin TEXT NOT NULL,
            note TEXT NOT NULL,
            reason TEXT NOT NULL DEFAULT '',
            at REAL NOT NULL,
            changed_at REAL NOT NULL
        ) STRICT""")
    db.execute(
        "CREATE UNIQUE INDEX drafts_open ON drafts(table_name, key)"
        " WHERE status IN ('draft', 'submitted')"
    )
    db.execute("CREATE INDEX drafts_record ON drafts(table_name, key)")
    db.execute("CREATE INDEX drafts_status ON drafts(status)")
    db.execute("""
        CREATE TABLE approvals (
            subject TEXT NOT NULL,
            account TEXT NOT NULL,
            at REAL NOT NULL,
            PRIMARY KEY (subject, account)
        ) STRICT, WITHOUT ROWID""")


@steps()
def s002_releases(db: Database) -> None:
    """The row with the highest number is in force; its file is <id>.sqlite. undoes: the id of the
    release that it takes back, "" for none. new_key: of the record after the change."""
    db.execute("""
        CREATE TABLE releases (
            number INTEGER PRIMARY KEY AUTOINCREMENT,
            id TEXT NOT NULL UNIQUE,
            at REAL NOT NULL,
            who TEXT NOT NULL,
            note TEXT NOT NULL,
            undoes TEXT NOT NULL
        ) STRICT""")
    db.execute("""
        CREATE TABLE changes (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            release_id TEXT NOT NULL REFERENCES releases(id),
            table_name TEXT NOT NULL,
            key TEXT NOT NULL,
            new_key TEXT NOT NULL,
            name TEXT NOT NULL,
            before TEXT,
            after TEXT,
            author TEXT NOT NULL,
            approvers TEXT NOT NULL
        ) STRICT""")
    db.execute("CREATE INDEX changes_record ON changes(table_name, key)")
    db.execute("CREATE INDEX changes_new_record ON changes(table_name, new_key)")
    db.execute("CREATE INDEX changes_release ON changes(release_id)")
