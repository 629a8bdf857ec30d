"""How long does the rehearsal of a release take, beside answering the same messages once?

.venv/bin/python -m bench.rehearsal [--messages 1000]
"""

import argparse
import time
from datetime import datetime

from bot.core.dialogue import Knowledge, respond
from bot.core.events import Event
from bot.core.hours import CITY_TIME
from bot.core.state import State
from bot.core.understanding import Understanding
from bot.services.knowledge.build import build_catalog
from bot.services.knowledge.files import read_folder
from bot.services.publishing.merge import Edit, merged
from bot.services.publishing.rehearsal import fixed_messages, rehearse
from bot.settings import ROOT


def main() -> None:
    """Rehearse one changed programme and one new phrase."""
    options = argparse.ArgumentParser()
    options.add_argument("--messages", type=int, default=1000)
    number = options.parse_args().messages
    now = datetime.now(CITY_TIME)
    rows = read_folder(ROOT / "knowledge")
    before, _ = build_catalog(rows)
    messages = fixed_messages(before, each=20)[:number]

    reader = Understanding(before)
    start = time.perf_counter()
    for text in messages:
        respond(Event("text", text=text), State(), Knowledge(before, reader.read), now)
    once = time.perf_counter() - start

    start = time.perf_counter()
    program = next(row.cells for row in rows.table("programs") if row["id"] == "sango_care")
    words = {"program_ids": "sango_care", "text": "お産のあと", "language": "ja", "writer": "new"}
    edits = [
        Edit("programs", "sango_care", program | {"short_name": "新しい題"}),
        Edit("phrases/staff", "", words),
    ]
    after, _ = build_catalog(merged(rows, edits))
    built = time.perf_counter() - start
    start = time.perf_counter()
    found = rehearse(before, after, messages, now)
    rehearsed = time.perf_counter() - start
    print(f"{len(messages)} messages, {len(found)} differences")
    print(f"answered once: {once:.1f} s")
    print(f"the other knowledge built: {built:.1f} s")
    print(f"rehearsed: {rehearsed:.1f} s, {rehearsed / once:.1f} times as long")


if __name__ == "__main__":
    main()
