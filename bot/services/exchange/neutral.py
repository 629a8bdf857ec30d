"""Texts that a spreadsheet would take for a formula, made harmless in a way that can be undone."""

import re

# Also the full-width forms, which some programs turn into the plain ones.
_FORMULA = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]")


def neutral(text: str) -> str:
    """`text` with an apostrophe in front, when it would start a formula (or looks as if it had
    been made harmless before, so that `restored` gives the same text back)."""
    return "'" + text if _FORMULA.match(text) else text


def restored(text: str) -> str:
    """What `neutral` was given."""
    return text[1:] if text.startswith("'") and _FORMULA.match(text) else text
