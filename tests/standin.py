"""A stand-in for LINE: posts signed webhooks, takes replies and is as strict as LINE's server.

In a test: `with LineStandIn(secret) as line: line.say("U1", "こんにちは"); line.wait(1)`.
As a program, for bench/: python -m tests.standin --port 9000 --latency 0.05
There it only counts, so that it leaves the processors to what is measured.
"""

import argparse
import base64
import hashlib
import hmac
import itertools
import json
import socket
import struct
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from .line.lawful import problems

ACCESS_TOKEN = "access-token-of-a-test"
REPLY = "/v2/bot/message/reply"
LARGEST = 2_000_000  # bytes of a request

_numbers = itertools.count(1)


def sign(body: bytes, secret: str) -> str:
    """The value of x-line-signature."""
    return base64.b64encode(hmac.new(secret.encode(), body, hashlib.sha256).digest()).decode()


def event(user: str, message: dict, token: str = "", **more: object) -> dict:
    """A message event as LINE sends it, of a user id such as Uparent."""
    number = next(_numbers)
    return {
        "type": "message",
        "mode": "active",
        "timestamp": int(time.time() * 1000),
        "source": {"type": "user", "userId": user},
        "webhookEventId": f"01EVENT{number:019d}",
        "deliveryContext": {"isRedelivery": False},
        "replyToken": token or f"token{number:027d}",
        "message": {"id": f"{number:018d}", "quoteToken": "q", **message},
        **more,
    }


def text(user: str, words: str, **more: object) -> dict:
    """A text message event."""
    return event(user, {"type": "text", "text": words}, **more)


@dataclass
class Reply:
    """One accepted reply, and when it came (Unix seconds)."""

    token: str
    messages: list[dict]
    at: float


@dataclass
class LineStandIn:
    """trouble: what the next replies meet, one entry each: a status, "hang", "reset" or "lost"
    (accepted, then no answer). token_life and latency in seconds. complaints: what LINE would have
    refused; a test ends with none of them."""

    secret: str
    webhook: str = ""
    latency: float = 0.0
    token_life: float = 60.0
    port: int = 0
    strict: bool = True  # judge messages and tokens
    clock: Callable[[], float] = time.time
    trouble: list[int | str] = field(default_factory=list)
    replies: list[Reply] = field(default_factory=list)
    tries: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._lock = threading.Condition()
        self._tokens: dict[str, float | None] = {}  # None: used
        self._stopping = threading.Event()
        self._server = _Server(("127.0.0.1", self.port), _Handler)
        self._server.line = self
        self.port = self._server.server_port
        self.base = f"http://127.0.0.1:{self.port}"
        threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True).start()

    def __enter__(self) -> "LineStandIn":
        return self

    def __exit__(self, *error: object) -> None:
        self._stopping.set()
        self._server.shutdown()
        self._server.server_close()

    # The side that sends webhooks

    def post(self, *events: object) -> int:
        """Sign and post events in one webhook; return the status."""
        body = {"destination": "Ubot", "events": list(events)}
        return self.post_bytes(json.dumps(body).encode(), events)

    def post_bytes(self, body: bytes, events: tuple = ()) -> int:
        """Sign and post a body as it is."""
        for one in events:
            if isinstance(one, dict) and isinstance(one.get("replyToken"), str):
                self.issue(one["replyToken"])
        request = urllib.request.Request(
            self.webhook,
            body,
            {"x-line-signature": sign(body, self.secret), "Content-Type": "application/json"},
        )
        try:
            with urllib.request.urlopen(request, timeout=10) as answer:
                return answer.status
        except urllib.error.HTTPError as error:
            return error.code

    def say(self, user: str, words: str) -> dict:
        """Post one text message; return its event."""
        said = text(user, words)
        assert self.post(said) == 200
        return said

    def issue(self, token: str) -> None:
        """Let a token live from now on, unless it was used."""
        with self._lock:
            if self._tokens.get(token, 0.0) is not None:
                self._tokens[token] = self.clock()

    def wait(self, number: int, seconds: float = 20.0) -> list[Reply]:
        """The first replies once there are `number` of them."""
        return self._wait(lambda: len(self.replies) >= number, seconds)[:number]

    def wait_tries(self, number: int, seconds: float = 20.0) -> None:
        """Return once LINE was called `number` times."""
        self._wait(lambda: len(self.tries) >= number, seconds)

    def _wait(self, condition: Callable[[], bool], seconds: float) -> list[Reply]:
        with self._lock:
            assert self._lock.wait_for(condition, seconds), f"only {len(self.replies)} replies came"
            return list(self.replies)

    # The side that takes replies

    def take(self, path: str, headers: dict[str, str], body: bytes) -> tuple[int, str]:
        """Judge one request: (status, LINE's message)."""
        with self._lock:
            status, message = self._judge(path, headers, body)
            if status not in (200, 400) or message not in ("", "Invalid reply token"):
                self.complaints.append(f"{status} {message}")
            self._lock.notify_all()
            return status, message

    def next_trouble(self) -> int | str | None:
        with self._lock:
            self.tries.append(REPLY)
            self._lock.notify_all()
            return self.trouble.pop(0) if self.trouble else None

    def pause(self, seconds: float) -> None:
        self._stopping.wait(seconds)

    def _judge(self, path: str, headers: dict[str, str], body: bytes) -> tuple[int, str]:
        if headers.get("authorization") != f"Bearer {ACCESS_TOKEN}":
            return 401, "Authentication failed"
        if path != REPLY:
            return 404, "Not found"
        if not headers.get("content-type", "").startswith("application/json"):
            return 415, "Unsupported media type"
        if len(body) > LARGEST:
            return 413, "Request entity too large"
        if "x-line-retry-key" in headers:
            return 400, "The retry key is not allowed for a reply"
        return self._accept(body)

    def _accept(self, body: bytes) -> tuple[int, str]:
        try:
            given = json.loads(body)
            token, messages = given["replyToken"], given["messages"]
        except (ValueError, KeyError, TypeError):
            return 400, "The request body has 1 error(s)"
        if wrong := self.strict and problems(messages):
            return 400, "; ".join(wrong)
        issued = self._tokens.get(token, None if self.strict else self.clock())
        if issued is None or self.clock() - issued > self.token_life:
            return 400, "Invalid reply token"
        self._tokens[token] = None
        self.replies.append(Reply(token, messages, time.time()))
        return 200, ""


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128
    line: LineStandIn

    def handle_error(self, request: object, client_address: object) -> None:
        """Stay quiet about clients that were killed."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    wbufsize = -1  # headers and body leave together
    server: _Server

    def do_POST(self) -> None:
        line = self.server.line
        body = self.rfile.read(int(self.headers.get("content-length", 0)))
        trouble = line.next_trouble()
        if isinstance(trouble, int):
            return self._send(trouble, "made to fail")
        if trouble == "reset":
            return self._reset()
        headers = {name.lower(): value for name, value in self.headers.items()}
        if trouble != "hang":
            status, message = line.take(self.path, headers, body)
        if trouble in ("hang", "lost"):
            line.pause(30)
            self.close_connection = True
            return None
        line.pause(line.latency)
        return self._send(status, message)

    def do_GET(self) -> None:
        """How many replies came; for bench/."""
        self._send(200, str(len(self.server.line.replies)))

    def _send(self, status: int, message: str) -> None:
        body = json.dumps({"message": message} if message else {"sentMessages": []}).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.send_header("x-line-request-id", f"request-{next(_numbers)}")
        self.end_headers()
        self.wfile.write(body)

    def _reset(self) -> None:
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.connection.close()
        self.close_connection = True

    def log_message(self, *parts: object) -> None:
        """Stay quiet."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--latency", type=float, default=0.05)
    given = parser.parse_args()
    LineStandIn("", latency=given.latency, port=given.port, strict=False)
    threading.Event().wait()


if __name__ == "__main__":
    main()
