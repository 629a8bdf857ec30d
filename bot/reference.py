"""The tables of the README that are made from the code: `make docs` puts them there."""

from .cli import parser
from .settings import TABLE


def settings_table() -> str:
    """The settings as a Markdown table."""
    lines = ["| name | default | meaning |", "|---|---|---|"]
    for setting in TABLE:
        default = f"`{setting.default}`" if setting.default else "–"
        secret = " (secret)" if setting.secret else ""
        lines.append(f"| `{setting.name}` | {default} | {setting.help}{secret} |")
    return "\n".join(lines)


def commands_table() -> str:
    """The commands with their help, as a Markdown table."""
    lines = ["| command | does |", "|---|---|"]
    lines += [f"| `python -m bot {name}` | {text} |" for name, text in _commands(parser())]
    return "\n".join(lines)


def _commands(top, before: str = "") -> list[tuple[str, str]]:  # type: ignore[no-untyped-def]
    found = []
    for action in top._subparsers._group_actions:  # argparse offers no public way to walk
        help_of = {choice.dest: choice.help for choice in action._choices_actions}
        for name, command in action.choices.items():
            full = f"{before}{name}"
            if command._subparsers:
                found += _commands(command, f"{full} ")
            else:
                options = [a.option_strings[0] for a in command._actions if a.option_strings]
                shown = " ".join(f"[{option}]" for option in options if option != "-h")
                found.append((f"{full} {shown}".strip(), help_of[name]))
    return found
