"""What is kept of an upload, and for how long."""

import os
import time

import pytest

from bot.core.account import Account
from bot.services.exchange.mapping import Mappings
from bot.services.exchange.sheets import SheetError
from bot.services.exchange.upload import AT_WORK, DONE, FAILED
from bot.services.exchange.uploads import KEPT, Uploads
from bot.services.knowledge.release import Releases
from bot.services.publishing import Publishing
from bot.store.store import Store

from .conftest import KNOWLEDGE

HAMADA = Account(1, "hamada", "浜田", "editor")
OKABE = Account(2, "okabe", "岡部", "editor", ("dp-hoiku",))
PHONE = b"id,phone\nsc-ai,088-834-2041\n"


class Clock:
    now = time.time()

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def publishing(tmp_path):
    store = Store(tmp_path / "bot.sqlite", "k")
    yield Publishing(store, Releases(tmp_path / "releases", KNOWLEDGE)), store
    store.close()


@pytest.fixture
def uploads(publishing, tmp_path, clock):
    return Uploads(tmp_path / "uploads", publishing[0], Mappings(publishing[1].database), clock)


def finished(upload):
    for _ in range(600):
        if upload.state not in AT_WORK:
            return upload
        time.sleep(0.05)
    raise AssertionError(upload.state)


def test_all_of_a_file_becomes_drafts_and_the_file_goes(uploads, publishing):
    upload = finished(uploads.begin(HAMADA, PHONE, "a.csv", "places"))
    uploads.apply(upload)
    assert finished(upload).state == DONE and upload.saved == 1
    (draft,) = publishing[0].drafts()
    assert (draft.origin, draft.author, draft.cells["phone"]) == (
        "import",
        "hamada",
        "088-834-2041",
    )
    assert not upload.path.exists()


def test_with_one_bad_row_nothing_is_drafted(uploads, publishing):
    upload = finished(uploads.begin(HAMADA, PHONE + b"sc-koara,8\n", "a.csv", "places"))
    with pytest.raises(SheetError, match="has_problems"):
        uploads.apply(upload)
    assert publishing[0].drafts() == []


def test_a_record_that_changed_after_the_preview_stops_all(uploads, publishing):
    upload = finished(uploads.begin(HAMADA, PHONE, "a.csv", "places"))
    base = publishing[0].record("places", "sc-ai")
    publishing[0].save(HAMADA, "places", "sc-ai", base | {"fee": "100円"}, base)
    uploads.apply(upload)
    assert finished(upload).state == FAILED and upload.fault.kind == "conflict"
    assert [draft.cells["fee"] for draft in publishing[0].drafts()] == ["100円"]


def test_after_half_an_hour_nothing_is_left(uploads, clock):
    upload = finished(uploads.begin(HAMADA, PHONE, "a.csv", "places"))
    clock.now += KEPT + 1
    assert uploads.of(HAMADA) is None and not upload.path.exists()


def test_files_of_a_process_that_is_gone_go_too(publishing, tmp_path, clock):
    folder = tmp_path / "uploads"
    folder.mkdir()
    old, new = folder / "upload-old", folder / "upload-new"
    for path in (old, new):
        path.write_bytes(b"x")
    os.utime(old, (clock.now - KEPT - 1,) * 2)
    Uploads(folder, publishing[0], Mappings(publishing[1].database), clock)
    assert not old.exists() and new.exists()


def test_a_new_file_takes_the_place_of_the_old_one(uploads):
    first = finished(uploads.begin(HAMADA, PHONE, "a.csv", "places"))
    second = finished(uploads.begin(HAMADA, PHONE, "b.csv", "places"))
    assert uploads.of(HAMADA) is second and not first.path.exists()
    assert uploads.of(OKABE) is None


def test_while_one_is_read_another_is_refused(uploads):
    upload = uploads.begin(HAMADA, b"id,phone\n" + b"x,1\n" * 50_000, "a.csv", "places")
    with pytest.raises(SheetError, match="busy"):
        uploads.begin(HAMADA, PHONE, "b.csv", "places")
    with pytest.raises(SheetError, match="busy"):
        uploads.drop(HAMADA)
    finished(upload)


def test_a_refused_file_is_not_kept(uploads, tmp_path):
    with pytest.raises(SheetError, match="wrong_extension"):
        uploads.begin(HAMADA, b"MZ", "a.exe", "places")
    assert not list((tmp_path / "uploads").glob("*"))


def test_another_departments_record_is_a_problem_and_not_left_out(uploads):
    head = "id,name,short_name,kind,check_level,owner_department\n"
    row = "x-new,広場,広場,circle,公式,{}\n"
    theirs = finished(
        uploads.begin(OKABE, (head + row.format("dp-boshi")).encode(), "a.csv", "places")
    )
    assert [p.kind for p in theirs.plan.problems] == ["other_department"]
    hers = finished(
        uploads.begin(OKABE, (head + row.format("dp-hoiku")).encode(), "a.csv", "places")
    )
    assert hers.plan.problems == ()
