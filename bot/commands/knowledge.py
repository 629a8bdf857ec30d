"""Look after the knowledge."""

import argparse

from ..settings import Settings


def add(commands: "argparse._SubParsersAction") -> None:
    """Add the commands of this file to `commands`."""
    knowledge = commands.add_parser("knowledge", help="look after the knowledge folder")
    tasks = knowledge.add_subparsers(required=True, metavar="TASK")
    check = tasks.add_parser("check", help="every problem of the knowledge, one a line")
    check.add_argument("--brief", action="store_true", help="only errors and a count of warnings")
    check.set_defaults(run=_check)


def _check(arguments: argparse.Namespace, settings: Settings) -> int:
    from ..services.knowledge.check import check

    problems = check(settings.bot_knowledge)
    errors = [problem for problem in problems if problem.level == "error"]
    for problem in errors if arguments.brief else problems:
        print(problem)
    print(f"{len(errors)} errors, {len(problems) - len(errors)} warnings")
    return 1 if errors else 0
