"""The real program in a process of its own, behind a real web server, to be killed at will."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path

from .standin import ACCESS_TOKEN

ROOT = Path(__file__).parents[1]
SECRET = "channel-secret-of-a-test"
WAITRESS = (
    "import os; from waitress import serve; from bot.app import create_app;"
    "serve(create_app(), host='127.0.0.1', port=int(os.environ['PORT']), threads=8)"
)
PYTHON = sys.executable


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Server:
    """One server on `port`, its data and its log in `folder`; LINE's side is at `line_base`.

    `command`: what to run, told of the port by PORT.
    """

    def __init__(
        self, folder: Path, line_base: str, command: Callable[[int], list[str]] | None = None
    ) -> None:
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.webhook = f"{self.url}/line/webhook"
        self.database = folder / "bot.sqlite"
        self._log = folder / "server.log"
        self._command = command(self.port) if command else [PYTHON, "-c", WAITRESS]
        shutil.copytree(ROOT / "knowledge", folder / "knowledge")
        self._environment = {
            **os.environ,
            "PORT": str(self.port),
            "BOT_KNOWLEDGE": str(folder / "knowledge"),
            "DATABASE_URL": str(self.database),
            "LINE_API_BASE": line_base,
            "LINE_CHANNEL_SECRET": SECRET,
            "LINE_CHANNEL_ACCESS_TOKEN": ACCESS_TOKEN,
            "SECRET_KEY": "session-key-of-a-test",
            "USER_HASH_KEY": "user-hash-key-of-a-test",
            "PUBLIC_URL": "",
        }
        self.start()

    def start(self) -> None:
        """Run, and return once it answers."""
        with self._log.open("ab") as log:
            self.process = subprocess.Popen(
                self._command,
                cwd=ROOT,
                env=self._environment,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        until = time.monotonic() + 60
        while not self._answers():
            if self.process.poll() is not None or time.monotonic() > until:
                raise RuntimeError(f"the server did not start:\n{self.log()}")
            time.sleep(0.05)

    def kill(self) -> None:
        """kill -9, workers included."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def stop(self) -> None:
        """Ask it to end, and insist after a while."""
        if self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(15)
            except subprocess.TimeoutExpired:
                self.kill()

    def log(self) -> str:
        return self._log.read_text(encoding="utf-8", errors="replace")

    def _answers(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self.url}/healthz", timeout=1) as answer:
                return answer.status == 200
        except (urllib.error.URLError, OSError):
            return False
