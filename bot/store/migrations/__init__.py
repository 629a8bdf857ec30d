"""The tables, as numbered steps from an empty file. A published step never changes.

Each part of what is kept has a set of steps of its own.
"""

import sqlite3

from sqlite_utils import Database

from . import accounts, base, exchange, links, numbers, publishing, referrals, reports

SETS = (
    base.steps,
    accounts.steps,
    exchange.steps,
    publishing.steps,
    referrals.steps,
    numbers.steps,
    reports.steps,
    links.steps,
)


def migrate(connection: sqlite3.Connection) -> None:
    """Apply the steps that are missing. Two processes that start at once take turns."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        for steps in SETS:
            steps.apply(Database(connection))
        connection.execute("COMMIT")
    except BaseException:
        connection.execute("ROLLBACK")
        raise
