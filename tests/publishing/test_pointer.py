"""Which release answers: the one that the database points to, or the last that can be used."""

import json
import shutil
import threading
import time
import urllib.request
from datetime import datetime

import pytest

from bot.core.catalog import Catalog
from bot.core.events import Event
from bot.core.hours import CITY_TIME
from bot.core.understanding import Understanding
from bot.line.render import render
from bot.services.conversation import Conversation
from bot.services.publishing import PublishError, Publishing
from bot.services.publishing import putting as deed
from bot.store.store import Store

from ..knowledge.folder import SHIPPED
from ..people import HAMADA, NISHI, PARENT, settle
from ..server import Server
from .conftest import releases_of

H, N = HAMADA.account, NISHI.account
CARE = ("programs", "sango_care")
LONGEST = 20  # seconds that a test waits for what takes one or two


def until(found, wanted) -> bool:
    """Ask again and again until `wanted` is in what `found` gives."""
    end = time.monotonic() + LONGEST
    while wanted not in found():
        if time.monotonic() > end:
            return False
        time.sleep(0.05)
    return True


def spoil(path):
    path.chmod(0o644)
    path.write_bytes(b"no database at all" * 100)


def lose(path):
    path.unlink()


@pytest.mark.parametrize("harm", [spoil, lose])
def test_without_its_file_the_release_before_it_answers(
    store, folder, release, releases, harm, caplog
):
    first = release(H, N, *CARE, fee="300円")
    second = release(H, N, *CARE, fee="500円")
    harm(releases.path(second))
    catalog = releases_of(store, folder).current()
    assert (catalog.release, catalog.programs["sango_care"].fee) == (first, "300円")
    assert second in caplog.text


def test_a_running_process_goes_on_with_what_it_has(store, folder, release, releases, caplog):
    first = release(H, N, *CARE, fee="300円")
    running = releases_of(store, folder)
    running.current()
    spoil(releases.path(release(H, N, *CARE, fee="500円")))
    for _ in range(2):
        assert running.current().release == first
    assert caplog.text.count("going on with") == 1


def test_with_no_file_left_the_knowledge_folder_answers(store, folder, release, releases):
    lose(releases.path(release(H, N, *CARE, fee="300円")))
    assert releases_of(store, folder).current().programs["sango_care"].fee != "300円"


def test_nothing_is_released_on_top_of_a_broken_release(publishing, releases, release, edit):
    release(H, N, *CARE, fee="300円")
    spoil(releases.path(release(H, N, *CARE, fee="500円")))
    draft = edit(H, "places", "sc-ai", fee="100円")
    publishing.submit(H, [draft.id])
    with pytest.raises(PublishError, match="broken_release"):
        publishing.approve(N, [draft.id])


def test_a_file_that_comes_back_is_used_again(store, folder, release, releases):
    made = release(H, N, *CARE, fee="300円")
    path = releases.path(made)
    kept = path.read_bytes()
    lose(path)
    running = releases_of(store, folder)
    assert running.current().release != made
    path.write_bytes(kept)
    assert running.current().release == made


def test_a_release_that_cannot_be_written_is_none(publishing, releases, edit):
    draft = edit(H, *CARE, fee="300円")
    publishing.submit(H, [draft.id])
    assert not releases.folder.exists()
    releases.folder.write_text("a file where the folder should be")
    with pytest.raises(PublishError, match="not_kept"):
        publishing.approve(N, [draft.id])
    assert publishing.releases() == [] and publishing.draft(draft.id).status == "submitted"


def test_only_the_last_files_are_kept(publishing, releases, release, monkeypatch):
    monkeypatch.setattr(deed, "FILES_KEPT", 2)
    made = [release(H, N, *CARE, fee=f"{number}円") for number in (100, 200, 300)]
    assert [releases.path(one).exists() for one in made] == [False, True, True]
    publishing.undo_release(N, made[2])
    assert publishing.record(*CARE)["fee"] == "200円"


def test_two_approvers_at_once_lose_nothing(publishing, store, folder, edit, monkeypatch):
    """The other one's release comes between the look and the pointer of the first."""
    mine, theirs = edit(H, *CARE, fee="300円"), edit(H, "places", "sc-ai", fee="100円")
    publishing.submit(H, [mine.id, theirs.id])
    other = Publishing(store, releases_of(store, folder))
    keep = deed.keep

    def late(path, rows):
        monkeypatch.setattr(deed, "keep", keep)
        other.approve(N, [theirs.id])
        keep(path, rows)

    monkeypatch.setattr(deed, "keep", late)
    publishing.approve(N, [mine.id])
    assert publishing.record(*CARE)["fee"] == "300円"
    assert publishing.record("places", "sc-ai")["fee"] == "100円"
    files = {path.stem for path in publishing._releases.folder.glob("2*-*.sqlite")}
    assert files == {one.id for one in publishing.releases()}


def test_answers_go_on_while_a_release_is_made_ready(store, folder, releases, release):
    shutil.copytree(SHIPPED, folder, dirs_exist_ok=True)
    learning: list[str] = []
    learned = threading.Event()
    learned.set()

    def slow(catalog: Catalog) -> Understanding:
        learning.append(catalog.release)
        learned.wait(LONGEST)
        return Understanding(catalog)

    conversation = Conversation(releases, store, render, slow)
    before = conversation.ready()
    conversation.watch()
    learned.clear()
    made = release(H, N, *CARE, fee="300円")
    assert until(lambda: learning, made)
    now = datetime(2026, 11, 24, 10, tzinfo=CITY_TIME)
    assert conversation.answer(Event("text", text="産後ケア"), PARENT, now)
    assert conversation.ready() == before
    learned.set()
    assert until(lambda: [conversation.ready()], made)


@pytest.fixture
def server(tmp_path):
    server = Server(tmp_path, "http://127.0.0.1:1")
    yield server
    server.stop()


def test_another_process_answers_anew_without_a_restart(server, tmp_path):
    store = Store(server.database, "user-hash-key-of-a-test")
    settle(store)
    publishing = Publishing(store, releases_of(store, tmp_path / "knowledge"))

    def answer() -> str:
        request = urllib.request.Request(
            f"{server.url}/chat/message",
            json.dumps({"text": "産後ケアを使いたい"}).encode(),
            {"Content-Type": "application/json", "X-Chat-Session": PARENT},
        )
        with urllib.request.urlopen(request) as reply:
            return json.dumps(json.load(reply), ensure_ascii=False)

    assert "まだ誰も知らない題" not in answer()
    base = publishing.record(*CARE)
    draft = publishing.save(H, *CARE, base | {"short_name": "まだ誰も知らない題"}, base)
    publishing.submit(H, [draft.id])
    publishing.approve(N, [draft.id])
    assert until(answer, "まだ誰も知らない題"), server.log()
    store.close()
