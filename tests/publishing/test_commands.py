"""The commands, as a person at the server types them."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from bot.services.publishing import Publishing
from bot.store.store import Store

from ..knowledge.folder import SHIPPED, copied
from ..knowledge.folder import edit as edit_file
from ..people import KANRI, NISHI, settle
from .conftest import releases_of

ROOT = Path(__file__).resolve().parents[2]
DRAFTS = "SELECT table_name, key, author FROM drafts"


@pytest.fixture
def bot(tmp_path):
    copied(tmp_path / "knowledge")

    def run(*arguments: object, folder: str = "") -> subprocess.CompletedProcess:
        own = {
            "DATABASE_URL": str(tmp_path / folder / "bot.sqlite"),
            "BOT_KNOWLEDGE": str(tmp_path / "knowledge"),
        }
        return subprocess.run(
            [sys.executable, "-m", "bot", *map(str, arguments)],
            cwd=ROOT,
            capture_output=True,
            text=True,
            env={**os.environ, **own},
        )

    return run


def query(path, sql):
    store = Store(path, "key of a test")
    try:
        return store.database.read(lambda connection: connection.execute(sql).fetchall())
    finally:
        store.close()


def test_out_and_in_again(bot, tmp_path):
    out = tmp_path / "out"
    assert bot("knowledge", "export", out).returncode == 0
    edit_file(out / "programs.csv", "sango_care", fee="無料です")
    (out / "city.toml").write_text(
        (out / "city.toml").read_text("utf-8").replace("official = false", "official = true"),
        "utf-8",
    )
    done = bot("knowledge", "import", out)
    assert "1 drafts" in done.stdout and "city.toml" in done.stdout
    assert query(tmp_path / "bot.sqlite", DRAFTS) == [("programs", "sango_care", "(console)")]
    again = bot("knowledge", "export")  # drafts are no release
    assert "0 files" in again.stdout


def test_documents_are_released(bot, tmp_path):
    out = tmp_path / "out"
    shutil.copytree(tmp_path / "knowledge", out)
    text = (out / "city.toml").read_text("utf-8")
    (out / "city.toml").write_text(text.replace("official = false", "official = true"), "utf-8")
    assert "city.toml" in bot("knowledge", "import", out, "--documents").stdout
    done = bot("knowledge", "export")
    assert done.stdout.startswith("city.toml\n1 files")


def test_a_bad_folder_is_named_and_nothing_is_imported(bot, tmp_path):
    out = shutil.copytree(tmp_path / "knowledge", tmp_path / "out")
    edit_file(out / "places.csv", "sc-ai", phone="088-12")
    done = bot("knowledge", "import", out)
    assert done.returncode == 1 and "sc-ai" in done.stderr and "Traceback" not in done.stderr
    assert query(tmp_path / "bot.sqlite", DRAFTS) == []
    assert bot("knowledge", "import", tmp_path / "nowhere").returncode == 1


def test_ask_and_check_read_the_release_when_told_to(bot, tmp_path):
    shutil.copytree(SHIPPED, tmp_path / "knowledge", dirs_exist_ok=True)
    store = Store(tmp_path / "bot.sqlite", "key of a test")
    settle(store)
    publishing = Publishing(store, releases_of(store, tmp_path / "knowledge"))
    base = publishing.record("programs", "sango_care")
    changed = base | {"short_name": "題が変わった", "source_date": ""}
    draft = publishing.save(NISHI.account, "programs", "sango_care", changed, base)
    publishing.submit(NISHI.account, [draft.id])
    publishing.approve(KANRI.account, [draft.id])
    store.close()
    assert "題が変わった" in bot("ask", "産後ケアを使いたい", "--release").stdout
    assert "題が変わった" not in bot("ask", "産後ケアを使いたい").stdout
    assert "sango_care" in bot("knowledge", "check", "--release").stdout


def test_the_drill_at_the_command_line(bot, tmp_path):
    bot("knowledge", "import", tmp_path / "knowledge")
    kept = tmp_path / "kept.zip"
    done = bot("backup", kept)
    assert done.returncode == 0 and str(kept) in done.stdout
    assert bot("restore", kept, folder="new").returncode == 0
    key = (tmp_path / "user_hash_key").read_text()
    assert (tmp_path / "new" / "user_hash_key").read_text() == key
    refused = bot("restore", kept, folder="new")
    assert refused.returncode == 1 and "--force" in refused.stderr
    assert bot("restore", kept, "--force", folder="new").returncode == 0


def test_a_backup_of_nothing_and_from_nothing(bot, tmp_path):
    assert bot("backup", tmp_path / "kept.zip").returncode == 1
    done = bot("restore", tmp_path / "none.zip")
    assert done.returncode == 1 and "Traceback" not in done.stderr
