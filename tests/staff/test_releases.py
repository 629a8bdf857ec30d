"""Every release: looked at, taken home, taken back."""

import csv
import io
import sqlite3
import zipfile

import pytest

from ..people import HAMADA, NISHI
from .writing import PROGRAM, address, drafted


@pytest.fixture
def hamada(enter):
    return enter(HAMADA)


@pytest.fixture
def nishi(enter):
    return enter(NISHI, "192.0.2.2")


@pytest.fixture
def release(hamada, nishi, publishing):
    draft = drafted(hamada, publishing, *PROGRAM, fee="千円")
    nishi.do("/staff/drafts/approve", id=draft.id, note="料金")
    return publishing.releases()[0]


def test_the_list_and_the_page_say_who_and_what(release, hamada):
    assert NISHI.account.shown_name in hamada.get("/staff/releases").text
    page = hamada.get(f"/staff/releases/{release.id}").text
    assert "千円" in page and HAMADA.account.shown_name in page and "料金" in page
    assert "元に戻す" not in page  # an editor may not


def test_without_a_release_the_files_can_be_taken_home(hamada):
    page = hamada.get("/staff/releases").text
    assert "まだ、この画面から公開したものはありません" in page and "knowledge.sqlite" in page


def test_the_file_opens_as_a_database(release, hamada, tmp_path):
    answer = hamada.get(f"/staff/releases/{release.id}/knowledge.sqlite")
    (tmp_path / "it.sqlite").write_bytes(answer.data)
    rows = sqlite3.connect(tmp_path / "it.sqlite").execute(
        "SELECT fee FROM programs WHERE id = 'sango_care'"
    )
    assert rows.fetchone() == ("千円",) and "attachment" in answer.headers["Content-Disposition"]


def test_the_zip_holds_every_table(release, hamada, publishing):
    answer = hamada.get(f"/staff/releases/{release.id}/knowledge.zip")
    archive = zipfile.ZipFile(io.BytesIO(answer.data))
    assert {f"{table}.csv" for table in publishing.tables()} <= set(archive.namelist())
    text = archive.read("programs.csv").decode("utf-8-sig")
    fees = {row["id"]: row["fee"] for row in csv.DictReader(io.StringIO(text))}
    assert fees["sango_care"] == "千円"
    again = hamada.get(f"/staff/releases/{release.id}/knowledge.zip")
    assert again.data == answer.data


def test_undoing_asks_first_and_is_a_release_itself(release, nishi, publishing):
    page = nishi.get(f"/staff/releases/{release.id}/undo")
    assert "元に戻しますか" in page.text and publishing.record(*PROGRAM)["fee"] == "千円"
    answer = nishi.do(f"/staff/releases/{release.id}/undo")
    assert publishing.record(*PROGRAM)["fee"] != "千円"
    assert publishing.releases()[0].undoes == release.id
    assert "元に戻した公開" in nishi.get(answer.location).text


def test_a_release_is_undone_once(release, nishi, publishing):
    nishi.do(f"/staff/releases/{release.id}/undo")
    answer = nishi.do(f"/staff/releases/{release.id}/undo")
    assert "もう元に戻してあります" in nishi.get(answer.location).text
    assert len(publishing.releases()) == 2


def test_what_was_changed_again_since_stays(release, hamada, nishi, publishing):
    draft = drafted(hamada, publishing, *PROGRAM, fee="二千円")
    nishi.do("/staff/drafts/approve", id=draft.id)
    answer = nishi.do(f"/staff/releases/{release.id}/undo")
    assert "また変わっている" in nishi.get(answer.location).text
    assert publishing.record(*PROGRAM)["fee"] == "二千円"


def test_an_editor_undoes_no_release(release, hamada, publishing):
    path = f"/staff/releases/{release.id}/undo"
    assert hamada.get(path).status_code == 403 and hamada.do(path).status_code == 403
    assert publishing.record(*PROGRAM)["fee"] == "千円"


def test_a_change_is_undone_by_a_draft(release, hamada, publishing):
    page = hamada.get(address(*PROGRAM, page="history")).text
    assert "千円" in page and "この変更の前に戻す" in page
    change = publishing.history(*PROGRAM)[0]
    hamada.do("/staff/records/undo", change=change.id)
    assert publishing.draft_of(*PROGRAM).cells["fee"] == change.before["fee"]
    assert publishing.record(*PROGRAM)["fee"] == "千円"


@pytest.mark.parametrize("change", ["", "0", "x", "999999"])
def test_a_change_that_never_was_is_not_undone(hamada, publishing, change):
    assert hamada.do("/staff/records/undo", change=change).status_code == 404
    assert not publishing.drafts()


@pytest.mark.parametrize("name", ["nothing", "..", "%2e%2e%2fbot", "x%00y", "🌸"])
@pytest.mark.parametrize("page", ["", "/undo", "/knowledge.sqlite", "/knowledge.zip"])
def test_no_release_of_that_name(nishi, name, page):
    assert nishi.get(f"/staff/releases/{name}{page}").status_code in (301, 308, 404)
