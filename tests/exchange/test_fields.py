"""Every column is described, and nothing is described that is not there."""

import pytest

from bot.services.exchange.fields import KINDS, fields, labels
from bot.services.knowledge.files import read_folder
from bot.services.publishing.tables import KEYS

from ..knowledge.folder import SHIPPED

# Columns that staff may use before a shipped file has them.
LATER = {
    "visible_from",
    "visible_until",
    "closed_notice",
    "owner_department",
    "check_by",
    "self_use",
    "referral_by",
}
TABLES = {name: rows for name, rows in read_folder(SHIPPED).tables.items() if rows}


@pytest.mark.parametrize("table", TABLES)
def test_every_column_of_the_files_is_described(table):
    known = {field.column for field in fields(table)}
    assert set(TABLES[table][0].cells) <= known


@pytest.mark.parametrize("folder", sorted({name.partition("/")[0] for name in TABLES}))
def test_every_described_column_is_in_a_file(folder):
    found = {
        column
        for name, rows in TABLES.items()
        if name.partition("/")[0] == folder
        for column in rows[0].cells
    }
    assert {field.column for field in fields(folder)} - found <= LATER


@pytest.mark.parametrize("table", [*KEYS, "lexicon"])
def test_a_field_can_be_shown(table):
    for field in fields(table):
        assert field.kind in KINDS and field.label and field.group, field
        assert field.help.endswith("。"), field
        assert field.reference or field.kind not in ("reference", "references"), field
        assert field.choices or field.kind not in ("choice", "choices", "yes"), field


@pytest.mark.parametrize("table", [*KEYS, "lexicon"])
def test_labels_tell_the_columns_apart(table):
    assert len(set(labels(table).values())) == len(fields(table))


def test_the_groups_of_a_form_stay_together():
    for table in KEYS:
        groups = [field.group for field in fields(table)]
        runs = [g for i, g in enumerate(groups) if i == 0 or groups[i - 1] != g]
        assert len(runs) == len(set(runs)), table


def test_a_column_nobody_described_is_a_text():
    first, other = fields("lexicon/new", ["pattern", "odd"])
    assert first.kind == "long" and other.label == "odd" and other.kind == "text"


def test_an_unknown_table_is_refused():
    with pytest.raises(KeyError):
        fields("accounts")
