"""How fast a webhook is acknowledged, and how many replies leave in a second.

    python bench/webhook.py [--seconds 10] [--rate 200] [--latency 0.05] [--servers waitress ...]

Two loads on each server, with LINE `latency` seconds away:
  even   `rate` events a second, evenly, whatever the answers do. Times count from the moment an
         event was due, so that a server that stalls does not slow the load down and hide it.
  busy   16 connections that always have the next event ready, kept 200 replies ahead.
"""

import argparse
import contextlib
import http.client
import itertools
import json
import math
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from tests import standin  # noqa: E402
from tests.server import SECRET, Server, free_port  # noqa: E402

BIN = Path(sys.executable).parent
WEB_THREADS = "16"
CONNECTIONS = 16
PEOPLE = 500
AHEAD = 200
WORRIES = (ROOT / "bench" / "worries.txt").read_text(encoding="utf-8").split("\n")[:-1]

SERVERS = {
    "waitress": "waitress-serve --host=127.0.0.1 --port={port} --threads={threads} --call {app}",
    "gunicorn": "gunicorn -w 1 -k gthread --threads {threads} -b 127.0.0.1:{port} {app}()",
    "granian": "granian --interface wsgi --host 127.0.0.1 --port {port} --workers 1"
    " --blocking-threads {threads} --factory {app}",
}
APPS = {"bot": "bot.app:create_app", "echo": "bench.echo:create_app"}


class Line:
    """The stand-in, in a process of its own."""

    def __init__(self, latency: float) -> None:
        self.port = free_port()
        arguments = ["--port", str(self.port), "--latency", str(latency)]
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.standin", *arguments], cwd=ROOT
        )
        while not self._up():
            time.sleep(0.05)

    def replies(self) -> int:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        connection.request("GET", "/")
        answer = json.loads(connection.getresponse().read())
        connection.close()
        return int(answer["message"])

    def close(self) -> None:
        self._process.kill()
        self._process.wait()

    def _up(self) -> bool:
        try:
            return self.replies() == 0
        except OSError:
            return False


class Load:
    """Connections that post events to one server; times in seconds, by status."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._numbers = itertools.count()
        self.times: list[float] = []
        self.refused = 0
        self.sent = 0

    def even(self, rate: float, seconds: float) -> None:
        """Events at a steady rate, more connections than can be busy."""
        start = time.perf_counter() + 0.2
        due = iter([start + n / rate for n in range(int(rate * seconds))])
        lock = threading.Lock()

        def work(connection: http.client.HTTPConnection) -> None:
            while True:
                with lock:
                    moment = next(due, None)
                if moment is None:
                    return
                time.sleep(max(0.0, moment - time.perf_counter()))
                self._post(connection, moment)

        self._run(work, 2 * CONNECTIONS)

    def busy(self, line: Line, seconds: float) -> float:
        """Replies a second while 16 connections keep the senders supplied."""
        over = threading.Event()
        ahead = threading.Event()
        ahead.set()

        def work(connection: http.client.HTTPConnection) -> None:
            while not over.is_set():
                if ahead.wait(0.1):
                    self._post(connection, time.perf_counter())

        first, thread = self.sent, threading.Thread(target=self._run, args=(work, CONNECTIONS))
        answered = line.replies()
        begun = time.perf_counter()
        thread.start()
        while time.perf_counter() - begun < seconds:
            time.sleep(0.05)
            waiting = (self.sent - first) - (line.replies() - answered)
            ahead.set() if waiting < AHEAD else ahead.clear()
        rate = (line.replies() - answered) / (time.perf_counter() - begun)
        over.set()
        thread.join()
        return rate

    def _run(self, work, connections: int) -> None:  # type: ignore[no-untyped-def]
        threads = []
        for _ in range(connections):
            connection = http.client.HTTPConnection("127.0.0.1", self._port, timeout=30)
            threads.append(threading.Thread(target=work, args=(connection,)))
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    def _post(self, connection: http.client.HTTPConnection, due: float) -> None:
        number = next(self._numbers)
        said = standin.text(f"U{number % PEOPLE:032x}", WORRIES[number % len(WORRIES)])
        body = json.dumps({"destination": "Ubot", "events": [said]}).encode()
        headers = {"x-line-signature": standin.sign(body, SECRET)}
        try:
            connection.request("POST", "/line/webhook", body, headers)
            answer = connection.getresponse()
            answer.read()
        except (OSError, http.client.HTTPException):
            connection.close()
            self.refused += 1
            return
        if answer.status == 200:
            self.times.append(time.perf_counter() - due)
            self.sent += 1
        else:
            self.refused += 1


def percentile(values: list[float], share: float) -> float:
    """In milliseconds."""
    ordered = sorted(values)
    return 1000 * ordered[max(0, math.ceil(share * len(ordered)) - 1)] if ordered else math.nan


@contextlib.contextmanager
def running(server: str, app: str, line: Line) -> Iterator[Server]:
    def command(port: int) -> list[str]:
        words = SERVERS[server].format(port=port, threads=WEB_THREADS, app=APPS[app]).split()
        return [str(BIN / words[0]), *words[1:]]

    with tempfile.TemporaryDirectory() as folder:
        made = Server(Path(folder), f"http://127.0.0.1:{line.port}", command)
        try:
            yield made
        finally:
            made.kill()


def measure(server: str, app: str, given: argparse.Namespace) -> None:
    line = Line(given.latency)
    try:
        with running(server, app, line) as made:
            Load(made.port).even(50, 2)  # warm
            time.sleep(0.5)
            even, before = Load(made.port), line.replies()
            even.even(given.rate, given.seconds)
            time.sleep(1.0)
            answered = line.replies() - before
            rate = Load(made.port).busy(line, given.seconds)
    finally:
        line.close()
    p50, p99, worst = (percentile(even.times, share) for share in (0.5, 0.99, 1))
    print(
        f"| {server} | {app} | {p50:.1f} | {p99:.1f} | {worst:.1f} | {even.refused} "
        f"| {answered} of {even.sent} | {rate:.0f} |",
        flush=True,
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--seconds", type=float, default=10)
    parser.add_argument("--rate", type=float, default=200)
    parser.add_argument("--latency", type=float, default=0.05)
    parser.add_argument("--servers", nargs="+", choices=SERVERS, default=list(SERVERS))
    given = parser.parse_args()
    print("| server | app | ack p50 ms | p99 ms | worst ms | refused | answered | replies/s busy |")
    print("|---|---|---|---|---|---|---|---|")
    for server in given.servers:
        for app in APPS:
            measure(server, app, given)


if __name__ == "__main__":
    main()
