"""Files that nobody should open: real workbooks, spoilt one way each."""

import io
import zipfile
import zlib
from collections.abc import Callable

from openpyxl import Workbook

SHEET = "xl/worksheets/sheet1.xml"
MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
RELATION = '<Relationship Id="r9" Type="http://x/{kind}" Target="{to}" TargetMode="External"/>'


def plain(rows=(("id", "name"), ("a", "b"))) -> bytes:
    """A small workbook as Excel would save it."""
    book = Workbook()
    for row in rows:
        book.active.append(row)
    return saved(book)


def saved(book: Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def rewritten(change: Callable[[str, bytes], bytes] = lambda name, body: body, **more) -> bytes:
    """A plain workbook with its parts changed, and `more` parts ("/" written as "__")."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(plain())) as old, zipfile.ZipFile(out, "w", 8) as new:
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))
        for name, body in more.items():
            new.writestr(name.replace("__", "/"), body)
    return out.getvalue()


def with_rows(xml: str, dimension: str = "") -> bytes:
    """A workbook whose sheet is `xml` within its data."""
    sheet = f"<worksheet {MAIN}>{dimension}<sheetData>{xml}</sheetData></worksheet>"
    return rewritten(lambda name, body: sheet.encode() if name == SHEET else body)


def cell(at: str, text: str) -> str:
    return f'<c r="{at}" t="inlineStr"><is><t>{text}</t></is></c>'


def with_relation(kind: str, to: str) -> bytes:
    def change(name: str, body: bytes) -> bytes:
        if name != "xl/_rels/workbook.xml.rels":
            return body
        return body.replace(
            b"</Relationships>", RELATION.format(kind=kind, to=to).encode() + b"</Relationships>"
        )

    return rewritten(change)


def with_doctype(encoding: str = "utf-8") -> bytes:
    xml = (
        '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>'
        f"<worksheet {MAIN}><sheetData><row>{cell('A1', '&b;')}</row></sheetData></worksheet>"
    )
    head = f'<?xml version="1.0" encoding="{encoding}"?>'
    return rewritten(lambda name, body: (head + xml).encode(encoding) if name == SHEET else body)


def declared_bomb() -> bytes:
    """Says of itself that it becomes 220 MB."""
    return rewritten(xl__media__x=b"\0" * (220 << 20))


def lying_bomb() -> bytes:
    """Holds 30 MB in a part that says it has 100 bytes, with the checksum of those."""
    body = b"<a>" + b" " * (30 << 20)
    data = rewritten(xl__media__x=body)
    true = len(body).to_bytes(4, "little")
    false = (100).to_bytes(4, "little")
    data = data.replace(true, false)
    sums = zlib.crc32(body).to_bytes(4, "little"), zlib.crc32(body[:100]).to_bytes(4, "little")
    return data.replace(*sums)


def locked_part() -> bytes:
    """The parts claim to be encrypted."""
    data = bytearray(plain())
    for sign, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.find(sign)
        while at >= 0:
            data[at + offset] |= 1
            at = data.find(sign, at + 1)
    return bytes(data)


def twice() -> bytes:
    """Two sheets under one name: which one is checked, which one is read?"""
    out = io.BytesIO(plain())
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr(SHEET.upper(), b"<x/>")
    return out.getvalue()


def ole(word: str) -> bytes:
    """The container of the old Excel."""
    return bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600 + word.encode("utf-16-le")
