"""The writer commits in groups, readers never wait, and the file grows by numbered steps."""

import os
import sqlite3
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlite_utils import Database as Tables

from bot.store.database import Database, connect
from bot.store.migrations import migrate
from bot.store.migrations.base import steps


def add(name):
    return lambda connection: connection.execute("INSERT INTO switches VALUES (?, 'x')", (name,))


def names(database):
    query = "SELECT name FROM switches ORDER BY name"
    return database.read(lambda c: [name for (name,) in c.execute(query)])


@pytest.fixture
def database(tmp_path):
    opened = Database(tmp_path / "deep" / "bot.sqlite")
    yield opened
    opened.close()


def test_what_is_written_can_be_read_at_once(database):
    database.write(add("notice"))
    assert names(database) == ["notice"]


def test_a_piece_that_fails_takes_only_itself_back(database):
    hold = threading.Event()
    database.submit(lambda connection: hold.wait(5))  # the next three share a commit
    first, again, other = (database.submit(add(name)) for name in ("a", "a", "b"))
    hold.set()
    first.result(), other.result()
    assert isinstance(again.exception(), sqlite3.IntegrityError)
    assert names(database) == ["a", "b"]


def test_half_a_piece_is_never_kept(database):
    def work(connection):
        add("half")(connection)
        raise KeyError("the other half")

    with pytest.raises(KeyError):
        database.write(work)
    assert names(database) == []


def nothing(connection):
    return connection.execute("SELECT 1 FROM sqlite_master").fetchone()


@pytest.mark.skipif(
    not os.path.isdir("/proc/self/fd"), reason="the system does not list open files"
)
def test_a_thread_that_ends_leaves_no_file_open(database):
    database.read(nothing)
    before = len(os.listdir("/proc/self/fd"))
    for _ in range(20):
        thread = threading.Thread(target=database.read, args=(nothing,))
        thread.start()
        thread.join()
    assert len(os.listdir("/proc/self/fd")) <= before + 2


def test_many_threads_write_and_nothing_is_lost(database):
    with ThreadPoolExecutor(16) as threads:
        list(threads.map(lambda n: database.write(add(f"{n:03}")), range(200)))
    assert len(names(database)) == 200


def test_close_finishes_what_was_asked_for(tmp_path):
    database = Database(tmp_path / "bot.sqlite")
    for number in range(50):
        database.submit(add(str(number)))
    database.close()
    database.close()
    assert connect(tmp_path / "bot.sqlite").execute("SELECT count(*) FROM switches").fetchone()[
        0
    ] == (50)


@pytest.mark.parametrize("sql", ["DELETE FROM switches", "DROP TABLE inbox", "CREATE TABLE x (y)"])
def test_a_reader_cannot_write(database, sql):
    with pytest.raises(sqlite3.OperationalError):
        database.read(lambda connection: connection.execute(sql))


def test_a_closed_database_says_so(tmp_path):
    database = Database(tmp_path / "bot.sqlite")
    database.close()
    with pytest.raises(sqlite3.ProgrammingError):
        database.write(add("late"))


def test_a_file_that_is_no_database_is_refused(tmp_path):
    (tmp_path / "bot.sqlite").write_text("no database, but long enough to be read as one" * 20)
    with pytest.raises(sqlite3.DatabaseError):
        Database(tmp_path / "bot.sqlite")


def test_several_processes_start_on_a_fresh_file_at_once(tmp_path):
    code = "import sys, pathlib; from bot.store.database import Database as D;"
    code += "D(pathlib.Path(sys.argv[1])).close()"
    command = [sys.executable, "-c", code, str(tmp_path / "bot.sqlite")]
    started = [subprocess.Popen(command) for _ in range(4)]
    assert [process.wait(60) for process in started] == [0] * 4


def test_the_file_is_not_for_other_users(tmp_path, database):
    assert (tmp_path / "deep" / "bot.sqlite").stat().st_mode & 0o077 == 0


def test_safe_settings(database):
    def settings(connection):
        return [
            connection.execute(f"PRAGMA {name}").fetchone()[0]
            for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        ]

    assert database.write(settings) == ["wal", 1, 1, 5000]
    assert database.read(settings) == ["wal", 1, 1, 5000]


# Migrations


def test_from_the_oldest_file_nothing_is_lost(tmp_path):
    oldest = connect(tmp_path / "bot.sqlite")
    steps.apply(Tables(oldest), stop_before="s002_conversations")
    oldest.execute("INSERT INTO inbox (event_id, received, token_at) VALUES ('e', 1, 1)")
    oldest.close()
    database = Database(tmp_path / "bot.sqlite")
    assert database.read(lambda c: c.execute("SELECT event_id FROM inbox").fetchall()) == [("e",)]
    assert names(database) == []
    database.close()


def test_a_second_start_changes_nothing(tmp_path):
    connection = connect(tmp_path / "bot.sqlite")
    migrate(connection)
    before = connection.execute("SELECT sql FROM sqlite_master").fetchall()
    migrate(connection)
    assert connection.execute("SELECT sql FROM sqlite_master").fetchall() == before


def test_a_step_that_fails_leaves_no_trace(tmp_path, monkeypatch):
    def broken(db):
        db.execute("CREATE TABLE half (x)")
        raise sqlite3.OperationalError("disk full")

    connection = connect(tmp_path / "bot.sqlite")
    more = [*steps._migrations, steps._Migration("s999_broken", broken)]
    monkeypatch.setattr(steps, "_migrations", more)
    with pytest.raises(sqlite3.OperationalError):
        migrate(connection)
    assert connection.execute("SELECT name FROM sqlite_master").fetchall() == []
