"""Put up a notice, pause."""

import argparse

from ..settings import Settings


def add(commands: "argparse._SubParsersAction") -> None:
    """Add the commands of this file to `commands`."""
    notice = commands.add_parser("notice", help="put a notice in front of every answer")
    notice.add_argument("text", help='the notice; "" takes it down')
    notice.set_defaults(run=_notice)

    pause = commands.add_parser("pause", help="stop answering; the hotlines stay")
    pause.add_argument("--off", action="store_true", help="answer again")
    pause.set_defaults(run=_pause)


def _notice(arguments: argparse.Namespace, settings: Settings) -> int:
    from ..app import open_store

    store = open_store(settings)
    store.switches.set_notice(arguments.text.strip() or None)
    store.close()
    return 0


def _pause(arguments: argparse.Namespace, settings: Settings) -> int:
    from ..app import open_store

    store = open_store(settings)
    store.switches.set_paused(not arguments.off)
    store.close()
    return 0
