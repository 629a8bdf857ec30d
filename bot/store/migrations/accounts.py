"""Who works on the knowledge, who is signed in, who tried to, and what was done."""

from sqlite_utils import Database
from sqlite_utils.migrations import Migrations

steps = Migrations("accounts")


@steps()
def s001_accounts(db: Database) -> None:
    """departments: JSON list of ids, empty for all. password_hash, totp_secret: "" for none.

    totp_step: the last 30 seconds whose code was taken. link: the number of the newest link to set
    a password, higher once it was used. Times are Unix seconds.
    """
    db.execute("""
        CREATE TABLE accounts (
            id INTEGER PRIMARY KEY,
            name TEXT NOT NULL UNIQUE,
            shown_name TEXT NOT NULL,
            role TEXT NOT NULL CHECK (role IN ('editor', 'approver', 'administrator')),
            departments TEXT NOT NULL,
            active INTEGER NOT NULL DEFAULT 1,
            password_hash TEXT NOT NULL DEFAULT '',
            totp_secret TEXT NOT NULL DEFAULT '',
            totp_pending TEXT NOT NULL DEFAULT '',
            totp_step INTEGER NOT NULL DEFAULT 0,
            link INTEGER NOT NULL DEFAULT 0,
            made REAL NOT NULL,
            entered REAL
        ) STRICT""")
    db.execute("""
        CREATE TABLE recovery_codes (
            account_id INTEGER NOT NULL REFERENCES accounts(id),
            hash TEXT NOT NULL,
            PRIMARY KEY (account_id, hash)
        ) STRICT, WITHOUT ROWID""")


@steps()
def s002_sessions(db: Database) -> None:
    """whole: 0 while only the password was right and the second factor is still due."""
    db.execute("""
        CREATE TABLE sessions (
            id INTEGER PRIMARY KEY,
            token_hash TEXT NOT NULL UNIQUE,
            account_id INTEGER NOT NULL REFERENCES accounts(id),
            whole INTEGER NOT NULL,
            device TEXT NOT NULL,
            started REAL NOT NULL,
            seen REAL NOT NULL
        ) STRICT""")
    db.execute("CREATE INDEX sessions_account ON sessions(account_id)")


@steps()
def s003_attempts(db: Database) -> None:
    """Tries to enter that did not (yet) succeed; name and address are keyed hashes."""
    db.execute("""
        CREATE TABLE attempts (
            id INTEGER PRIMARY KEY,
            kind TEXT NOT NULL,
            name TEXT NOT NULL,
            address TEXT NOT NULL,
            at REAL NOT NULL
        ) STRICT""")
    db.execute("CREATE INDEX attempts_name ON attempts(name, at)")
    db.execute("CREATE INDEX attempts_address ON attempts(address, at)")


@steps()
def s004_audit(db: Database) -> None:
    """What was done. A row can be added, and nothing else: not even replaced."""
    db.execute("""
        CREATE TABLE audit (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            at REAL NOT NULL,
            who TEXT NOT NULL,
            what TEXT NOT NULL,
            subject TEXT NOT NULL,
            detail TEXT NOT NULL
        ) STRICT""")
    for name, event in (
        ("update", "UPDATE ON audit"),
        ("delete", "DELETE ON audit"),
        ("replace", "INSERT ON audit WHEN EXISTS (SELECT 1 FROM audit WHERE id = NEW.id)"),
    ):
        db.execute(
            f"CREATE TRIGGER audit_no_{name} BEFORE {event}"
            " BEGIN SELECT RAISE(ABORT, 'the audit log is only added to'); END"
        )


@steps()
def s005_pending(db: Database) -> None:
    """When a second factor's secret began to wait for its first code."""
    db.execute("ALTER TABLE accounts ADD COLUMN totp_pending_at REAL NOT NULL DEFAULT 0")
