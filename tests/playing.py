"""Play a conversation that is written as data, step by step, through the real parts.

tests/conversations/README.md says how a conversation is written.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.core.events import Event
from bot.core.hours import CITY_TIME
from bot.line.events import to_event
from bot.services.conversation import Conversation
from bot.store import questions, state
from bot.store.store import Store

from .line import lawful
from .talking import rows

USER = "a-parent"
SENT = {"スタンプ": "sticker", "写真": "image", "動画": "video", "声": "audio", "ファイル": "file"}
KINDS = {
    "answer": "答え",
    "choose": "選ぶ",
    "unknown": "分からない",
    "smalltalk": "あいさつ",
    "crisis": "危険",
}


@dataclass
class Shown:
    """What a person sees of an answer, and what the bot kept of her message."""

    messages: list[dict]
    kind: str
    kept: list[str] = field(default_factory=list)
    remembered: bool = False

    @property
    def cards(self) -> list[dict]:
        flex = [m["contents"] for m in self.messages if m["type"] == "flex"]
        return [card for one in flex for card in one.get("contents", [one])]

    @property
    def titles(self) -> list[str]:
        return [next(_texts(card)) for card in self.cards]

    @property
    def text(self) -> str:
        said = [message.get("text", "") for message in self.messages]
        return "\n".join([*said, *(text for card in self.cards for text in _texts(card))])

    @property
    def alt(self) -> str:
        """What a lock screen may show of the answer."""
        return "\n".join(m.get("altText") or m.get("text", "") for m in self.messages)

    @property
    def buttons(self) -> list[dict]:
        """The actions of all buttons, those of the cards first."""
        quick = [m["quickReply"]["items"] for m in self.messages if "quickReply" in m]
        below = [item["action"] for items in quick for item in items]
        return [*(action for card in self.cards for action in _actions(card)), *below]

    @property
    def labels(self) -> list[str]:
        return [action["label"] for action in self.buttons]

    def button(self, label: str, card: str = "") -> dict:
        """The action of a button, on the card of this title if one is given."""
        at = self.titles.index(card) if card else 0
        found = list(_actions(self.cards[at])) if card else self.buttons
        named = [action for action in found if action["label"] == label]
        assert named, f"「{label}」のボタンがありません: {self.labels}"
        return named[0]


def _texts(part: dict) -> Iterator[str]:
    """The texts of a Flex part in reading order, the labels of its buttons too."""
    if part["type"] == "text":
        yield part["text"]
    elif part["type"] == "button":
        yield part["action"]["label"]
    for inner in _inner(part):
        yield from _texts(inner)


def _actions(part: dict) -> Iterator[dict]:
    if "action" in part:
        yield part["action"]
    for inner in _inner(part):
        yield from _actions(inner)


def _inner(part: dict) -> list[dict]:
    named = [part[key] for key in ("header", "body", "footer") if key in part]
    return [*named, *part.get("contents", [])]


class Player:
    """One person at her phone, with a clock of her own."""

    def __init__(self, conversation: Conversation, store: Store, start: str) -> None:
        self._conversation, self._store = conversation, store
        self.now = datetime.fromisoformat(start).replace(tzinfo=CITY_TIME)
        self.seen = Shown([], "")

    def play(self, step: dict) -> Shown | None:
        """Do what `step` says; what is seen then, None for a step nobody sees."""
        self.now += timedelta(minutes=step.get("分後", 1))
        if "準備" in step:
            return _PREPARED[step["準備"]](self._store, self.now.timestamp())
        if "お知らせ" in step:
            return self._store.switches.set_notice(step["お知らせ"])
        before = self._counted()
        messages = self._conversation.answer(self._event(step), USER, self.now)
        assert not messages or lawful.problems(messages) == []
        changed = [kind for kind, n in self._counted().items() if n != before.get(kind)]
        kept = [question.text for question in self._store.database.read(questions.newest)]
        kind = KINDS.get(changed[0], changed[0]) if changed else ""
        shown = Shown(messages, kind, kept, bool(kept or self._remembered()))
        self.seen = shown if messages else self.seen
        return shown

    def _remembered(self) -> bool:
        return any(row[0] == USER for row in rows(self._store, "state"))

    def _counted(self) -> dict[str, int]:
        return {name: n for _, kind, name, n in rows(self._store, "counts") if kind == "outcome"}

    def _event(self, step: dict) -> Event:
        if "押す" in step:
            return self._tapped(self.seen.button(step["押す"], step.get("カードの", "")))
        for name, make in _GIVEN.items():
            if name in step:
                event = to_event(make(step[name]))
                return event or Event("silent")
        raise AssertionError(f"何をしたかが書かれていません: {step}")

    @staticmethod
    def _tapped(action: dict) -> Event:
        """What LINE sends for a tap: the data of the button, or the text it writes."""
        if action["type"] == "message":
            event = to_event(_written(action["text"]))
        else:
            assert action["type"] == "postback", f"ほかの画面を開くボタンです: {action['label']}"
            event = to_event({"type": "postback", "postback": {"data": action["data"]}})
        assert event
        return event


def _message(**message: object) -> dict:
    return {"type": "message", "message": {"id": "m1", **message}}


def _written(text: str) -> dict:
    return _message(type="text", text=text)


def _in_group(text: str) -> dict:
    return {**_written(text), "source": {"type": "group", "groupId": "g"}}


def _called(text: str) -> dict:
    given = _in_group("@bot " + text)
    given["message"]["mention"] = {"mentionees": [{"index": 0, "length": 4, "isSelf": True}]}
    return given


_GIVEN = {
    "書く": _written,
    "位置": lambda at: _message(type="location", latitude=at[0], longitude=at[1]),
    "送る": lambda kind: _message(type=SENT[kind]),
    "友だち追加": lambda _: {"type": "follow"},
    "ブロック": lambda _: {"type": "unfollow"},
    "取り消す": lambda _: {"type": "unsend", "unsend": {"messageId": "m1"}},
    "グループで書く": _in_group,
    "グループで呼ぶ": _called,
}


def _late(store: Store, at: float) -> None:
    store.database.write(lambda connection: state.mark_late(connection, USER, at))


_PREPARED = {
    "返事が届かない": _late,
    "お休みにする": lambda store, at: store.switches.set_paused(True),
    "お休みをやめる": lambda store, at: store.switches.set_paused(False),
}
