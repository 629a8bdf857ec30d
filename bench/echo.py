"""The yardstick: a bare Flask echo with the same signature check, senders and client, and nothing
between them, neither database nor understanding."""

import itertools
import os
import time

from flask import Flask, Response, request

from bot.core.events import Event
from bot.line.client import LineClient
from bot.line.events import read
from bot.line.sender import THREADS, Sender
from bot.line.webhook import is_signed
from bot.store.inbox import Waiting


class Echo:
    """Says what it hears; its inbox forgets at once."""

    def waiting(self) -> list[Waiting]:
        return []

    def done(self, id_: int) -> None:
        pass

    def missed(self, waiting: Waiting, now: float) -> None:
        pass

    def answer(self, event: Event, user: str, now: object, inbox_id: int) -> list[dict]:
        return [{"type": "text", "text": event.text}]


def create_app() -> Flask:
    app, echo, ids = Flask(__name__), Echo(), itertools.count()
    client = LineClient(
        os.environ["LINE_API_BASE"], os.environ["LINE_CHANNEL_ACCESS_TOKEN"], THREADS
    )
    sender = Sender(echo, echo, client)  # type: ignore[arg-type]
    sender.start()

    @app.post("/line/webhook")
    def webhook() -> Response:
        signature = request.headers.get("x-line-signature", "")
        if not is_signed(request.get_data(), signature, os.environ["LINE_CHANNEL_SECRET"]):
            return Response(status=400)
        found = [read(one) for one in request.get_json(force=True)["events"]]
        sender.offer(
            Waiting(next(ids), one.user_id, one.event, one.reply_token, time.time())
            for one in found
            if one
        )
        return Response(status=200)

    @app.get("/healthz")
    def healthz() -> Response:
        return Response(status=200)

    return app
