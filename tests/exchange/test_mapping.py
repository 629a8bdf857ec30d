"""Which column of a city's own sheet is which of ours."""

import pytest

from bot.services.exchange.mapping import Mappings, find_header, guess, signature
from bot.services.exchange.sheets import SheetError
from bot.store.store import Store

from .uploads import as_csv, as_xlsx, sheet_of, taken_in

HEAD = ["施設名", "フリガナ", "所在地", "電話番号", "備考"]


@pytest.fixture
def mappings(tmp_path):
    store = Store(tmp_path / "bot.sqlite", "k")
    yield Mappings(store.database)
    store.close()


def test_the_heading_is_found_below_a_title():
    sheet = sheet_of(as_xlsx([["令和8年度 子育て施設"], [], HEAD, ["あい", "アイ"]]))
    header = find_header(sheet, "places")
    assert header.texts == tuple(HEAD) and sheet.rows[header.last].number == 3


def test_usual_headings_are_guessed_whatever_their_width():
    found = guess("places", ["施設名 ", "フリガナ", "所在地", "電話番号", "*備考"])
    assert found == ("name", "kana", "address", "phone", "good_to_know")


def test_two_headings_never_become_one_column():
    assert guess("places", ["電話", "TEL", "何か"]) == ("phone", "", "")


def test_names_over_labels_are_one_heading():
    sheet = sheet_of(as_csv([["id", "phone"], ["ID", "電話"], ["a", "088"]]), "a.csv")
    assert find_header(sheet, "places").last == 1
    assert [line.row for line in taken_in("places", sheet)] == [3]


def test_what_a_person_chose_is_remembered_for_that_heading_alone(mappings):
    chosen = ("name", "", "address", "phone", "staff_note")
    assert mappings.columns("places", HEAD) == (guess("places", HEAD), False)
    mappings.remember("places", HEAD, chosen, "hamada", 1.0)
    assert mappings.columns("places", ["施設名 ", *HEAD[1:]]) == (chosen, True)
    assert mappings.columns("places", HEAD[:4])[1] is False
    assert mappings.columns("programs", HEAD)[1] is False


def test_a_later_choice_takes_the_place_of_an_earlier_one(mappings):
    for column in ("staff_note", "good_to_know"):
        mappings.remember("places", ["備考"], (column,), "hamada", 1.0)
    assert mappings.columns("places", ["備考"]) == (("good_to_know",), True)


def test_other_headings_have_other_signatures():
    assert signature(["a", "b"]) == signature(["A", " b "]) != signature(["ab"])


def test_a_text_right_of_the_headings_is_kept_in_sight():
    sheet = sheet_of(as_csv([["施設名", "電話"], ["あい", "088", "", "だれの?"]]), "a.csv")
    assert taken_in("places", sheet)[0].beyond == "だれの?"


def test_a_sheet_without_rows_has_no_heading():
    with pytest.raises(SheetError, match="empty_file"):
        sheet_of(as_csv([[""]]), "a.csv")
