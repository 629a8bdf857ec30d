"""What a log may say of an exception: its kind and place, never the words that it carries."""

import traceback
from pathlib import Path


def place(error: BaseException) -> str:
    """KeyError at answers.py:42, the innermost line of this program.

    An exception's message may quote what somebody wrote, so it stays out.
    """
    frames = traceback.extract_tb(error.__traceback__)
    ours = [f for f in frames if f"{_PACKAGE}/" in f.filename] or frames
    at = f"{Path(ours[-1].filename).name}:{ours[-1].lineno}" if ours else "?"
    return f"{type(error).__name__} at {at}"


_PACKAGE = Path(__file__).resolve().parent.parent.as_posix()
