"""Which answers a release would change, told before it is approved."""

import shutil
from datetime import datetime

import pytest

from bot.core.hours import CITY_TIME
from bot.services.knowledge.build import build_catalog
from bot.services.knowledge.files import read_folder
from bot.services.publishing.drafts import NewDraft
from bot.services.publishing.rehearsal import (
    drafted_messages,
    fixed_messages,
    kept_messages,
    rehearse,
)
from bot.store import questions
from bot.store.questions import Question

from ..knowledge.folder import SHIPPED
from ..people import HAMADA

NOW = datetime(2026, 11, 24, 10, tzinfo=CITY_TIME)
ODD = "ぽんぽこぴいのことを教えて"  # nobody knows what it means


@pytest.fixture
def folder(tmp_path):
    return shutil.copytree(SHIPPED, tmp_path / "knowledge")


@pytest.fixture(scope="module")
def before():
    return build_catalog(read_folder(SHIPPED))[0]


def preview(publishing, *drafts):
    publishing.save_many(HAMADA.account, drafts, "form")
    return publishing.preview(publishing.drafts())[0]


def changed(publishing, table, key, **cells):
    base = publishing.record(table, key)
    return NewDraft(table, key, base | cells, base)


def test_the_same_knowledge_answers_the_same(before):
    messages = fixed_messages(before)[:40]
    assert rehearse(before, before, messages, NOW) == []


def test_a_phrase_lets_an_answer_appear(publishing, before):
    phrase = {"program_ids": "sango_care", "text": ODD, "language": "ja", "writer": "staff"}
    after = preview(publishing, NewDraft("phrases/staff", "", phrase, None))
    (found,) = rehearse(before, after, [ODD, "保育園に入れたい"], NOW)
    assert (found.text, found.kind) == (ODD, "appears")
    assert "sango_care" in found.after and "sango_care" not in found.before


def test_a_drafted_phrase_is_tried_itself(publishing, edit):
    phrase = {"program_ids": "sango_care", "text": ODD, "language": "ja", "writer": "staff"}
    publishing.save(HAMADA.account, "phrases/staff", "", phrase, None)
    edit(HAMADA.account, "programs", "sango_care", fee="千円")
    assert drafted_messages(publishing.drafts()) == [ODD]
    assert drafted_messages([]) == []


def test_a_phrase_that_goes_lets_an_answer_vanish(publishing, before):
    phrase = {"program_ids": "sango_care", "text": ODD, "language": "ja", "writer": "staff"}
    after = preview(publishing, NewDraft("phrases/staff", "", phrase, None))
    (found,) = rehearse(after, before, [ODD], NOW)
    assert found.kind == "vanishes" and found.outcome_after == "unknown"


def test_what_stands_behind_a_button_counts_too(publishing, before):
    after = preview(publishing, changed(publishing, "programs", "sango_care", deadline="月末まで"))
    found = rehearse(before, after, ["産後ケアを使いたい"], NOW)
    assert [one.kind for one in found] == ["changes"] and found[0].detail


def test_a_renamed_card_is_an_answer_that_changes(publishing, before):
    after = preview(
        publishing, changed(publishing, "programs", "sango_care", short_name="新しい名")
    )
    (found,) = rehearse(before, after, ["産後ケアを使いたい"], NOW)
    assert not found.detail and found.answer_before != found.answer_after


def test_the_progress_reaches_the_end(before):
    seen = []
    rehearse(before, before, ["保育園"] * 45, NOW, lambda *at: seen.append(at))
    assert seen == [(20, 45), (40, 45), (45, 45)]


def test_nothing_to_rehearse_is_no_difference(before):
    assert rehearse(before, before, [], NOW) == []


def test_the_fixed_messages_are_of_every_programme_and_stay(before):
    messages = fixed_messages(before)
    assert 250 <= len(messages) <= 320 and messages == fixed_messages(before)
    owners = {phrase.text: phrase.program_ids[0] for phrase in before.phrases}
    led_to = {phrase.program_ids[0] for phrase in before.phrases}
    assert {owners[text] for text in messages} == led_to


def test_the_kept_questions_come_newest_first_and_once(store):
    def work(connection):
        for at, text in enumerate(["一", "二", "一"]):
            questions.add(connection, Question("u", "", text, "unknown", "ja", at))

    store.database.write(work)
    assert kept_messages(store) == ["一", "二"]
