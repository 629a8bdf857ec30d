"""Floors under what unseen writers get, a little below what is reached (docs/scorecard.md)."""

from pathlib import Path

import pytest

from bench.score import NOW, load, score
from bot.core.understanding import Understanding
from bot.services.knowledge.files import build_catalog, read_folder

KNOWLEDGE = Path(__file__).resolve().parent.parent / "knowledge"

FLOORS = {
    "first": 0.89,
    "three": 0.93,
    "clean": 0.84,
    "sure": 0.7,
    "multi": 0.8,
    "language": 0.97,
    "abstain": 0.9,
    "smalltalk": 0.96,
    "area": 0.93,
    "age": 0.84,
    "time": 0.91,
}
CEILINGS = {"wrong": 0.04, "alarm": 0.03, "area_false": 0.02, "age_false": 0.02}


@pytest.fixture(scope="module")
def shares():
    understanding = Understanding(build_catalog(read_folder(KNOWLEDGE))[0])
    messages = [*load("first"), *load("second")]
    counted = score(messages, lambda text: understanding.read(text, NOW))
    return {measure: hits / total for measure, (hits, total) in counted.items()}


@pytest.mark.parametrize("measure", FLOORS)
def test_it_does_not_fall_below(shares, measure):
    assert shares[measure] >= FLOORS[measure]


@pytest.mark.parametrize("measure", CEILINGS)
def test_it_does_not_rise_above(shares, measure):
    assert shares[measure] <= CEILINGS[measure]
