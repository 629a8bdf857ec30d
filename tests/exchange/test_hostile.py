"""What is refused, by kind, and that each kind has its sentence."""

import ast
import json
import re
from pathlib import Path

import pytest

from bot.services.exchange import guard
from bot.services.exchange.sheets import SheetError, read_sheets

from . import hostile

ROOT = Path(__file__).resolve().parents[2]
WORDS = json.loads((ROOT / "bot/web/words/exchange.json").read_text(encoding="utf-8"))
LONG = "x" * 40_000
FAR = "<row r='1'>" + hostile.cell("XFD1", "far") + "</row>"
UNSAID = '<row><c r="A1"><f>1+1</f></c></row>'

BAD = [
    ("empty_file", "a.xlsx", b""),
    ("empty_file", "a.csv", b""),
    ("empty_file", "a.csv", b"\xef\xbb\xbf"),
    ("empty_file", "a.csv", b",,\n,,\n"),
    ("empty_file", "a.xlsx", hostile.plain(rows=())),
    ("file_too_large", "a.csv", b"a,b\n" * (3 << 20)),
    ("wrong_extension", "a.pdf", b"%PDF-1.7"),
    ("wrong_extension", "a", b"a,b"),
    ("wrong_extension", "a.csv.exe", b"a,b"),
    ("macros", "a.xlsm", hostile.plain()),
    ("macros", "a.xlsx", hostile.rewritten(xl__vbaProject_bin=b"x", xl__vbaProject=b"x")),
    ("macros", "a.xlsx", hostile.rewritten(xl__macrosheets__sheet1=b"x")),
    (
        "macros",
        "a.xlsx",
        hostile.rewritten(
            lambda n, b: b.replace(b"spreadsheetml.sheet.main", b"macroEnabled.main")
        ),
    ),
    ("old_excel", "a.xls", hostile.ole("Workbook")),
    ("old_excel", "a.xlsx", hostile.ole("Workbook")),
    ("encrypted", "a.xlsx", hostile.ole("EncryptedPackage")),
    ("encrypted", "a.xlsx", hostile.locked_part()),
    ("not_what_it_says", "a.csv", hostile.plain()),
    ("not_what_it_says", "a.csv", b"%PDF-1.7 not a table"),
    ("not_what_it_says", "a.xlsx", b"id,name\na,b\n"),
    ("not_what_it_says", "a.xlsx", b"PK\x05\x06" + b"\0" * 18),
    ("broken_file", "a.xlsx", hostile.plain()[:-200]),
    ("broken_file", "a.xlsx", hostile.plain().replace(b"sheet1", b"sheetX", 1)),
    ("broken_file", "a.xlsx", hostile.twice()),
    ("broken_file", "a.xlsx", hostile.with_rows("<row><c r='A1' t='s'><v>999</v></c></row>")),
    ("broken_file", "a.xlsx", hostile.with_rows("<row><c r='A1'><v>no number</v></c></row>")),
    ("broken_file", "a.xlsx", hostile.with_rows("<row>")),
    ("zip_bomb", "a.xlsx", hostile.declared_bomb()),
    ("zip_bomb", "a.xlsx", hostile.lying_bomb()),
    ("too_many_parts", "a.xlsx", hostile.rewritten(**{f"xl__media__{n}": b"" for n in range(501)})),
    ("entities", "a.xlsx", hostile.with_doctype()),
    ("entities", "a.xlsx", hostile.with_doctype("utf-16")),
    ("broken_file", "a.xlsx", hostile.with_doctype("cp037")),  # no XML reader takes this for XML
    ("external_links", "a.xlsx", hostile.rewritten(xl__externalLinks__externalLink1=b"x")),
    ("external_links", "a.xlsx", hostile.with_relation("attachedTemplate", "http://bad.example/x")),
    ("embedded", "a.xlsx", hostile.rewritten(xl__embeddings__oleObject1=b"x")),
    ("too_many_columns", "a.xlsx", hostile.with_rows(FAR)),
    ("too_many_columns", "a.csv", b"a" + b",a" * 300),
    ("too_many_rows", "a.csv", b"a\n" * 100_001),
    ("cell_too_long", "a.csv", b"id\n" + b"x" * 3_000_000),
    ("cell_too_long", "a.csv", f"id\n{LONG}".encode()),
    ("cell_too_long", "a.xlsx", hostile.with_rows(f"<row>{hostile.cell('A1', LONG)}</row>")),
    ("nul", "a.csv", b"id,name\na,\0b\n"),
    ("encoding", "a.csv", "id,name\na,い".encode("euc-jp")),
    ("encoding", "a.csv", "id,name\na,".encode("cp932") + b"\xff\xa0"),
    ("encoding", "a.csv", b"\xff\xfea"),
    ("broken_csv", "a.csv", b'id,name\na,"never closed\nb,c\n'),
    ("broken_csv", "a.csv", b'id,name\na,"b"c\n'),
]


@pytest.mark.parametrize(("kind", "name", "data"), BAD, ids=range(len(BAD)))
def test_a_bad_file_is_refused_by_name(kind, name, data):
    with pytest.raises(SheetError) as refused:
        read_sheets(data, name)
    assert refused.value.kind == kind
    assert WORDS[kind].format(**refused.value.values)


def test_a_bomb_is_refused_before_anything_is_unpacked(monkeypatch):
    monkeypatch.setattr(guard, "_unpacked", None)
    with pytest.raises(SheetError, match="zip_bomb"):
        read_sheets(hostile.declared_bomb(), "a.xlsx")


def test_a_false_dimension_hides_no_row():
    rows = "".join(f"<row r='{n}'>{hostile.cell(f'A{n}', str(n))}</row>" for n in range(1, 501))
    data = hostile.with_rows(rows, '<dimension ref="A1:A2"/>')
    assert len(read_sheets(data, "a.xlsx")[0].rows) == 500


def test_a_lone_row_at_the_bottom_costs_nothing():
    xml = (
        f"<row r='1'>{hostile.cell('A1', 'x')}</row><row r='1048576'><c r='A1048576' s='0'/></row>"
    )
    assert [row.number for row in read_sheets(hostile.with_rows(xml), "a.xlsx")[0].rows] == [1]


def test_a_link_that_people_click_is_no_danger():
    assert read_sheets(hostile.with_relation("hyperlink", "https://example.jp/"), "a.xlsx")


def test_a_formula_without_its_value_is_not_taken_for_empty():
    (sheet,) = read_sheets(hostile.with_rows(UNSAID), "a.xlsx")
    assert sheet.rows[0].typed == {0: "formula"}


def test_every_refusal_has_a_sentence():
    kinds = set()
    for path in (ROOT / "bot/services/exchange").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "SheetError":
                kinds |= set(re.findall(r"'(\w+)'", ast.unparse(node.args[0])))
    assert kinds and kinds <= set(WORDS)
