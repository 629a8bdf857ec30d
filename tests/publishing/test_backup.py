"""The drill: lose everything, come back; and whatever a backup may have gone through meanwhile."""

import json
import zipfile

import pytest

from bot.services.backup import BackupError, back_up, restore
from bot.services.publishing import Publishing
from bot.store import questions, state
from bot.store.questions import Question
from bot.store.store import Store

from ..people import HAMADA, NISHI
from .conftest import releases_of

KEY = "the key of the pseudonyms"


@pytest.fixture
def database(tmp_path, store, release):
    """A database with a release, a question and a conversation that is going on."""
    release(HAMADA.account, NISHI.account, "programs", "sango_care", fee="無料です")

    def work(connection):
        questions.add(connection, Question("u", "m", "何でしょう", "unknown", "ja", 1))
        connection.execute("INSERT INTO state VALUES ('u', '{}', 1)")

    store.database.write(work)
    return tmp_path / "bot.sqlite"


@pytest.fixture
def backup(tmp_path, database):
    made = tmp_path / "kept" / "backup.zip"
    back_up(database, KEY, made)
    return made


@pytest.fixture
def target(tmp_path):
    return tmp_path / "new" / "bot.sqlite"


def refused(kind, *arguments, **named):
    with pytest.raises(BackupError) as caught:
        restore(*arguments, **named)
    assert caught.value.kind == kind


def nothing_there(target):
    return not target.exists() and not list(target.parent.glob("**/*.sqlite"))


def test_the_drill(backup, target, folder):
    assert restore(backup, target) == KEY
    assert (target.parent / "user_hash_key").read_text() == KEY
    store = Store(target, KEY)
    publishing = Publishing(store, releases_of(store, target.parent / "no-files"))
    assert publishing.record("programs", "sango_care")["fee"] == "無料です"
    assert [one.who for one in publishing.releases()] == ["nishi"]
    assert [one.text for one in store.database.read(questions.newest)] == ["何でしょう"]
    store.close()


def test_a_conversation_is_not_backed_up(backup, target):
    restore(backup, target)
    store = Store(target, KEY)
    assert store.database.read(lambda connection: state.read(connection, "u", 2)).need == ""
    store.close()
    assert not backup.stat().st_mode & 0o077


def test_a_backup_is_made_anew_in_the_place_of_an_old_one(backup, database):
    assert back_up(database, KEY, backup) == len(zipfile.ZipFile(backup).namelist()) - 1
    assert [path.name for path in backup.parent.iterdir()] == ["backup.zip"]


def test_nothing_to_back_up(tmp_path):
    with pytest.raises(BackupError, match="no_database"):
        back_up(tmp_path / "none.sqlite", KEY, tmp_path / "backup.zip")
    assert not (tmp_path / "backup.zip").exists()


def test_a_running_bot_is_left_alone(backup, database, publishing):
    refused("not_empty", backup, database)
    refused("in_use", backup, database, force=True)
    assert publishing.record("programs", "sango_care")["fee"] == "無料です"


def test_a_stopped_bot_is_replaced_only_by_force(backup, target):
    restore(backup, target)
    refused("not_empty", backup, target)
    (target.parent / "bot.sqlite-wal").write_bytes(b"")
    assert restore(backup, target, force=True) == KEY


def cut(path):
    path.write_bytes(path.read_bytes()[:-2000])


def scratch(path):
    data = bytearray(path.read_bytes())
    data[len(data) // 3 : len(data) // 3 + 64] = bytes(64)
    path.write_bytes(data)


def no_zip(path):
    path.write_bytes(b"no zip at all")


def rewritten(path, **members):
    """The backup with other members, None for one that is not there."""
    with zipfile.ZipFile(path) as archive:
        kept = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in (kept | members).items():
            if data is not None:
                archive.writestr(name, data)


def other_database(path):
    rewritten(path, **{"bot.sqlite": b"SQLite format 3\0" + bytes(5000)})


def no_manifest(path):
    rewritten(path, **{"manifest.json": None})


def lost_release(path):
    name = next(n for n in zipfile.ZipFile(path).namelist() if n.startswith("releases/"))
    rewritten(path, **{name: None})


def outside(path):
    manifest = json.loads(zipfile.ZipFile(path).read("manifest.json"))
    manifest["files"]["../evil.sqlite"] = ""
    rewritten(path, **{"manifest.json": json.dumps(manifest), "../evil.sqlite": b"x"})


SPOILT = {
    cut: "damaged",
    scratch: "damaged",
    no_zip: "damaged",
    other_database: "damaged",
    lost_release: "not_a_backup",
    no_manifest: "not_a_backup",
    outside: "not_a_backup",
}


@pytest.mark.parametrize("spoil", SPOILT)
def test_a_spoilt_backup_restores_nothing(backup, target, spoil):
    spoil(backup)
    refused(SPOILT[spoil], backup, target)
    assert nothing_there(target) and not list(target.parent.iterdir())


def test_a_missing_backup(tmp_path, target):
    refused("unreadable", tmp_path / "none.zip", target)


def test_a_fault_on_the_way_leaves_everything_as_it_was(backup, target):
    restore(backup, target)
    before = target.read_bytes()
    key = target.parent / "user_hash_key"
    key.unlink()
    key.mkdir()  # where the key should go
    (key / "in the way").touch()
    refused("not_written", backup, target, force=True)
    assert target.read_bytes() == before and key.is_dir()
