"""On which day somebody last said that a record is still true, and which did not work."""

import sqlite3
from datetime import date

from ..core.referral import Item
from .counts import LEAST_SHOWN
from .referrals import item_of


def put(connection: sqlite3.Connection, table: str, key: str, day: date, link_id: int = 0) -> None:
    """Keep that a record was true on `day`, unless it was said of a later day. link_id: the link
    that she had, 0 for an account."""
    connection.execute(
        "INSERT INTO record_checks VALUES (?, ?, ?, ?) ON CONFLICT (table_name, key)"
        " DO UPDATE SET day = excluded.day, link_id = excluded.link_id WHERE day < excluded.day",
        (table, key, day.isoformat(), link_id or None),
    )


def every(connection: sqlite3.Connection) -> dict[tuple[str, str], date]:
    """(table, key) -> the day."""
    rows = connection.execute("SELECT table_name, key, day FROM record_checks")
    return {(table, key): date.fromisoformat(day) for table, key, day in rows}


def not_reached(connection: sqlite3.Connection) -> dict[Item, int]:
    """How many families did not get through with which item; none that is too small to show."""
    rows = connection.execute(
        "SELECT item, count(DISTINCT user) FROM referral_missed GROUP BY item"
        " HAVING count(DISTINCT user) >= ?",
        (LEAST_SHOWN,),
    )
    return {item_of(item): number for item, number in rows}
