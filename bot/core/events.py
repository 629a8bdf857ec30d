"""What may happen to the bot, whichever door it came through."""

from dataclasses import dataclass, field

from .referral import Referral


@dataclass(frozen=True)
class Event:
    """One thing a person did.

    kind: text / location / postback / follow / unfollow / unsend / sticker / image / video /
    audio / file / unsupported / silent / referral (the code of a card). `data` is a postback's
    fields (never typed text).
    `message_id` is the channel's id of the message, for unsend. `group`: written among several.
    `referral`: the card that it is about, or about which she is to be asked. `client`: keyed hash
    of where a browser is, for counting guesses. `site`: where she reached our pages, "" where only
    the settings say it.
    """

    kind: str
    text: str = ""
    lat: float | None = None
    lon: float | None = None
    data: dict[str, str] = field(default_factory=dict)
    message_id: str = ""
    group: bool = False
    called: bool = False  # in a group: the bot is named
    referral: Referral | None = None
    client: str = field(default="", compare=False)
    site: str = field(default="", compare=False)
