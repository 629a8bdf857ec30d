"""What may happen to the bot, whichever door it came through."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Event:
    """One thing a person did.

    kind: text / location / postback / follow / unfollow / unsend / sticker / image / video /
    audio / file / unsupported / silent. `data` is a postback's fields (never typed text).
    `message_id` is the channel's id of the message, for unsend. `group`: written among several.
    """

    kind: str
    text: str = ""
    lat: float | None = None
    lon: float | None = None
    data: dict[str, str] = field(default_factory=dict)
    message_id: str = ""
    group: bool = False
    called: bool = False  # in a group: the bot is named
