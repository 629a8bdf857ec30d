"""Tests about the whole: where imports point, who may use a route, what is written down."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

from .people import running, staff_settings

ROOT = Path(__file__).resolve().parent.parent
BOT = ROOT / "bot"
FILES = sorted(BOT.rglob("*.py"))

# The floor of each room; an import must point down. line and web stand side by side.
FLOORS = {"core": 0, "store": 1, "services": 2, "line": 3, "web": 3}
TOP = {"app", "asking", "cli", "commands", "reference", "settings", "__main__", "__init__"}
NOT_IN_CORE = {
    "flask",
    "linebot",
    "sqlite3",
    "sqlite_utils",
    "os",
    "urllib3",
    "socket",
    "pathlib",
    "time",
}


def room_of(path: Path) -> str:
    return path.relative_to(BOT).parts[0].removesuffix(".py")


def imports_of(path: Path) -> list[str]:
    """Dotted names that `path` imports, relative ones spelled out, each imported name included."""
    names = []
    package = ["bot", *path.relative_to(BOT).with_suffix("").parts]
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            above = package[: -node.level] if node.level else []
            base = ".".join([*above, *([node.module] if node.module else [])])
            names += [f"{base}.{alias.name}" for alias in node.names]
    return names


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(BOT)))
def test_imports_point_down(path):
    room = room_of(path)
    if room in TOP:
        return
    for name in imports_of(path):
        parts = name.split(".")
        if parts[0] == "bot" and len(parts) > 1 and parts[1] != room:
            assert parts[1] in FLOORS, f"{path} imports {name}, which stands above everything"
            assert FLOORS[parts[1]] < FLOORS[room], f"{path} imports {name}, which is not below it"


@pytest.mark.parametrize("path", sorted((BOT / "core").rglob("*.py")), ids=str)
def test_the_core_touches_nothing_outside(path):
    assert not {name.split(".")[0] for name in imports_of(path)} & NOT_IN_CORE


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(BOT)))
def test_no_sentence_for_people_in_code(path):
    """Patterns and numerals may be Japanese; a sentence ends, and that is what gives it away."""
    if path.name == "settings.py":
        return  # the help of the settings is for the README
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            docs = node.value.count("\n") > 1 or "「" in node.value
            sentence = re.search(r"(?:です|ます|ください|ません)[。!！]", node.value)
            assert docs or not sentence, f"{path}:{node.lineno} {node.value!r}"


@pytest.fixture(scope="module")
def app(tmp_path_factory):
    folder = tmp_path_factory.mktemp("house")
    with running(staff_settings(folder)) as one:
        yield one


def test_every_route_says_who_may_use_it(app):
    for rule in app.url_map.iter_rules():
        view = app.view_functions[rule.endpoint]
        assert getattr(view, "access", ""), f"{rule} does not declare its access"


def test_every_named_route_of_the_contract_is_there(app):
    rules = {rule.rule for rule in app.url_map.iter_rules()}
    assert {"/line/webhook", "/", "/healthz", "/policy"} <= rules


def test_the_readme_is_in_step_with_the_code():
    done = subprocess.run(
        [sys.executable, "-m", "cogapp", "--check", "README.md"],
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, f"README.md is behind the code: run make docs\n{done.stdout}"


def test_nothing_speaks_of_other_things_than_the_project():
    """No path of a machine in what is committed."""
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True).stdout
    for name in listed.split():
        if name.endswith((".py", ".md", ".csv", ".toml", ".txt")) and (ROOT / name).exists():
            text = (ROOT / name).read_text(encoding="utf-8", errors="replace")
            assert not re.search(r"/(?:work|tmp|root)/(?:main|shared|bank|hold)", text), name
