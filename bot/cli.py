"""The command line: one table of commands."""

import argparse
import os
import sys

from .commands import ask, backup, knowledge, staff, switches
from .settings import Settings, SettingsError

COMMANDS = (ask, knowledge, switches, staff, backup)


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
    for module in COMMANDS:
        module.add(commands)
    return top
