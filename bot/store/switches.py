"""What the operator sets while the bot runs: a notice before every answer, and a pause."""

import sqlite3
from typing import NamedTuple

from .database import Database

NOTICE, PAUSED = "notice", "paused"


class Set(NamedTuple):
    """notice: "" for none."""

    notice: str
    paused: bool


class Switches:
    """Switches in `database`: another process sees them at its next answer."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def read(self) -> Set:
        """How the switches stand now."""
        rows = self._database.read(
            lambda connection: connection.execute("SELECT name, value FROM switches").fetchall()
        )
        values: dict[str, str] = dict(rows)
        return Set(values.get(NOTICE, ""), PAUSED in values)

    def set_notice(self, text: str | None) -> None:
        """Put `text` before every answer; None takes it down."""
        self._set(NOTICE, text or "")

    def set_paused(self, paused: bool) -> None:
        """Stop answering, or go on."""
        self._set(PAUSED, "yes" if paused else "")

    def _set(self, name: str, value: str) -> None:
        def work(connection: sqlite3.Connection) -> None:
            connection.execute("DELETE FROM switches WHERE name = ?", (name,))
            if value:
                connection.execute("INSERT INTO switches VALUES (?, ?)", (name, value))

        self._database.write(work)
