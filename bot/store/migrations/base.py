"""What is kept of conversations, and the numbers."""

from sqlite_utils import Database
from sqlite_utils.migrations import Migrations

steps = Migrations("bot")


@steps()
def s001_inbox(db: Database) -> None:
    """Events on their way to an answer. `event` and `messages` are JSON, times are Unix seconds.

    status: 0 waiting, 1 done, 2 missed (its reply did not arrive; a redelivery may revive it).
    """
    db.execute("""
        CREATE TABLE inbox (
            id INTEGER PRIMARY KEY,
            event_id TEXT NOT NULL UNIQUE,
            user TEXT,
            event TEXT,
            reply_token TEXT,
            messages TEXT,
            status INTEGER NOT NULL DEFAULT 0,
            received REAL NOT NULL,
            token_at REAL NOT NULL
        ) STRICT""")
    db.execute("CREATE INDEX inbox_open ON inbox(received) WHERE event IS NOT NULL")
    db.execute("CREATE INDEX inbox_received ON inbox(received)")


@steps()
def s002_conversations(db: Database) -> None:
    """What was said before, and what could not be answered."""
    db.execute("""
        CREATE TABLE state (
            user TEXT PRIMARY KEY,
            state TEXT NOT NULL,
            at REAL NOT NULL
        ) STRICT""")
    db.execute("""
        CREATE TABLE questions (
            id INTEGER PRIMARY KEY,
            user TEXT NOT NULL,
            message_id TEXT NOT NULL,
            text TEXT NOT NULL,
            outcome TEXT NOT NULL,
            language TEXT NOT NULL,
            at REAL NOT NULL
        ) STRICT""")
    db.execute("CREATE INDEX questions_user ON questions(user)")
    db.execute("CREATE INDEX questions_message ON questions(message_id)")


@steps()
def s003_counts(db: Database) -> None:
    """How often what was answered on a day: see counts.Count."""
    db.execute("""
        CREATE TABLE counts (
            day TEXT NOT NULL,
            kind TEXT NOT NULL,
            name TEXT NOT NULL,
            number INTEGER NOT NULL,
            PRIMARY KEY (day, kind, name)
        ) STRICT, WITHOUT ROWID""")


@steps()
def s004_switches(db: Database) -> None:
    """What the operator sets while the bot runs: notice, paused."""
    db.execute("CREATE TABLE switches (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT")
