"""What is shown only from a day and until a day, and what is closed for the time being."""

import shutil
from datetime import date, datetime

import pytest

from bot.core.dialogue import Knowledge, places, programs
from bot.core.dialogue.turn import Talk
from bot.core.hours import CITY_TIME, status
from bot.core.state import State
from bot.core.understanding import Understanding
from bot.services.guide.asked import Asked
from bot.services.guide.search import Search
from bot.services.knowledge.build import build_catalog
from bot.services.knowledge.files import read_folder
from bot.services.knowledge.release import Releases
from bot.services.knowledge.window import turns

from .folder import SHIPPED, edit

DAY = date(2026, 11, 26)
NOW = datetime(2026, 11, 26, 10, 0, tzinfo=CITY_TIME)
NOTICE = "工事のため、1月までお休みです"


@pytest.fixture
def sentences(folder):
    """The sentences of the bot, for what it says of a record."""
    shutil.copytree(SHIPPED / "wording", folder / "wording", dirs_exist_ok=True)


def on(folder, day: date):
    return build_catalog(read_folder(folder), "", day)[0]


@pytest.mark.parametrize(
    ("first", "last", "seen"),
    [
        ("", "", True),
        ("2026-11-26", "2026-11-26", True),
        ("2026-11-27", "", False),
        ("", "2026-11-25", False),
        ("2026-01-01", "2026-12-31", True),
        ("2026-12-01", "2026-11-01", False),
    ],
)
def test_both_days_count(folder, first, last, seen):
    edit(folder / "programs.csv", "famisapo", visible_from=first, visible_until=last)
    edit(folder / "places.csv", "sc-ai", visible_from=first, visible_until=last)
    catalog = on(folder, DAY)
    assert ("famisapo" in catalog.programs) is ("sc-ai" in catalog.places) is seen


def test_what_is_gone_is_named_nowhere(folder):
    edit(folder / "programs.csv", "famisapo", visible_until="2026-11-25")
    edit(folder / "departments.csv", "dp-boshi", visible_until="2026-11-25")
    catalog, problems = build_catalog(read_folder(folder), "", DAY)
    assert problems == build_catalog(read_folder(folder))[1]
    assert all("famisapo" not in place.program_ids for place in catalog.places.values())
    assert all("famisapo" not in phrase.program_ids for phrase in catalog.phrases)
    assert all(row.program_id != "famisapo" for row in catalog.plan)
    assert all(p.contact_department != "dp-boshi" for p in catalog.programs.values())
    found = Search(Knowledge(catalog, Understanding(catalog).read)).find(Asked("ファミサポ"), NOW)
    assert all(item.record.id != "famisapo" for item in found.programs.all)


def test_a_line_that_must_be_there_stays(folder):
    lines = on(folder, DAY).hotlines.values()
    needed = next(line.id for line in lines if line.required)
    other = next(line.id for line in lines if not line.required)
    for line in (needed, other):
        edit(folder / "hotlines.csv", line, visible_until="2026-11-25")
    catalog = on(folder, DAY)
    assert needed in catalog.hotlines and needed in catalog.places
    assert other not in catalog.hotlines and other not in catalog.places


def test_a_day_that_is_none_is_an_error(folder):
    line = edit(folder / "programs.csv", "famisapo", visible_until="きのう")
    (found,) = [p for p in build_catalog(read_folder(folder))[1] if p.kind == "bad_date"]
    assert (found.file, found.line) == ("programs.csv", line)
    assert turns(read_folder(folder)) == ()


def test_at_midnight_it_goes_without_a_new_release(tmp_path, folder):
    edit(folder / "programs.csv", "famisapo", visible_until="2026-11-26")
    today = [DAY]
    releases = Releases(tmp_path / "releases", folder, look_every=0, today=lambda: today[0])
    before = releases.current()
    assert "famisapo" in before.programs and releases.current() is before
    today[0] = date(2026, 11, 27)
    after = releases.current()
    assert "famisapo" not in after.programs and after.release == before.release
    assert releases.current() is after
    today[0] = date(2027, 5, 1)
    assert releases.current() is after  # nothing else comes or goes


def test_a_closed_place_is_open_at_no_time_and_says_why(folder, sentences):
    edit(folder / "places.csv", "sc-ai", closed_notice=NOTICE)
    catalog = on(folder, DAY)
    place = catalog.places["sc-ai"]
    assert status(place.hours, NOW).open is False
    talk = Talk(catalog, NOW, State())
    lines = [line.text for line in places.one(talk, place).lines]
    assert NOTICE in lines and not any("9:00" in line for line in lines)


def test_a_closed_programme_says_so_before_anything_else(folder, sentences):
    edit(folder / "programs.csv", "famisapo", closed_notice=NOTICE)
    catalog = on(folder, DAY)
    talk = Talk(catalog, NOW, State())
    lines = programs.face(talk, catalog.programs["famisapo"]).lines
    assert (lines[1].text, lines[1].tone) == (NOTICE, "warn")
