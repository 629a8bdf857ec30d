"""A family that writes to the bot, and a clock that passes when a test says so."""

from datetime import datetime

from bot.core.events import Event
from bot.core.hours import CITY_TIME
from bot.store.store import Store

from ..talking import AT, City, talker, words

DAY = 24 * 3600.0
MOTHER = "a" * 32


class Clock:
    """Unix seconds."""

    def __init__(self) -> None:
        self.now = AT

    def __call__(self) -> float:
        return self.now


class Family:
    """Talks through the real conversation. `client`: where its browser is."""

    def __init__(self, store: Store, city: City, clock: Clock) -> None:
        self._talker = talker(store, city)
        self._clock = clock
        self.buttons: list[dict] = []

    def say(self, text: str, user: str = MOTHER, **more: object) -> str:
        return self.does(Event("text", text=text, **more), user)  # type: ignore[arg-type]

    def tap(self, label: str, user: str = MOTHER) -> str:
        """Tap a button of the last answer."""
        data = next(b["data"] for b in self.buttons if b["label"] == label)
        return self.post(data, user)

    def post(self, data: str, user: str = MOTHER) -> str:
        fields = dict(pair.split("=", 1) for pair in data.replace("%3A", ":").split("&"))
        return self.does(Event("postback", data=fields), user)

    def does(self, event: Event, user: str = MOTHER) -> str:
        now = datetime.fromtimestamp(self._clock(), CITY_TIME)
        messages = self._talker.answer(event, user, now)
        items = messages[-1].get("quickReply", {}).get("items", []) if messages else []
        self.buttons = [item["action"] for item in items]
        return words(messages)

    def forget(self, user: str = MOTHER) -> dict[str, int]:
        return dict(self._talker.forget(user))

    @property
    def labels(self) -> list[str]:
        return [button["label"] for button in self.buttons]


def lexicon(rows: dict) -> dict:
    """With two phrases, and a programme on violence."""
    notes = (
        {"id": "alone", "ja": "おひとりで大丈夫です。", "en": "You can go alone."},
        {"id": "slow", "ja": "急がなくて大丈夫です。", "en": "No hurry."},
    )
    discreet = ({"what": "program", "value": "violence"},)
    return {**rows, "refer_notes": notes, "discreet": discreet}
