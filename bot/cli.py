"""The command line: ask, check the knowledge, put up a notice, pause."""

import argparse
import json
import os
import sys
from collections.abc import Iterable, Iterator
from datetime import datetime

from .settings import Settings, SettingsError

PROGRESS_FROM = 50  # messages; fewer are over before a progress line could be read


def main(argv: list[str] | None = None) -> int:
    """Run one command; return the exit code."""
    arguments = parser().parse_args(argv)
    try:
        settings = Settings.load(os.environ)
    except SettingsError as error:
        print(f"settings:\n{error}", file=sys.stderr)
        return 2
    return arguments.run(arguments, settings)


def parser() -> argparse.ArgumentParser:
    """The commands and their help; the README shows it."""
    top = argparse.ArgumentParser(prog="python -m bot", description=__doc__)
    commands = top.add_subparsers(required=True, metavar="COMMAND")

    ask = commands.add_parser("ask", help="one answer, or one a line with --jsonl")
    ask.add_argument("text", nargs="?", help="the message")
    ask.add_argument("--json", action="store_true", help="the answer as one JSON object")
    ask.add_argument(
        "--jsonl", action="store_true", help="JSON Lines in (id, text, lat, lon) and out"
    )
    ask.add_argument("--now", type=_city_time, help="the clock, city time: 2026-11-24T10:00")
    ask.add_argument("--why", action="store_true", help="what matched and what was not understood")
    ask.set_defaults(run=_ask)

    knowledge = commands.add_parser("knowledge", help="look after the knowledge folder")
    tasks = knowledge.add_subparsers(required=True, metavar="TASK")
    check = tasks.add_parser("check", help="every problem of the knowledge, one a line")
    check.add_argument("--brief", action="store_true", help="only errors and a count of warnings")
    check.set_defaults(run=_check)

    notice = commands.add_parser("notice", help="put a notice in front of every answer")
    notice.add_argument("text", help='the notice; "" takes it down')
    notice.set_defaults(run=_notice)

    pause = commands.add_parser("pause", help="stop answering; the hotlines stay")
    pause.add_argument("--off", action="store_true", help="answer again")
    pause.set_defaults(run=_pause)
    return top


def _city_time(text: str) -> datetime:
    from .core.hours import CITY_TIME

    try:
        given = datetime.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError("a time such as 2026-11-24T10:00 is expected") from None
    return given.replace(tzinfo=CITY_TIME) if given.tzinfo is None else given.astimezone(CITY_TIME)


def _ask(arguments: argparse.Namespace, settings: Settings) -> int:
    from .asking import Asker

    asker = Asker(settings, arguments.now)
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


def _check(arguments: argparse.Namespace, settings: Settings) -> int:
    from .services.knowledge.check import check

    problems = check(settings.bot_knowledge)
    errors = [problem for problem in problems if problem.level == "error"]
    for problem in errors if arguments.brief else problems:
        print(problem)
    print(f"{len(errors)} errors, {len(problems) - len(errors)} warnings")
    return 1 if errors else 0


def _notice(arguments: argparse.Namespace, settings: Settings) -> int:
    from .app import open_store

    store = open_store(settings)
    store.switches.set_notice(arguments.text.strip() or None)
    store.close()
    return 0


def _pause(arguments: argparse.Namespace, settings: Settings) -> int:
    from .app import open_store

    store = open_store(settings)
    store.switches.set_paused(not arguments.off)
    store.close()
    return 0
