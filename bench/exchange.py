"""How long a sheet of 10,000 rows takes: reading, preview, drafts; beside csv reading it alone.

.venv/bin/python bench/exchange.py [--rows 10000]
"""

import argparse
import csv
import io
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from bot.app import open_releases, open_store  # noqa: E402
from bot.core.account import Account  # noqa: E402
from bot.services.exchange.mapping import find_header, guess, incoming  # noqa: E402
from bot.services.exchange.preview import as_drafts, preview  # noqa: E402
from bot.services.exchange.sheets import read_sheets, write_csv, write_workbook  # noqa: E402
from bot.services.publishing import Publishing  # noqa: E402
from bot.settings import Settings  # noqa: E402

EDITOR = Account(1, "bench", "bench", "editor")


def main() -> None:
    """Print a line for each step and each form of the sheet."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=10_000)
    number = parser.parse_args().rows
    for form, write in (("csv", write_csv), ("xlsx", write_workbook)):
        with tempfile.TemporaryDirectory() as folder:
            settings = Settings.load({"DATABASE_URL": f"{folder}/bot.sqlite"})
            store = open_store(settings)
            publishing = Publishing(store, open_releases(settings, store))
            _measure(form, write, publishing, number)
            store.close()
    print(f"most memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10} MB")


def _measure(form: str, write: Callable, publishing: Publishing, number: int) -> None:
    rows = publishing.rows()
    first = next(row.cells for row in rows.table("places") if row["hours"])
    first = first | {"staff_note": ""}  # ten thousand of them would be above the largest file
    made = [first | {"id": f"bench-{n}", "name": f"{first['name']} {n}"} for n in range(number)]
    data = _timed(form, "write", lambda: write("places", made))
    if form == "csv":
        text = data.decode("utf-8-sig")
        _timed(form, "csv.reader alone", lambda: list(csv.reader(io.StringIO(text))))
    (sheet, *_) = _timed(form, "read", lambda: read_sheets(data, f"a.{form}"))
    header = find_header(sheet, "places")
    lines = incoming(sheet, header, guess("places", header.texts))
    plan = _timed(form, "preview", lambda: preview(rows, "places", lines))
    assert len(plan.new) == number and not plan.problems, plan.problems[:3]
    drafts = as_drafts(plan)
    saved = _timed(form, "drafts", lambda: publishing.save_many(EDITOR, drafts, "import"))
    assert saved == number


def _timed(form: str, step: str, work: Callable[[], Any]) -> Any:
    began = time.perf_counter()
    result = work()
    print(f"{form:5} {step:17} {time.perf_counter() - began:7.2f} s", flush=True)
    return result


if __name__ == "__main__":
    main()
