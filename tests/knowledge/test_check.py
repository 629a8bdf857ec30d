"""Every error and every warning, provoked one by one on a copy of the shipped files."""

from datetime import date

import pytest

from bot.services.knowledge.check import check
from bot.services.knowledge.files import build_catalog, read_folder

from .folder import SHIPPED, drop, edit, repeat, sentence, write

TODAY = date(2026, 11, 25)


def found(folder, kind, record_id=""):
    return [p for p in check(folder, TODAY) if p.kind == kind and record_id in ("", p.record_id)]


BAD_CELLS = [
    ("programs.csv", "sango_care", {"name": ""}, "missing_cell"),
    ("programs.csv", "sango_care", {"plain": ""}, "missing_cell"),
    ("programs.csv", "sango_care", {"check_level": ""}, "missing_cell"),
    ("programs.csv", "sango_care", {"check_level": "たぶん"}, "bad_value"),
    ("programs.csv", "sango_care", {"ways": "at_home;by_boat"}, "bad_value"),
    ("programs.csv", "sango_care", {"topic_only": "maybe"}, "bad_value"),
    ("programs.csv", "sango_care", {"age_max_months": "1歳"}, "bad_number"),
    ("programs.csv", "sango_care", {"age_min_months": "-1"}, "bad_number"),
    ("programs.csv", "sango_care", {"phone": "088-12"}, "bad_phone"),
    ("programs.csv", "sango_care", {"phone": "088-855-7795 / 电话"}, "bad_phone"),
    ("programs.csv", "sango_care", {"phone": "088-855-7795(母子保健課"}, "bad_phone"),
    ("programs.csv", "sango_care", {"contact_department": "dp-nobody"}, "unknown_department"),
    ("programs.csv", "sango_care", {"owner_department": "dp-nobody"}, "unknown_department"),
    ("places.csv", "sc-ai", {"owner_department": "母子保健課"}, "unknown_department"),
    ("hotlines.csv", "em-8000", {"owner_department": "dp-nobody"}, "unknown_department"),
    ("programs.csv", "sango_care", {"source_url": "city.kochi.kochi.jp"}, "bad_url"),
    ("programs.csv", "sango_care", {"line_url": "@778asdia"}, "bad_url"),
    ("programs.csv", "sango_care", {"source_url": ""}, "fact_without_source"),
    ("programs.csv", "sango_care", {"checked_on": "2026-02-30"}, "bad_date"),
    ("programs.csv", "sango_care", {"source_date": "令和7年"}, "bad_date"),
    ("places.csv", "sc-ai", {"hours": "月~金 9時から"}, "bad_hours"),
    ("places.csv", "sc-ai", {"program_ids": "no_such"}, "unknown_program"),
    ("places.csv", "sc-ai", {"town": "銀座"}, "unknown_area"),
    ("places.csv", "sc-ai", {"lat": "35.68", "lon": "139.76"}, "bad_position"),
    ("places.csv", "sc-ai", {"lat": "133.54", "lon": "33.55"}, "bad_position"),
    ("places.csv", "sc-ai", {"lat": "33.55"}, "missing_cell"),
    ("places.csv", "sc-ai", {"lat": "北", "lon": "133.5"}, "bad_number"),
    ("places.csv", "sc-ai", {"phone_kind": "fax"}, "bad_value"),
    ("departments.csv", "dp-boshi", {"phone": "7795"}, "bad_phone"),
    ("departments.csv", "dp-boshi", {"source_url": ""}, "fact_without_source"),
    ("hotlines.csv", "b-hl-012", {"serves": "boredom"}, "bad_value"),
    ("hotlines.csv", "b-hl-012", {"rank": "first"}, "bad_number"),
    ("hotlines.csv", "b-hl-012", {"phone": ""}, "missing_cell"),
    ("areas.csv", "百石町一丁目", {"lat": "43.06", "lon": "141.35"}, "bad_position"),
    ("areas.csv", "高知駅", {"position_of": "東京駅"}, "unknown_area"),
    ("areas.csv", "高知駅", {"kind": "station"}, "bad_value"),
    ("coverage.csv", "support_center", {"exist": "約16"}, "bad_number"),
    ("coverage.csv", "support_center", {"ask": "dp-nobody"}, "unknown_department"),
    ("coverage.csv", "support_center", {"text": "{phone:nobody} へ"}, "unknown_contact"),
    ("plan.csv", "1", {"program_id": "no_such"}, "unknown_program"),
    ("plan.csv", "1", {"departments": "保育幼稚園課"}, "unknown_department"),
    ("offices.csv", "gomi", {"answer": ""}, "missing_cell"),
]


@pytest.mark.parametrize(("file", "record_id", "cells", "kind"), BAD_CELLS)
def test_a_bad_cell_is_an_error_with_its_place(folder, file, record_id, cells, kind):
    line = edit(folder / file, record_id, **cells)
    problems = [p for p in found(folder, kind) if (p.file, p.line) == (file, line)]
    assert problems
    assert all(p.level == "error" and p.text for p in problems)


BROKEN_LINES = [
    ("programs.csv", "only,three,cells", "broken_row"),
    ("places.csv", "," * 60 + "x", "broken_row"),
    ("hotlines.csv", '"never closed', "broken_row"),
]


@pytest.mark.parametrize(("file", "line", "kind"), BROKEN_LINES)
def test_a_broken_line_is_left_out_and_the_rest_loads(folder, file, line, kind):
    with (folder / file).open("a", encoding="utf-8") as text:
        text.write(line + "\n")
    assert [p.file for p in found(folder, kind)] == [file]
    catalog, _ = build_catalog(read_folder(folder))
    assert len(catalog.programs) == 71 and len(catalog.hotlines) == 20


def test_a_broken_record_is_reported_once_and_drags_nothing_along(folder):
    edit(folder / "programs.csv", "sango_care", phone="088-12")
    edit(folder / "departments.csv", "dp-kyufu", phone="088-12")
    catalog, problems = build_catalog(read_folder(folder))
    assert sorted(p.record_id for p in problems) == ["dp-kyufu", "sango_care"]
    assert len(catalog.programs) == 70 and len(catalog.departments) == 11
    assert "pn-kochi" in catalog.places and "sango_care" not in catalog.places_of
    assert not [p for p in catalog.phrases if "sango_care" in p.program_ids]
    assert catalog.programs["jido_teate"].contact_department == ""
    assert catalog.city.fallback_departments.keys() & {"ひとり親"} == set()


@pytest.mark.parametrize(
    ("file", "record_id"),
    [("programs.csv", "famisapo"), ("places.csv", "sc-ai"), ("departments.csv", "dp-boshi")],
)
def test_a_duplicate_id_names_the_first_line(folder, file, record_id):
    repeat(folder / file, record_id, name="べつの名前")
    (problem,) = found(folder, "duplicate_id", record_id)
    assert problem.level == "error" and problem.line > 2
    catalog, _ = build_catalog(read_folder(folder))
    shelf = {**catalog.programs, **catalog.places, **catalog.departments}
    assert shelf[record_id].name != "べつの名前"


def test_a_hotline_may_not_take_the_id_of_a_place(folder):
    repeat(folder / "hotlines.csv", "b-hl-012", id="sc-ai")
    assert found(folder, "duplicate_id", "sc-ai")


@pytest.mark.parametrize(
    ("record_id", "number"),
    [
        ("b-hl-002", "119"),
        ("b-hl-001", "110"),
        ("b-hl-003", "189"),
        ("em-8000", "#8000"),
        ("b-hl-006", "#7119"),
        ("b-hl-007", "#8008"),
        ("b-hl-010", "0120-279-338"),
    ],
)
def test_a_required_hotline_is_missed(folder, record_id, number):
    drop(folder / "hotlines.csv", record_id)
    (problem,) = found(folder, "hotline_missing")
    assert number in problem.text and problem.level == "error"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Hello", "placeholders"),
        ("Hello {nom}", "placeholders"),
        ("Hello {name", "bad_sentence"),
        ("", "missing_cell"),
    ],
)
def test_a_translation_that_cannot_be_filled_is_left_out(folder, text, kind):
    write(folder / "wording" / "en.csv", [sentence("hello", text)])
    assert [p.level for p in found(folder, kind, "hello")] == ["error"]
    catalog, _ = build_catalog(read_folder(folder))
    assert catalog.say("hello", "en", name="A") == "こんにちは、Aです"


def test_a_phrase_for_nothing_known_is_an_error(folder):
    write(folder / "phrases" / "more.csv", [{"program_ids": "no_such", "text": "眠い"}])
    (problem,) = found(folder, "unknown_program")
    assert (problem.file, problem.line) == ("phrases/more.csv", 2)


@pytest.mark.parametrize("toml", ["name = ", 'name = "高知市"', ""])
def test_a_broken_city_is_an_error_not_a_crash(folder, toml):
    (folder / "city.toml").write_text(toml, encoding="utf-8")
    assert [p.file for p in found(folder, "city_broken")] == ["city.toml"]


@pytest.mark.parametrize(
    ("old", "new", "kind"),
    [
        ('"dp-boshi"', '"dp-nobody"', "unknown_department"),
        ('"hoocchoken"', '"no_such"', "unknown_program"),
        ("088-822-8111", "088-822", "bad_phone"),
        ("Mo-Fr 09:00", "平日 9時", "bad_hours"),
    ],
)
def test_the_city_may_only_name_what_is_there(folder, old, new, kind):
    path = folder / "city.toml"
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    assert found(folder, kind)[0].file == "city.toml"


@pytest.mark.parametrize("table", ["programs", "places", "departments", "hotlines", "areas"])
def test_a_missing_file_is_an_error(folder, table):
    (folder / f"{table}.csv").unlink()
    assert f"{table}.csv" in [p.file for p in found(folder, "file_missing")]


WARNINGS = [
    ("programs.csv", "sango_care", {"source_date": ""}, "no_source_date"),
    ("programs.csv", "jido_teate", {"expires_on": "2026-11-24"}, "expired"),
    ("programs.csv", "jido_teate", {"check_level": "unconfirmed"}, "unconfirmed"),
    ("programs.csv", "jido_teate", {"phone": ""}, "no_contact"),
    ("departments.csv", "dp-hattatsu", {"phone": ""}, "no_contact"),
    ("places.csv", "sc-ai", {"phone": ""}, "no_contact"),
    ("places.csv", "sc-ai", {"hours": ""}, "no_hours"),
    ("places.csv", "sc-ai", {"town": ""}, "no_position"),
    ("hotlines.csv", "b-hl-010", {"hours": ""}, "no_hours"),
    ("programs.csv", "gakudo", {}, "bare_topic"),
]


@pytest.mark.parametrize(("file", "record_id", "cells", "kind"), WARNINGS)
def test_what_is_missing_is_a_warning(folder, file, record_id, cells, kind):
    line = edit(folder / file, record_id, **cells)
    (problem,) = found(folder, kind, record_id)
    assert (problem.level, problem.file, problem.line) == ("warning", file, line)


def test_fewer_than_eight_phrases_are_a_warning(folder):
    assert not found(folder, "few_phrases")
    write(folder / "phrases" / "made.csv", [{"program_ids": "famisapo", "text": "預けたい"}])
    assert "1" in found(folder, "few_phrases", "famisapo")[0].text
    assert len(found(folder, "few_phrases")) == 71


def test_the_last_day_is_not_expired(folder):
    edit(folder / "programs.csv", "jido_teate", expires_on="2026-11-25")
    assert not found(folder, "expired", "jido_teate")


def test_excel_in_japan_is_read_with_a_warning(folder):
    path = folder / "offices.csv"
    path.write_bytes(path.read_text(encoding="utf-8-sig").encode("cp932"))
    assert [p.level for p in found(folder, "shift_jis")] == ["warning"]
    catalog, problems = build_catalog(read_folder(folder))
    assert [p for p in problems if p.level == "error"] == [] and len(catalog.offices) > 20


@pytest.mark.parametrize("data", [b"id,name\n\x81\x20", b"\xff\xfei\x00d\x00\x81"])
def test_a_file_that_is_no_text_is_an_error(folder, data):
    (folder / "offices.csv").write_bytes(data)
    assert [p.file for p in found(folder, "file_unreadable")] == ["offices.csv"]


def test_dates_and_empty_columns_as_excel_writes_them(folder):
    edit(folder / "places.csv", "sc-ai", source_date="2025/1/9")
    path = folder / "places.csv"
    text = path.read_text(encoding="utf-8-sig").replace("\n", ",,\n").replace("\n", "\r\n")
    path.write_text(text + ",,,\r\n", encoding="utf-8-sig", newline="")
    catalog, problems = build_catalog(read_folder(folder))
    assert problems == []
    assert catalog.places["sc-ai"].source.published == date(2025, 1, 9)


def test_errors_come_first_and_read_well(folder):
    line = edit(folder / "places.csv", "sc-koara", phone="088")
    first = check(folder, TODAY)[0]
    assert str(first).startswith(f"error: places.csv:{line}: sc-koara: ")


def test_the_shipped_knowledge_has_no_error():
    assert [str(p) for p in check(SHIPPED, TODAY) if p.level == "error"] == []


def test_a_wrong_owner_hides_nothing_from_parents(folder):
    edit(folder / "hotlines.csv", "em-8000", owner_department="dp-nobody")
    catalog, problems = build_catalog(read_folder(folder))
    assert "em-8000" in catalog.hotlines and [p.record_id for p in problems] == ["em-8000"]
