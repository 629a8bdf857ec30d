"""The sentences of wording/<language>.csv, each able to be filled."""

from string import Formatter

from .desk import Desk
from .rows import Row

JAPANESE = "ja"

Wording = dict[str, dict[str, str]]


def read_wording(desk: Desk) -> tuple[Wording, dict[str, frozenset[str]]]:
    """language -> key -> sentence, and language -> keys that a person has read.

    A translation whose placeholders differ from the Japanese is left out: filling it would fail in
    the middle of an answer, and without it the Japanese sentence stands.
    """
    files = dict(desk.rows.folder("wording"))
    expected = {row["key"]: _placeholders(row["text"]) for row in files.get(JAPANESE, ())}
    wording: Wording = {}
    reviewed = {}
    for language, rows in files.items():
        good = _good(desk, rows, expected)
        wording[language] = {row["key"]: row["text"] for row in good}
        reviewed[language] = frozenset(row["key"] for row in good if row["reviewed_by"])
    return wording, reviewed


def _good(desk: Desk, rows: list[Row], expected: dict[str, frozenset[str] | None]) -> list[Row]:
    lines: dict[str, int] = {}
    good = []
    for row in rows:
        key, found = row["key"], _placeholders(row["text"])
        at = row.file, row.line, key
        if not key or not row["text"]:
            desk.note("missing_cell", *at, column="text" if key else "key")
        elif key in lines:
            desk.note("duplicate_id", *at, line=lines[key])
        elif found is None:
            desk.note("bad_sentence", *at)
        elif found != (wanted := expected.get(key, found)):
            desk.note("placeholders", *at, expected=_shown(wanted), found=_shown(found))
        else:
            good.append(row)
        lines.setdefault(key, row.line)
    return good


def _placeholders(text: str) -> frozenset[str] | None:
    """The names in braces, None when the braces do not close."""
    try:
        return frozenset(name for _, name, _, _ in Formatter().parse(text) if name is not None)
    except ValueError:
        return None


def _shown(names: frozenset[str] | None) -> str:
    return " ".join(sorted(names or ())) or "–"
