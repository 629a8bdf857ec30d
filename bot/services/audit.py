"""Write down who did what, in the same transaction as the deed."""

import sqlite3
import time

from ..store import audit
from ..store.audit import Entry

CONSOLE = "(console)"  # who: somebody at the command line of the server


def record(
    connection: sqlite3.Connection, who: str, what: str, subject: str, detail: str = ""
) -> None:
    """Append to the log. who: an account's name; what: a short verb such as `draft`, `approve`."""
    audit.add(connection, Entry(time.time(), who, what, subject, detail))
