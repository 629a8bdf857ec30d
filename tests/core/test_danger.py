"""Danger: what must be found, whose it is, and what only sounds like it.

messages.csv is also trained on: its floors guard against loss. unseen.csv is by two writers whose
lines trained nothing: 523 in danger and 554 calm, of which two thirds are made to look alike.
"""

import csv
import json
from pathlib import Path

import pytest

from bot.core.understanding.danger import DangerRules
from bot.core.understanding.message import Reader
from bot.core.understanding.result import Ages

HERE = Path(__file__).parent / "danger"
KNOWLEDGE = Path(__file__).parents[2] / "knowledge"


def _table(path):
    with path.open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines))


LEXICON = {path.stem: _table(path) for path in (KNOWLEDGE / "lexicon").glob("*.csv")}
MODEL = json.loads((KNOWLEDGE / "model" / "danger.json").read_text(encoding="utf-8"))
READER = Reader(LEXICON)
RULES = DangerRules(LEXICON, MODEL)
MESSAGES = _table(HERE / "messages.csv")
UNSEEN = _table(HERE / "unseen.csv")
FAMILIES = _table(HERE / "families.csv")


def _find(text, ages=None, rules=RULES):
    return rules.find(READER.prepare(text), ages)


def _kind(text, rules=RULES):
    danger = _find(text, rules=rules)[0]
    return danger.kind if danger else "calm"


def _phrases():
    either = {"dv_soudan", "gyakutai_189"}
    rows = [row for path in sorted((KNOWLEDGE / "phrases").glob("*.csv")) for row in _table(path)]
    return [row["text"] for row in rows if not either & set(row["program_ids"].split(";"))][::5]


def test_most_danger_is_found_and_named():
    danger = [(row["kind"], _kind(row["text"])) for row in MESSAGES if row["kind"] != "calm"]
    found = [pair for pair in danger if pair[1] != "calm"]
    assert len(found) / len(danger) >= 0.96
    assert sum(kind == said for kind, said in found) / len(found) >= 0.95


def test_unseen_writers_are_found_and_named():
    danger = [(row["kind"], _kind(row["text"])) for row in UNSEEN if row["kind"] != "calm"]
    found = [pair for pair in danger if pair[1] != "calm"]
    assert len(found) / len(danger) >= 0.9
    assert sum(kind == said for kind, said in found) / len(found) >= 0.91


def test_unseen_look_alikes_mostly_stay_calm():
    said = [_kind(row["text"]) for row in UNSEEN if row["kind"] == "calm"]
    assert said.count("calm") / len(said) >= 0.92


def test_look_alikes_stay_calm():
    said = [_kind(row["text"]) for row in MESSAGES if row["kind"] == "calm"]
    assert said.count("calm") / len(said) >= 0.92


def test_ordinary_messages_stay_calm():
    said = [_find(text) for text in _phrases()]
    assert sum(danger is not None for danger, _ in said) / len(said) <= 0.02
    assert sum(weary for _, weary in said) / len(said) <= 0.1


@pytest.mark.parametrize("row", FAMILIES, ids=lambda row: row["text"])
def test_families(row):
    danger, _ = _find(row["text"])
    assert danger and (danger.kind, danger.about) == (row["kind"], row["about"])


@pytest.mark.parametrize(
    "text",
    [
        "眠くて死にそうです",
        "先生に預けるとき何を持って行けばいい",
        "友達に会いに行ける公園",
        "熱は37.5度やけど元気",
        "2歳が熱38.5 ぐったりはしてない",
        "Con hay khóc đêm, phải làm sao",
        "drowning in laundry, any help with housework?",
        "189はどんな時にかける番号ですか",
        "DV相談窓口の電話番号を広報に載せたいです",
        "窒息しにくい寝具の選び方",
        "ぎっくり腰で動かん",
        "",
        "🙂",
        "31415926535",
    ],
)
def test_calm(text):
    assert _kind(text) == "calm"


def test_fever_of_a_newborn_is_medical():
    assert _find("38度あります", Ages(1, 1))[0].kind == "medical"
    assert _find("38度あります", Ages(24, 35))[0] is None
    assert _find("平熱は何度から発熱ですか", Ages(1, 1))[0] is None


def test_rules_stand_without_the_model():
    alone = DangerRules(LEXICON)
    assert _kind("死にたい", alone) == "suicide"
    assert _kind("支援センターは何時まで", alone) == "calm"


def test_empty_lexicon_finds_nothing():
    assert _find("死にたい", rules=DangerRules({})) == (None, False)


def test_despair_is_weary_and_a_tired_greeting_is_not():
    assert _find("もう限界です")[1]
    assert not _find("お疲れさまです")[1]
