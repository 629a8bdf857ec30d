"""Look at an uploaded file before anything opens it."""

import io
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import PurePath

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import ParseError, fromstring

from .errors import SheetError

MAX_BYTES = 10 * 1024 * 1024
MAX_UNPACKED = 200 * 1024 * 1024
MAX_PARTS = 500
CHUNK = 1 << 16

_ZIP, _OLE = b"PK", bytes.fromhex("d0cf11e0a1b11ae1")
_NOT_TEXT = (_ZIP, _OLE, b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"\x1f\x8b", b"7z\xbc\xaf", b"Rar!")
_NAMES = {"xlsm": "macros", "xltm": "macros", "xlam": "macros", "xls": "old_excel"}
_REFUSED = (
    ("macros", ("vbaproject", "macrosheets/", "vbadata", "activex/")),
    ("external_links", ("externallinks/",)),
    ("embedded", ("embeddings/",)),
)
_DECLARATIONS = tuple(
    word.encode(encoding)
    for word in ("<!DOCTYPE", "<!ENTITY")
    for encoding in ("utf-8", "utf-16-le", "utf-16-be")
)
_OVERLAP = max(map(len, _DECLARATIONS))


def checked(data: bytes, filename: str) -> str:
    """ "xlsx" or "csv", when `data` is what the name says and harmless. SheetError when not."""
    if not data:
        raise SheetError("empty_file")
    if len(data) > MAX_BYTES:
        raise SheetError("file_too_large", limit=MAX_BYTES >> 20)
    extension = PurePath(filename).suffix.lower().lstrip(".")
    if extension in _NAMES:
        raise SheetError(_NAMES[extension])
    if extension == "xlsx":
        _check_workbook(data)
    elif extension != "csv":
        raise SheetError("wrong_extension", extension=extension)
    elif data.startswith(_NOT_TEXT):
        raise SheetError("not_what_it_says", extension=extension)
    return extension


def _check_workbook(data: bytes) -> None:
    if data.startswith(_OLE):
        # Excel puts a workbook with a password into the container of the old format.
        locked = "EncryptedPackage".encode("utf-16-le") in data
        raise SheetError("encrypted" if locked else "old_excel")
    if not data.startswith(_ZIP):
        raise SheetError("not_what_it_says", extension="xlsx")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _check_parts(archive.infolist())
            for part in archive.infolist():
                _check_part(data, part)
            _check_relations(archive)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, ParseError, ValueError) as error:
        raise SheetError("broken_file") from error
    except DefusedXmlException as error:
        raise SheetError("entities") from error


def _check_parts(parts: list[zipfile.ZipInfo]) -> None:
    """By what the file says of itself; nothing is unpacked yet."""
    names = [part.filename.lower() for part in parts]
    if len(parts) > MAX_PARTS:
        raise SheetError("too_many_parts", limit=MAX_PARTS)
    if sum(part.file_size for part in parts) > MAX_UNPACKED:
        raise SheetError("zip_bomb", limit=MAX_UNPACKED >> 20)
    if any(part.flag_bits & 1 for part in parts):
        raise SheetError("encrypted")
    for kind, signs in _REFUSED:
        if any(sign in name for name in names for sign in signs):
            raise SheetError(kind)
    if len(set(names)) < len(names):
        raise SheetError("broken_file")
    if not {"[content_types].xml", "xl/workbook.xml"} <= set(names):
        raise SheetError("not_what_it_says", extension="xlsx")


def _check_part(data: bytes, part: zipfile.ZipInfo) -> None:
    """Unpack a part piece by piece: it must be as large as it says, and declare no entities."""
    size, tail, checksum = 0, b"", 0
    for chunk in _unpacked(data, part):
        size += len(chunk)
        if size > part.file_size:
            raise SheetError("zip_bomb", limit=MAX_UNPACKED >> 20)
        checksum = zlib.crc32(chunk, checksum)
        seen = tail + chunk
        if any(word in seen for word in _DECLARATIONS):
            raise SheetError("entities")
        tail = seen[-_OVERLAP:]
    if size != part.file_size or checksum != part.CRC:
        raise SheetError("broken_file")


def _unpacked(data: bytes, part: zipfile.ZipInfo) -> Iterator[bytes]:
    """The whole of a part. zipfile itself stops at the size that the file declares."""
    at = part.header_offset
    head = data[at : at + 30]
    start = at + 30 + int.from_bytes(head[26:28], "little") + int.from_bytes(head[28:30], "little")
    packed = data[start : start + part.compress_size]
    if part.compress_type == zipfile.ZIP_STORED:
        yield packed
    elif part.compress_type == zipfile.ZIP_DEFLATED:
        unpack = zlib.decompressobj(-zlib.MAX_WBITS)
        while packed and not unpack.eof:
            yield unpack.decompress(packed, CHUNK)
            packed = unpack.unconsumed_tail
        yield unpack.flush()
    else:
        raise SheetError("broken_file")


def _check_relations(archive: zipfile.ZipFile) -> None:
    """Nothing but the links that people click may point out of the file."""
    for name in archive.namelist():
        if name.lower() == "[content_types].xml" and b"macroEnabled" in archive.read(name):
            raise SheetError("macros")
        if not name.lower().endswith(".rels"):
            continue
        for relation in fromstring(archive.read(name)):
            outside = relation.get("TargetMode", "").lower() == "external"
            if outside and not relation.get("Type", "").endswith("/hyperlink"):
                raise SheetError("external_links")
