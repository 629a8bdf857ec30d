"""kill -9 under traffic, six times: is every acknowledged message answered, and once?

    python bench/kill.py [--seconds 60] [--rate 60]

The server is killed and started again six times while people go on writing. At the end:
  - every message that was acknowledged has exactly one reply, while its token lived
  - each event moved its state and the counters once (both are written in one transaction)
Exit 1 when not.
"""

import argparse
import random
import sqlite3
import sys
import tempfile
import threading
import time
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from tests.server import SECRET, Server  # noqa: E402
from tests.standin import LineStandIn, text  # noqa: E402

KILLS = 6
PEOPLE = 200
WRITERS = 8
LATENCY = 0.05
WORRIES = (ROOT / "bench" / "worries.txt").read_text(encoding="utf-8").split("\n")[:-1]


class Traffic:
    """People who write at a steady rate, whether the server is there or not."""

    def __init__(self, line: LineStandIn, rate: float) -> None:
        self._line = line
        self._pause = WRITERS / rate
        self._over = threading.Event()
        self._threads = [threading.Thread(target=self._write) for _ in range(WRITERS)]
        self.acknowledged: dict[str, float] = {}  # reply token -> when
        self.refused = 0

    def start(self) -> None:
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        self._over.set()
        for thread in self._threads:
            thread.join()

    def _write(self) -> None:
        # Chosen for variety, not for secrets.
        chance = random.Random()
        while not self._over.wait(self._pause):
            said = text(f"U{chance.randrange(PEOPLE):032x}", chance.choice(WORRIES))
            try:
                status = self._line.post(said)
            except OSError:
                status = 0
            if status == 200:
                self.acknowledged[said["replyToken"]] = time.time()
            else:
                self.refused += 1


def kill_often(server: Server, seconds: float) -> None:
    chance = random.Random(7)
    for number in range(1, KILLS + 1):
        time.sleep(seconds / KILLS * chance.uniform(0.7, 1.3))
        server.kill()
        server.start()
        print(f"killed and started again: {number}", flush=True)


def wait_for_replies(line: LineStandIn, tokens: set[str]) -> None:
    """Until every one is there, or can no longer come."""
    until = time.monotonic() + line.token_life
    while time.monotonic() < until and tokens - {reply.token for reply in line.replies}:
        time.sleep(0.2)
    time.sleep(1.0)  # a second reply would come about now


def moved(database: Path) -> tuple[int, int]:
    """(answered events, answers counted) in the database."""
    connection = sqlite3.connect(database)
    (events,) = connection.execute("SELECT count(*) FROM inbox").fetchone()
    query = "SELECT coalesce(sum(number), 0) FROM counts WHERE kind = 'outcome'"
    (counted,) = connection.execute(query).fetchone()
    connection.close()
    return events, counted


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--rate", type=float, default=60, help="messages a second")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, LineStandIn(SECRET, latency=LATENCY) as line:
        server = Server(Path(folder), line.base)
        line.webhook = server.webhook
        traffic = Traffic(line, given.rate)
        traffic.start()
        kill_often(server, given.seconds)
        time.sleep(2.0)
        traffic.stop()
        acknowledged = set(traffic.acknowledged)
        wait_for_replies(line, acknowledged)
        server.stop()
        events, counted = moved(server.database)
        replies = Counter(reply.token for reply in line.replies)
        waits = [
            r.at - traffic.acknowledged[r.token] for r in line.replies if r.token in acknowledged
        ]
    lost, twice = len(acknowledged - set(replies)), sum(n > 1 for n in replies.values())
    print(f"killed {KILLS} times; acknowledged {len(acknowledged)}, not accepted {traffic.refused}")
    print(f"replies {len(replies)}, without a reply {lost}, answered twice {twice}")
    print(f"longest wait for a reply {max(waits, default=0):.1f} s")
    print(f"events written {events}, answers counted {counted}; {len(line.complaints)} complaints")
    return 1 if lost or twice or events != counted or line.complaints else 0


if __name__ == "__main__":
    sys.exit(main())
