"""The release as files, and files as drafts."""

import shutil

import pytest

from bot.services.knowledge.export import BOM, export
from bot.services.knowledge.files import knowledge_files, read_folder
from bot.services.knowledge.release_file import keep, kept
from bot.services.publishing import PublishError
from bot.services.publishing.from_folder import differences, other_documents, read_whole

from ..knowledge.folder import SHIPPED, drop, repeat
from ..knowledge.folder import edit as edit_file
from ..people import HAMADA, KANRI, NISHI


def contents(folder):
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in knowledge_files(folder)}


@pytest.fixture
def copy(folder, tmp_path):
    return shutil.copytree(folder, tmp_path / "copy")


def test_the_shipped_knowledge_comes_back_byte_for_byte(tmp_path):
    keep(tmp_path / "r.sqlite", read_folder(SHIPPED))
    written = export(kept(tmp_path / "r.sqlite"), tmp_path / "out")
    assert contents(tmp_path / "out") == contents(SHIPPED) and len(written) > 40
    assert export(kept(tmp_path / "r.sqlite"), tmp_path / "out") == []


def test_only_what_changed_is_written(publishing, release, copy):
    release(HAMADA.account, NISHI.account, "programs", "sango_care", fee='1日"500円", 税込み')
    before = contents(copy)
    assert export(publishing.rows(), copy) == ["programs.csv"]
    old, new = before["programs.csv"].splitlines(), contents(copy)["programs.csv"].splitlines()
    assert sum(a != b for a, b in zip(old, new, strict=True)) == 1
    assert read_folder(copy).tables["programs"] == publishing.rows().tables["programs"]


def test_a_table_without_rows_keeps_its_columns(publishing, copy):
    gaps = publishing.rows().table("gaps")
    before = (copy / "gaps.csv").read_bytes().splitlines()[0]
    ids = [publishing.save(KANRI.account, "gaps", row["id"], None, row.cells).id for row in gaps]
    publishing.submit(KANRI.account, ids)
    publishing.approve(NISHI.account, ids)
    export(publishing.rows(), copy)
    assert (copy / "gaps.csv").read_bytes() == before + b"\n"


def test_a_file_without_a_mark_stays_without_one(publishing, copy):
    path = copy / "programs.csv"
    path.write_bytes(path.read_bytes().removeprefix(BOM))
    assert export(publishing.rows(), copy) == []


def test_a_folder_becomes_drafts(publishing, copy):
    edit_file(copy / "programs.csv", "sango_care", fee="無料です")
    drop(copy / "offices.csv", "gomi")
    repeat(copy / "places.csv", "sc-ai", id="sc-new")
    drafts = differences(publishing.rows(), read_whole(copy))
    kinds = {(d.table, d.key, d.cells is None, d.base is None) for d in drafts}
    assert kinds == {
        ("programs", "sango_care", False, False),
        ("offices", "gomi", True, False),
        ("places", "", False, True),
    }
    assert publishing.save_many(HAMADA.account, drafts, "import") == 3
    assert publishing.draft_of("places", "sc-new").origin == "import"
    assert publishing.releases() == []


def test_the_same_folder_is_no_draft(publishing, copy):
    assert differences(publishing.rows(), read_whole(copy)) == []


def test_a_file_that_is_not_there_says_nothing(publishing, copy):
    (copy / "offices.csv").unlink()
    assert differences(publishing.rows(), read_whole(copy)) == []


def half_a_row(copy):
    with (copy / "places.csv").open("a", encoding="utf-8") as text:
        text.write("half,a,row\n")


def no_letters(copy):
    (copy / "places.csv").write_bytes(b"id,name\n\xff\xfe\x81")


def nothing(copy):
    shutil.rmtree(copy)
    copy.mkdir()


def twice(copy):
    repeat(copy / "places.csv", "sc-ai")


BAD = {half_a_row: "invalid", no_letters: "invalid", nothing: "empty_folder", twice: "key_taken"}


@pytest.mark.parametrize("spoil", BAD)
def test_a_bad_folder_makes_no_draft(publishing, copy, spoil):
    spoil(copy)
    with pytest.raises(PublishError) as caught:
        differences(publishing.rows(), read_whole(copy))
    assert caught.value.kind == BAD[spoil]


def test_one_bad_cell_stops_the_whole_folder(publishing, copy):
    edit_file(copy / "programs.csv", "sango_care", fee="無料です")
    edit_file(copy / "places.csv", "sc-ai", phone="088-12")
    drafts = differences(publishing.rows(), read_whole(copy))
    with pytest.raises(PublishError) as caught:
        publishing.save_many(HAMADA.account, drafts, "import")
    assert [problem.record_id for problem in caught.value.problems] == ["sc-ai"]
    assert publishing.drafts() == []


def test_documents_are_released_by_whoever_runs_the_server(publishing, releases, copy):
    city = (copy / "city.toml").read_text("utf-8")
    (copy / "city.toml").write_text(city.replace("official = false", "official = true"), "utf-8")
    documents = other_documents(publishing.rows(), read_whole(copy))
    assert list(documents) == ["city.toml"]
    made = publishing.take_documents(KANRI.account, documents)
    assert releases.current().city.official and releases.current().release == made.id


def test_a_broken_document_is_refused(publishing, releases):
    with pytest.raises(PublishError) as caught:
        publishing.take_documents(KANRI.account, {"city.toml": "name = "})
    assert caught.value.kind == "refused" and publishing.releases() == []
    with pytest.raises(PublishError, match="forbidden"):
        publishing.take_documents(HAMADA.account, {"city.toml": ""})
