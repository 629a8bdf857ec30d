"""A whole copy of the database while it is in use, and whether a copy is whole."""

import sqlite3
from contextlib import closing
from pathlib import Path

# What is kept for minutes, or must not come to life again: a session that was ended.
LEFT_OUT = ("inbox", "state", "sessions", "attempts")


def copy(source: Path, target: Path) -> None:
    """Copy the database at `source` into the new file `target`, without what is LEFT_OUT.

    sqlite3.Error: it cannot be read. Others may write meanwhile.
    """
    with (
        closing(sqlite3.connect(f"file:{source}?mode=ro", uri=True)) as old,
        closing(sqlite3.connect(target)) as new,
    ):
        old.backup(new)
        new.execute("PRAGMA journal_mode=DELETE")
        for table in LEFT_OUT:
            new.execute(f"DELETE FROM {table}")  # noqa: S608
        new.commit()
        new.execute("VACUUM")  # what was left out stands nowhere in the file


def fault(path: Path) -> str:
    """What is wrong with a database file, "" when it is whole."""
    try:
        with closing(sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True)) as database:
            (found,) = database.execute("PRAGMA integrity_check").fetchone()
            database.execute("SELECT count(*) FROM audit").fetchone()
            database.execute("SELECT count(*) FROM accounts").fetchone()
    except sqlite3.Error as error:
        return str(error)
    return "" if found == "ok" else found


def in_use(path: Path) -> bool:
    """Whether somebody has the database open; when nobody has, its log is written into the file."""
    if not path.exists():
        return False
    with closing(sqlite3.connect(path, timeout=0, isolation_level=None)) as database:
        try:
            # It takes a lock that nobody can have while another connection is open.
            (mode,) = database.execute("PRAGMA journal_mode=DELETE").fetchone()
        except sqlite3.OperationalError:
            return True
        except sqlite3.DatabaseError:
            return False  # no database: there is nobody in it either
    return mode != "delete"
