"""Cards that support workers hand to families, and what came of them."""

from sqlite_utils import Database
from sqlite_utils.migrations import Migrations

steps = Migrations("referrals")


@steps()
def s001_referrals(db: Database) -> None:
    """Neither the code nor the worker's address stands here, only keyed hashes of them.

    office_id: a department, "" for a name that the worker typed. items: JSON list of "p:<id>" and
    "s:<id>". phrases: JSON list of ids. made: Unix seconds. over: 1 once its time is over or it was
    taken back; then nothing but the hashes is left.
    """
    db.execute("""
        CREATE TABLE referrals (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            secret_hash TEXT NOT NULL UNIQUE,
            code_hash TEXT NOT NULL UNIQUE,
            office_id TEXT NOT NULL,
            office TEXT NOT NULL,
            items TEXT NOT NULL,
            phrases TEXT NOT NULL,
            note TEXT NOT NULL,
            language TEXT NOT NULL,
            made REAL NOT NULL,
            over INTEGER NOT NULL DEFAULT 0
        ) STRICT""")
    db.execute("CREATE INDEX referrals_made ON referrals(made)")


@steps()
def s002_links(db: Database) -> None:
    """Who opened which card, by pseudonym. due: when to ask whether it helped, to the hour; NULL
    for not any more. answer: "" / yes / later / no. No time of opening is kept."""
    db.execute("""
        CREATE TABLE referral_links (
            user TEXT NOT NULL,
            referral_id INTEGER NOT NULL REFERENCES referrals(id) ON DELETE CASCADE,
            message_id TEXT NOT NULL,
            due REAL,
            asked INTEGER NOT NULL DEFAULT 0,
            hidden INTEGER NOT NULL DEFAULT 0,
            answer TEXT NOT NULL DEFAULT '',
            PRIMARY KEY (user, referral_id)
        ) STRICT, WITHOUT ROWID""")
    db.execute("CREATE INDEX referral_links_card ON referral_links(referral_id)")
    db.execute("CREATE INDEX referral_links_message ON referral_links(message_id)")
    db.execute("""
        CREATE TABLE referral_missed (
            user TEXT NOT NULL,
            referral_id INTEGER NOT NULL,
            item TEXT NOT NULL,
            PRIMARY KEY (user, referral_id, item),
            FOREIGN KEY (user, referral_id) REFERENCES referral_links(user, referral_id)
                ON DELETE CASCADE
        ) STRICT, WITHOUT ROWID""")


@steps()
def s003_guesses(db: Database) -> None:
    """Codes that led nowhere: how many, in which hour (Unix hours). client: a keyed hash of a
    person or a network, "" for all together."""
    db.execute("""
        CREATE TABLE referral_guesses (
            client TEXT NOT NULL,
            hour INTEGER NOT NULL,
            number INTEGER NOT NULL,
            PRIMARY KEY (client, hour)
        ) STRICT, WITHOUT ROWID""")


@steps()
def s004_totals(db: Database) -> None:
    """Numbers without people. month: 2026-11. what: made / opened / yes / no."""
    db.execute("""
        CREATE TABLE referral_totals (
            month TEXT NOT NULL,
            office_id TEXT NOT NULL,
            what TEXT NOT NULL,
            number INTEGER NOT NULL,
            PRIMARY KEY (month, office_id, what)
        ) STRICT, WITHOUT ROWID""")
