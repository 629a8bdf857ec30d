"""Sheets go out and come back as they were."""

import io
from datetime import date, datetime, time

import pytest
from openpyxl import Workbook, load_workbook

from bot.services.exchange.preview import preview
from bot.services.exchange.sheets import SheetError, read_sheets, write_csv, write_workbook

from .hostile import saved
from .uploads import as_csv, as_xlsx, sheet_of, taken_in

FORMULAS = ["=1+1", "+81", "-1", "@SUM(A1)", "\t=1", "=1+1", "+81", "-1", "@x", "'=1", "''=x"]
TABLES = ("programs", "places", "hotlines", "departments", "areas", "offices", "coverage", "plan")
MORE = ("gaps", "phrases/w1", "wording/ja", "wording/vi", "lexicon/concepts", "lexicon/danger")


@pytest.mark.parametrize("table", [*TABLES, *MORE])
@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_a_table_comes_back_without_a_change(rows, table, kind):
    records = [row.cells for row in rows.table(table)]
    write = write_workbook if kind == "xlsx" else write_csv
    sheet = sheet_of(write(table, records), f"a.{kind}")
    found = preview(rows, table, taken_in(table, sheet), complete=True)
    assert records and found.unchanged == len(records)
    assert (found.records, found.problems) == ((), ())


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932", "utf-16"])
def test_a_csv_is_read_in_every_encoding_of_an_office(encoding):
    sheet = sheet_of(as_csv([["名称", "電話番号"], ["園①", "088"]], encoding), "施設.csv")
    assert sheet.name == "施設" and [row.values for row in sheet.rows][1] == ("園①", "088")


def test_a_csv_goes_out_with_the_mark_that_excel_looks_for():
    assert write_csv("places", []).startswith(b"\xef\xbb\xbf")


@pytest.mark.parametrize("text", FORMULAS)
def test_a_formula_is_made_harmless_and_comes_back(places, text):
    record = places[0] | {"staff_note": text}
    book = load_workbook(io.BytesIO(write_workbook("places", [record])))
    cells = [cell for row in book.worksheets[0].iter_rows() for cell in row]
    assert all(cell.data_type != "f" for cell in cells)
    assert "'" + text in [cell.value for cell in cells]
    for name, data in (
        ("a.xlsx", write_workbook("places", [record])),
        ("a.csv", write_csv("places", [record])),
    ):
        (line,) = taken_in("places", sheet_of(data, name))
        assert line.cells["staff_note"] == text


def test_an_empty_template_has_the_headings_and_no_row():
    sheet = sheet_of(write_workbook("places", []))
    assert "電話" in sheet.rows[1].values and taken_in("places", sheet) == []


def test_dates_and_times_of_excel_are_written_out():
    half_past = datetime.fromisoformat("2026-11-23T09:30")
    typed = [date(2026, 11, 23), half_past, time(9, 5), True, 12.0, 0.5]
    row = sheet_of(as_xlsx([typed])).rows[0]
    assert row.values == ("2026-11-23", "2026-11-23 09:30", "09:05", "TRUE", "12", "0.5")
    assert row.typed[0] == "date" and row.typed[4] == "number"


def test_leading_zeros_that_excel_only_shows_come_back():
    book = Workbook()
    book.active.append(["name", 887])
    book.active["B1"].number_format = "0000"
    assert sheet_of(saved(book)).rows[0].values == ("name", "0887")


def test_hidden_sheets_are_read_and_marked():
    book = Workbook()
    book.active.append(["id", "name"])
    hidden = book.create_sheet("古い")
    hidden.append(["x"])
    hidden.sheet_state = "veryHidden"
    assert [(s.name, s.hidden) for s in read_sheets(saved(book), "a.xlsx")][1] == ("古い", True)


def test_merged_cells_count_once():
    book = Workbook()
    for row in (["令和8年度 施設一覧", None], ["名称", "電話"], ["あい", "088-834-2040"]):
        book.active.append(row)
    book.active.merge_cells("A1:B1")
    assert [row.values for row in sheet_of(saved(book)).rows][0] == ("令和8年度 施設一覧",)


def test_rows_keep_their_numbers_over_gaps():
    book = Workbook()
    book.active["A1"], book.active["A9"] = "id", "x"
    assert [row.number for row in sheet_of(saved(book)).rows] == [1, 9]
    assert [row.number for row in sheet_of(b"id\n\n\n\nx\n", "a.csv").rows] == [1, 5]


def test_the_limit_of_rows_is_for_all_sheets_together():
    rows = b"a\n" * 100_000
    assert len(sheet_of(rows, "a.csv").rows) == 100_000
    with pytest.raises(SheetError, match="too_many_rows"):
        read_sheets(rows + b"a\n", "a.csv")


def test_ten_megabytes_are_read_and_a_byte_more_is_not():
    line = b"x" * 1000 + b"\n"
    data = line * (10 * 1024 * 1024 // len(line))
    data += b"y" * (10 * 1024 * 1024 - len(data))
    assert sheet_of(data, "a.csv")
    with pytest.raises(SheetError, match="file_too_large"):
        read_sheets(data + b"y", "a.csv")
