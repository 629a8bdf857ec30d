"""Releases: built once, swapped when the files change, never worse than the last good one."""

import os
import shutil
from concurrent.futures import ThreadPoolExecutor

import pytest

from bot.services.knowledge.release import NoRelease, Releases, release_id

from .folder import drop, edit, sentence, write


@pytest.fixture
def database(tmp_path):
    return tmp_path / "releases"


@pytest.fixture
def releases(database, folder):
    return Releases(database, folder, look_every=0)


def test_a_release_is_a_read_only_file_named_by_its_content(releases, database, folder):
    catalog = releases.current()
    (path,) = database.iterdir()
    assert path.name == f"{release_id(folder)}.sqlite" and catalog.release == path.stem
    assert not path.stat().st_mode & 0o222
    assert releases.current() is catalog


def test_the_file_gives_the_same_catalog_as_the_folder(releases, database, folder):
    write(folder / "lexicon" / "waves.csv", [{"pattern": "なが?", "standard": "の", "id": "1"}])
    assert releases.current() == Releases(database, folder).current()


def test_a_change_on_disk_becomes_visible(releases, folder):
    before = releases.current()
    edit(folder / "programs.csv", "sango_care", fee="変わりました")
    after = releases.current()
    assert after.release != before.release
    assert after.programs["sango_care"].fee == "変わりました"
    assert before.programs["sango_care"].fee != "変わりました"


def test_touching_a_file_changes_nothing(releases, folder):
    before = releases.current()
    os.utime(folder / "programs.csv", ns=(1, 1))
    assert releases.current().release == before.release


def test_between_two_looks_the_files_are_left_alone(database, folder):
    releases = Releases(database, folder, look_every=3600)
    before = releases.current()
    edit(folder / "programs.csv", "sango_care", fee="変わりました")
    assert releases.current() is before


def test_a_broken_record_is_left_out_and_reported(releases, folder, caplog):
    edit(folder / "places.csv", "sc-ai", phone="088-12")
    catalog = releases.current()
    assert "sc-ai" not in catalog.places and len(catalog.places) == 95
    assert [p.record_id for p in releases.problems] == ["sc-ai"]
    assert "places.csv" in caplog.text


def test_problems_are_known_again_after_a_restart(releases, database, folder):
    with (folder / "places.csv").open("a", encoding="utf-8") as text:
        text.write("half,a,row\n")
    releases.current()
    again = Releases(database, folder)
    again.current()
    assert again.problems == releases.problems and again.problems


def test_problems_go_away_with_their_cause(releases, folder):
    edit(folder / "places.csv", "sc-ai", phone="088-12")
    releases.current()
    edit(folder / "places.csv", "sc-ai", phone="088-834-2040")
    assert "sc-ai" in releases.current().places and releases.problems == ()


def lose_a_hotline(folder):
    drop(folder / "hotlines.csv", "b-hl-003")


def break_a_hotline(folder):
    edit(folder / "hotlines.csv", "b-hl-002", phone="11 9 9")


def empty_the_programs(folder):
    (folder / "programs.csv").write_text("id,name\n", encoding="utf-8")


def break_the_city(folder):
    (folder / "city.toml").write_text("name = ", encoding="utf-8")


def lose_everything(folder):
    shutil.rmtree(folder)


REFUSALS = [lose_a_hotline, break_a_hotline, empty_the_programs, break_the_city, lose_everything]


@pytest.mark.parametrize("spoil", REFUSALS)
def test_the_last_good_release_stays(releases, folder, spoil):
    good = releases.current()
    spoil(folder)
    assert releases.current() is good and releases.problems


@pytest.mark.parametrize("spoil", REFUSALS)
def test_the_last_good_release_is_found_after_a_restart(database, folder, spoil):
    older = Releases(database, folder, look_every=0)
    older.current()
    edit(folder / "programs.csv", "sango_care", fee="新しい")
    good = older.current().release
    spoil(folder)
    assert Releases(database, folder).current().release == good


@pytest.mark.parametrize("spoil", REFUSALS)
def test_without_any_good_release_it_says_why(releases, database, folder, spoil):
    spoil(folder)
    with pytest.raises(NoRelease, match=r"hotlines\.csv|programs\.csv|city\.toml"):
        releases.current()
    assert not list(database.glob("*.sqlite"))


def test_it_recovers_by_itself(releases, folder, tmp_path):
    shutil.copytree(folder, tmp_path / "kept")
    lose_a_hotline(folder)
    with pytest.raises(NoRelease):
        releases.current()
    shutil.copy(tmp_path / "kept" / "hotlines.csv", folder)
    assert "b-hl-003" in releases.current().hotlines


def test_a_broken_release_file_is_made_again(releases, database, folder):
    release = releases.current().release
    path = database / f"{release}.sqlite"
    path.chmod(0o644)
    path.write_bytes(b"no database at all" * 100)
    assert len(Releases(database, folder).current().programs) == 71


def test_a_release_that_cannot_be_kept_still_answers(folder, tmp_path, caplog):
    (tmp_path / "releases").write_text("a file where the folder should be")
    catalog = Releases(tmp_path / "releases", folder).current()
    assert len(catalog.programs) == 71 and "not kept" in caplog.text


def test_many_threads_share_one_release(releases, folder):
    with ThreadPoolExecutor(16) as pool:
        found = list(pool.map(lambda _: releases.current(), range(200)))
    assert len({id(catalog) for catalog in found}) == 1


def test_a_sentence_read_by_a_person_is_known(releases, folder):
    write(folder / "wording" / "en.csv", [sentence("hello", "Hello, {name}", "A. Reader")])
    catalog = releases.current()
    assert "hello" in catalog.reviewed["en"] and "hello" not in catalog.reviewed["ja"]
