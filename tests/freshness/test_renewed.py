"""What was said to be still true stands on the cards at once, in every process."""

from dataclasses import replace
from datetime import date

import pytest

from bot.app import open_releases
from bot.core.catalog import CHECKED_FOR, Source
from bot.services.knowledge.renewed import renewed, renewed_source
from bot.services.prepared import Prepared
from bot.store import record_checks

DAY = date(2027, 3, 1)
OLD = Source(("https://example.jp",), None, date(2026, 1, 5), "official")


@pytest.fixture
def releases(store, settings):
    made = open_releases(settings, store)
    yield made
    made.close()


def say_true(store, table, key, day=DAY):
    store.database.write(lambda c: record_checks.put(c, table, key, day))


@pytest.mark.parametrize(
    ("source", "after"),
    [
        (OLD, (DAY, None)),
        (replace(OLD, checked=None), (DAY, None)),
        (replace(OLD, check_by=date(2026, 6, 1)), (DAY, DAY + CHECKED_FOR)),
        (replace(OLD, check_by=date(2030, 1, 1)), (DAY, date(2030, 1, 1))),
        (replace(OLD, checked=date(2027, 4, 1)), (date(2027, 4, 1), None)),
    ],
)
def test_a_source_is_renewed_and_never_made_older(source, after):
    made = renewed_source(source, DAY)
    assert (made.checked, made.check_by) == after


def test_a_day_that_was_said_stands_in_the_catalog_at_the_next_look(releases, store):
    before = releases.current()
    say_true(store, "hotlines", "b-hl-010")
    after = releases.look()
    assert after.hotlines["b-hl-010"].source.checked == DAY
    assert after.places["b-hl-010"].source.checked == DAY
    assert after.release == before.release and after.programs is before.programs
    assert releases.look() is after


def test_what_says_nothing_new_changes_nothing(releases, store):
    before = releases.current()
    say_true(store, "places", "no-such-place")
    say_true(store, "wording", "follow")
    say_true(store, "places", "sc-ai", date(2020, 1, 1))
    assert renewed(before, store.database.read(record_checks.every)) is before


def test_an_earlier_day_does_not_take_the_place_of_a_later_one(store):
    say_true(store, "places", "sc-ai")
    say_true(store, "places", "sc-ai", date(2026, 12, 1))
    assert store.database.read(record_checks.every) == {("places", "sc-ai"): DAY}


def test_the_reader_of_messages_is_not_made_anew_for_a_date(releases, store):
    made = []

    class Reader:
        def __init__(self, catalog):
            made.append(catalog)

        def read(self, text, now): ...

    prepared = Prepared(releases, Reader, "")
    prepared.get()
    say_true(store, "places", "sc-ai")
    releases.look()
    assert prepared.get().knowledge.catalog.places["sc-ai"].source.checked == DAY
    assert len(made) == 1
