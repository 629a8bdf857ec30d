"""Ask the bot from a terminal."""

import argparse
import json
import sys
from collections.abc import Iterable, Iterator
from datetime import datetime

from ..settings import Settings

PROGRESS_FROM = 50  # messages; fewer are over before a progress line could be read


def add(commands: "argparse._SubParsersAction") -> None:
    """Add the commands of this file to `commands`."""
    ask = commands.add_parser("ask", help="one answer, or one a line with --jsonl")
    ask.add_argument("text", nargs="?", help="the message")
    ask.add_argument("--json", action="store_true", help="the answer as one JSON object")
    ask.add_argument(
        "--jsonl", action="store_true", help="JSON Lines in (id, text, lat, lon) and out"
    )
    ask.add_argument("--now", type=_city_time, help="the clock, city time: 2026-11-24T10:00")
    ask.add_argument("--why", action="store_true", help="what matched and what was not understood")
    ask.add_argument("--release", action="store_true", help="from the release in force")
    ask.set_defaults(run=_ask)


def _city_time(text: str) -> datetime:
    from ..core.hours import CITY_TIME

    try:
        given = datetime.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError("a time such as 2026-11-24T10:00 is expected") from None
    return given.replace(tzinfo=CITY_TIME) if given.tzinfo is None else given.astimezone(CITY_TIME)


def _ask(arguments: argparse.Namespace, settings: Settings) -> int:
    from ..asking import Asker

    asker = Asker(settings, arguments.now, arguments.release)
    if arguments.jsonl:
        for line in _with_progress(sys.stdin):
            print(asker.answer_line(line), flush=False)
        return 0
    if not arguments.text:
        print('ask needs a message: python -m bot ask "TEXT"', file=sys.stderr)
        return 2
    answer = asker.answer({"id": "1", "text": arguments.text})
    print(json.dumps(answer, ensure_ascii=False) if arguments.json else asker.shown(answer))
    if arguments.why:
        print(asker.why(arguments.text))
    return 0


def _with_progress(lines: Iterable[str]) -> Iterator[str]:
    """Pass lines on; count them on standard error when a person watches and waits."""
    watched = sys.stderr.isatty()
    number = 0
    for number, line in enumerate(lines, 1):
        yield line
        if watched and number >= PROGRESS_FROM and number % 10 == 0:
            print(f"\r{number} messages answered", end="", file=sys.stderr)
    if watched and number >= PROGRESS_FROM:
        print(f"\r{number} messages answered", file=sys.stderr)
