"""What an upload would do, cell by cell, and everything that is wrong with it."""

from datetime import date

import pytest

from bot.services.exchange.preview import as_drafts, preview
from bot.services.exchange.sheets import SheetError

from .uploads import as_csv, as_xlsx, sheet_of, taken_in

AI = "sc-ai"
BAD = [
    ("phone", 88_834_2040, "phone_lost_zero"),
    ("phone", "電話なし", "bad_phone"),
    ("phone", date(2026, 8, 8), "phone_became_date"),
    ("checked_on", 46349, "date_as_number"),
    ("checked_on", "きのう", "bad_date"),
    ("checked_on", "2026-02-30", "bad_date"),
    ("check_level", "たぶん", "bad_choice"),
    ("check_level", "", "missing_cell"),
    ("lat", "北", "bad_degrees"),
    ("url", "www.city", "bad_url"),
    ("postcode", "7801", "bad_postcode"),
    ("name", "#N/A", "cell_error"),
    ("hours", "いつでも", "bad_hours"),
    ("program_ids", "no_such", "unknown_program"),
    ("town", "どこにもない町", "unknown_area"),
]
GOOD = [
    ("phone", "088−834−2041", "088-834-2041"),
    ("checked_on", date(2026, 11, 24), "2026-11-24"),
    ("checked_on", "令和8年11月24日", "2026-11-24"),
    ("check_level", "公式", "official"),
    ("postcode", 7808016, "780-8016"),
    ("kana", "アイ", "あい"),
]


def uploaded(rows, *lines, complete=False):
    return preview(rows, "places", taken_in("places", sheet_of(as_xlsx(lines))), complete)


@pytest.mark.parametrize(("column", "typed", "kind"), BAD)
def test_a_bad_cell_is_told_with_its_place(rows, column, typed, kind):
    found = uploaded(rows, ["id", "nickname", column], [AI, "あい", typed])
    (problem,) = found.problems
    assert (problem.sheet, problem.row, problem.column) == ("一覧", 2, "C")
    assert problem.kind == kind and problem.label
    with pytest.raises(SheetError, match="has_problems"):
        as_drafts(found)


@pytest.mark.parametrize(("column", "typed", "cell"), GOOD)
def test_what_people_type_becomes_a_cell_of_the_knowledge(rows, places, column, typed, cell):
    found = uploaded(rows, ["id", "name", column], [AI, places[0]["name"], typed])
    assert found.problems == ()
    after = found.changed[0].cells if found.changed else places[0]
    assert after[column] == cell


def test_only_the_cells_that_differ_are_changes(rows, places):
    found = uploaded(rows, ["id", "name", "fee"], [AI, places[0]["name"], "100円"])
    (record,) = found.changed
    (change,) = record.changes
    assert (change.label, change.before, change.after) == ("費用", places[0]["fee"], "100円")
    assert record.cells == places[0] | {"fee": "100円"} and record.base == places[0]


def test_columns_and_rows_that_are_missing_stay_as_they_are(rows):
    assert uploaded(rows, ["id", "fee"], [AI, "100円"]).removed == ()


def test_with_the_whole_table_missing_rows_go(rows, places):
    lines = [[p["id"], p["name"]] for p in places[1:]]
    found = uploaded(rows, ["id", "name"], *lines, complete=True)
    assert [record.key for record in found.removed] == [AI]
    assert as_drafts(found)[0].cells is None


def test_a_city_sheet_without_ids_gives_the_same_ids_each_time(rows):
    head = ["施設名", "種類", "所在地", "確かさ", "カードの題", "出典URL"]
    line = ["新しい広場", "circle", "高知市本町1", "公式", "広場", "https://example.jp/"]
    first, second = (uploaded(rows, head, line).new[0] for _ in range(2))
    assert first.key == second.key != "" and first.base is None


def test_the_same_record_twice_is_told_with_the_other_row(rows):
    (problem,) = uploaded(rows, ["id", "fee"], [AI, "1円"], [AI, "2円"]).problems
    assert (problem.kind, problem.row, problem.values["row"]) == ("duplicate_row", 3, 2)


def test_a_sheet_that_names_no_record_is_refused(rows):
    with pytest.raises(SheetError, match="no_key_column"):
        uploaded(rows, ["電話", "費用"], ["088-834-2040", "無料"])


def test_a_record_that_others_lean_on_is_not_taken_away_unseen(rows):
    lines = [[r["id"], r["name"]] for r in rows.table("programs")[1:]]
    sheet = sheet_of(as_xlsx([["id", "name"], *lines]))
    found = preview(rows, "programs", taken_in("programs", sheet), complete=True)
    assert {p.kind for p in found.problems} >= {"unknown_program"}
    assert all(not p.sheet and p.values["file"] for p in found.problems)


def test_progress_is_told(rows, places):
    lines = [["id", "name"], *([p["id"], p["name"]] for p in places)]
    told = []
    upload = taken_in("places", sheet_of(as_csv(lines), "a.csv"))
    preview(rows, "places", upload, progress=lambda done, total: told.append((done, total)))
    assert told == [(len(places), len(places))]
