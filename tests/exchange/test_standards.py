"""Japan's data standards in and out, and HSDS out: what they carry and what is lost."""

import csv
import dataclasses
import io
import zipfile

import pytest

from bot.cli import main
from bot.services.exchange.fields import labels
from bot.services.exchange.preview import preview
from bot.services.exchange.sheets import SheetError, read_sheets
from bot.services.exchange.standards import READ, read_standard, write_standard
from bot.services.exchange.standards.week import as_hours, flat, is_flat

from .uploads import as_csv

REQUIRED = {  # by the schema of HSDS 3.0
    "organizations": ("id", "name", "description"),
    "services": ("id", "name", "status"),
    "locations": ("id", "location_type"),
    "addresses": (
        "id",
        "address_1",
        "city",
        "state_province",
        "postal_code",
        "country",
        "address_type",
    ),
    "phones": ("id", "number"),
    "taxonomy_terms": ("id", "name", "description"),
}
NEW = {
    "childcare": ("名称", "所在地_連結表記", "種別", "電話番号"),
    "facilities": ("名称", "住所", "種別", "電話番号"),
    "events": ("イベント名", "住所", "カテゴリー", "連絡先電話番号"),
}


def again(name, rows, data, published=None, source=""):
    taken = read_standard(name, read_sheets(data, "a.csv"), published or rows, source)
    return taken, preview(published or rows, taken.table, taken.rows)


def edited(data, change):
    table = list(csv.reader(io.StringIO(data.decode("utf-8-sig"))))
    change(table[0], table[1])
    return as_csv(table)


@pytest.mark.parametrize("name", READ)
def test_what_went_out_comes_back_without_a_change(rows, name):
    written = write_standard(name, rows)
    taken, plan = again(name, rows, written.data)
    assert len(taken.rows) == written.records > 0
    assert (plan.records, plan.problems, taken.lost) == ((), (), [])


@pytest.mark.parametrize("name", READ)
def test_what_is_lost_is_listed_and_nothing_else_is(rows, name):
    """In an empty knowledge exactly the columns that are named come back otherwise."""
    written = write_standard(name, rows)
    table = "programs" if name == "gif" else "places"
    empty = dataclasses.replace(rows, tables={**rows.tables, table: []})
    plan = again(name, rows, written.data, empty)[1]
    before = {row["id"]: row.cells for row in rows.table(table)}
    told = {one.label for one in written.lost}
    names = labels(table)
    guessed = {"checked_on", "category", "aliases"}  # no category is known in an empty knowledge
    for record in plan.new:
        was = before[record.key]
        other = {c for c in was if was[c] and was[c] != record.cells.get(c, "")}
        assert {names[c] for c in other - guessed} <= told, record.key


def test_the_notes_of_staff_never_leave_in_a_standard(rows):
    notes = [r["staff_note"] for t in ("places", "programs") for r in rows.table(t)]
    for name in READ:
        text = write_standard(name, rows).data.decode()
        assert not any(note in text for note in notes if len(note) > 12)


def test_only_the_cell_that_changed_is_taken(rows):
    def change(head, row):
        row[head.index("開始時間")] = "10:00"

    data = edited(write_standard("childcare", rows).data, change)
    (record,) = again("childcare", rows, data)[1].changed
    assert [(c.column, c.after) for c in record.changes] == [("hours", "Mo-Fr 10:00-15:00; PH off")]


@pytest.mark.parametrize("name", NEW)
def test_a_new_row_becomes_a_place_that_is_not_yet_checked(rows, name):
    row = ("みどりの広場", "高知県高知市本町1丁目2-3", "子育てサークル", "088-800-0000")
    data = as_csv([NEW[name], row], "cp932")
    (record,) = again(name, rows, data, source="https://example.jp/")[1].new
    assert (record.cells["check_level"], record.cells["kind"]) == ("unconfirmed", "circle")
    assert record.cells["address"] == "高知市本町1丁目2-3"
    assert (record.cells["kana"], record.cells["source_url"]) == (
        "みどりのひろば",
        "https://example.jp/",
    )


def test_an_event_is_there_until_it_ends(rows):
    head = ("イベント名", "開始日", "終了日", "開始時間", "終了時間", "場所名称", "定員")
    data = as_csv([head, ("親子まつり", "2026-12-05", "2026-12-06", "9:30", "12:00", "公園", "50")])
    taken, plan = again("events", rows, data)
    cells = plan.new[0].cells
    assert cells["hours"] == "2026 Dec 05-2026 Dec 06 09:30-12:00"
    assert (cells["visible_until"], cells["address"]) == ("2026-12-06", "公園")
    assert [(one.label, one.number) for one in taken.lost] == [("定員", 1)]


def test_columns_that_we_have_no_place_for_are_counted(rows):
    data = as_csv([("名称", "収容定員", "だれも知らない列"), ("あ", "30", "x"), ("い", "", "y")])
    lost = again("childcare", rows, data)[0].lost
    assert {(one.label, one.number) for one in lost} == {("収容定員", 1), ("だれも知らない列", 2)}


def test_a_number_of_another_file_is_not_our_id(rows):
    row = ("1", "新しい園", "子育てサークル")
    record = again("childcare", rows, as_csv([("NO", "名称", "種別"), row]))[1].new[0]
    assert record.key.startswith("pl-")


def test_a_fact_without_a_source_is_a_problem(rows):
    row = ("新しい園", "子育てサークル", "088-800-0000")
    data = as_csv([("名称", "種別", "電話番号"), row])
    assert {p.kind for p in again("childcare", rows, data)[1].problems} == {"fact_without_source"}


def test_an_impossible_day_is_a_problem_and_not_an_error(rows):
    data = as_csv([("イベント名", "開始日"), ("まつり", "2026-02-30")])
    assert "bad_date" in {p.kind for p in again("events", rows, data)[1].problems}


@pytest.mark.parametrize("name", [*READ, "hsds", "nothing"])
def test_a_file_of_nothing_we_know_is_refused(rows, name):
    with pytest.raises(SheetError, match="unknown_standard"):
        read_standard(name, read_sheets(b"a,b\n1,2\n", "a.csv"), rows)


@pytest.mark.parametrize(
    ("hours", "days", "known"),
    [
        ("Mo-Fr 09:00-15:00; PH off", ("月火水木金", "09:00", "15:00"), True),
        ("Mo,We,PH 09:00-15:00", ("月水祝", "09:00", "15:00"), True),
        ("Fr-Mo 10:00-17:00; PH off", ("月金土日", "10:00", "17:00"), False),
        ("Mo-Fr 09:00-12:00,13:00-15:00; PH off", ("月火水木金", "09:00", "15:00"), False),
        ('Mo 09:00-15:00 "?"; PH off', ("月", "09:00", "15:00"), False),
        ("Mo[1] 09:00-15:00", ("", "", ""), False),
        ("24/7", ("", "", ""), False),
        ("", ("", "", ""), True),
    ],
)
def test_hours_as_days_and_times(hours, days, known):
    assert flat(hours) == days and is_flat(hours) is known
    assert not known or as_hours(*days) == hours


def test_hsds_has_what_its_schema_requires_and_no_loose_end(rows):
    archive = zipfile.ZipFile(io.BytesIO(write_standard("hsds", rows).data))
    tables = {
        name.removesuffix(".csv"): list(
            csv.DictReader(io.TextIOWrapper(archive.open(name), "utf-8"))
        )
        for name in archive.namelist()
        if name.endswith(".csv")
    }
    ids = [row["id"] for table in tables.values() for row in table]
    assert len(ids) == len(set(ids)) > 500
    for name, required in REQUIRED.items():
        assert tables[name] and all(row[c] for row in tables[name] for c in required), name
    known = set(ids) | {""}
    links = [c for t in tables.values() for c in t[0] if c.endswith("_id")]
    assert links
    for table in tables.values():
        assert all(row[c] in known for row in table for c in row if c.endswith("_id"))


def test_hsds_is_the_same_file_each_time(rows):
    assert write_standard("hsds", rows).data == write_standard("hsds", rows).data


def test_the_command_gives_a_file_and_takes_it_back(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("DATABASE_URL", str(tmp_path / "bot.sqlite"))
    file = tmp_path / "a.csv"
    assert main(["knowledge", "standard", "gif", "--out", str(file)]) == 0
    assert "lost: 職員のメモ: out_column" in capsys.readouterr().out
    assert main(["knowledge", "standard", "gif", "--in", str(file)]) == 0
    assert "0 new, 0 changed" in capsys.readouterr().out
    file.write_text("a,b\n", encoding="utf-8")
    assert main(["knowledge", "standard", "gif", "--in", str(file)]) == 1
    assert main(["knowledge", "standard", "gif", "--in", str(tmp_path / "none.csv")]) == 1
    assert main(["knowledge", "standard", "gif", "--in", str(file), "--as", "nobody"]) == 1
