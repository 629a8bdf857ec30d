"""The one table of settings, and the only reader of the environment."""

import re
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

ROOT = Path(__file__).resolve().parent.parent

# Keys that examples and tutorials use: whoever runs with one of them has not set a key.
KNOWN_KEYS = frozenset({"dev", "secret", "changeme", "change-me", "test", "your-secret-key"})
SHORTEST_KEY = 16

# http only on one's own machine, for a try.
EMBEDDER = re.compile(r"(?P<scheme>https?)://(?P<host>[a-z0-9-]+(?:\.[a-z0-9-]+)*)(?::[0-9]{1,5})?")


class SettingsError(ValueError):
    """Every bad value, one a line, each with its name."""


@dataclass(frozen=True)
class Setting:
    name: str
    default: str
    help: str
    parse: Callable[[str], object] = str
    secret: bool = False


def _port(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= 65535:
        raise ValueError("a port from 1 to 65535 is expected")
    return int(text)


def _hops(text: str) -> int:
    if not text.isdecimal() or int(text) > 10:
        raise ValueError("a number of proxies from 0 to 10 is expected")
    return int(text)


def _origin(text: str) -> str:
    parts = urlsplit(text)
    # reading the port raises ValueError for what is none
    odd = parts.port == 0 or parts.username is not None or not _printable(text)
    if text and (odd or parts.scheme not in ("http", "https") or not parts.netloc):
        raise ValueError("an address such as https://example.jp is expected")
    return text.rstrip("/")


def _embedders(text: str) -> tuple[str, ...]:
    """Origins as a browser writes them. A path or a wildcard would let more pages in than meant."""
    given = (one.strip().lower() for one in text.split(","))
    return tuple(dict.fromkeys(_embedder(one) for one in given if one))


def _embedder(text: str) -> str:
    found = EMBEDDER.fullmatch(text)
    local = found and found["host"] in ("localhost", "127.0.0.1")
    # reading the port raises ValueError for what is none
    if not found or urlsplit(text).port == 0 or (found["scheme"] == "http" and not local):
        raise ValueError("https://name or https://name:port is expected, more with commas between")
    return text.removesuffix(":443" if found["scheme"] == "https" else ":80")


def _printable(text: str) -> bool:
    """True for ASCII without spaces and control characters: fit for a header."""
    return all("!" <= letter <= "~" for letter in text)


def _token(text: str) -> str:
    if not _printable(text):
        raise ValueError("ASCII without spaces and line breaks is expected")
    return text


def _basic_id(text: str) -> str:
    if text and not text.startswith("@"):
        raise ValueError("the basic id starts with @, as the LINE console shows it")
    return text


def _sqlite(text: str) -> Path:
    path = text.removeprefix("sqlite:///")
    if "://" in path:
        raise ValueError("only SQLite is known: sqlite:///path/to/file or a path")
    if (ROOT / path).is_dir():
        raise ValueError("a file is expected, this is a folder")
    return ROOT / path


def _folder(text: str) -> Path:
    path = ROOT / text
    if not path.is_dir():
        raise ValueError(f"{path} is no folder")
    return path


TABLE = (
    Setting(
        "LINE_CHANNEL_SECRET", "", "channel secret, checks the signature of webhooks", _token, True
    ),
    Setting("LINE_CHANNEL_ACCESS_TOKEN", "", "channel access token, sends replies", _token, True),
    Setting(
        "LINE_API_BASE",
        "https://api.line.me",
        "where LINE is; tests point it at a stand-in",
        _origin,
    ),
    Setting("LINE_BASIC_ID", "", "the account's id with @, for links and QR codes", _basic_id),
    Setting(
        "PUBLIC_URL", "", "public address; with https browsers are told to stay on it", _origin
    ),
    Setting(
        "SECRET_KEY",
        "",
        "signs the forms and links of staff, at least 16 letters; needed with LINE, and for links"
        " and open forms to survive a restart",
        secret=True,
    ),
    Setting(
        "USER_HASH_KEY",
        "",
        "makes pseudonyms of users; made once and kept beside the database when missing",
        secret=True,
    ),
    Setting(
        "TRUSTED_PROXIES",
        "0",
        "proxies in front whose word on the client's address is taken",
        _hops,
    ),
    Setting(
        "EMBED_ORIGINS",
        "",
        "sites whose pages may show the chat in a frame: https origins, commas between",
        _embedders,
    ),
    Setting("PORT", "8000", "port to listen on", _port),
    Setting(
        "DATABASE_URL",
        "sqlite:///var/bot.sqlite",
        "the SQLite file; a relative path starts at the project",
        _sqlite,
    ),
    Setting(
        "BOT_KNOWLEDGE",
        "knowledge",
        "the knowledge folder: another city is another folder",
        _folder,
    ),
)


@dataclass(frozen=True)
class Settings:
    """Checked values of TABLE."""

    line_channel_secret: str = field(repr=False)
    line_channel_access_token: str = field(repr=False)
    line_api_base: str
    line_basic_id: str
    public_url: str
    secret_key: str = field(repr=False)
    user_hash_key: str = field(repr=False)
    trusted_proxies: int
    embed_origins: tuple[str, ...]
    port: int
    database_url: Path
    bot_knowledge: Path

    @property
    def line(self) -> bool:
        """True when the LINE channel is connected."""
        return bool(self.line_channel_secret and self.line_channel_access_token)

    @classmethod
    def load(cls, environ: Mapping[str, str]) -> "Settings":
        """Read TABLE from `environ`. Raises SettingsError naming every bad value at once."""
        values: dict[str, object] = {}
        problems = []
        for setting in TABLE:
            text = environ.get(setting.name, "").strip() or setting.default
            try:
                values[setting.name.lower()] = setting.parse(text)
            except ValueError as error:
                shown = "" if setting.secret else f" ({text!r})"
                problems.append(f"{setting.name}{shown}: {error}")
        problems += _weak_keys(environ)
        if problems:
            raise SettingsError("\n".join(problems))
        settings = cls(**values)  # type: ignore[arg-type]
        return settings._with_keys()

    def _with_keys(self) -> "Settings":
        """Fill the keys that may be made here: without LINE any session key will do; the user
        key is made once and kept beside the database, so that pseudonyms survive a restart."""
        values = dict(self.__dict__)
        values["secret_key"] = self.secret_key or secrets.token_hex(32)
        values["user_hash_key"] = self.user_hash_key or _kept_key(self.database_url.parent)
        return Settings(**values)


def _weak_keys(environ: Mapping[str, str]) -> list[str]:
    problems = []
    with_line = bool(environ.get("LINE_CHANNEL_SECRET"))
    for name in ("SECRET_KEY", "USER_HASH_KEY"):
        key = environ.get(name, "").strip()
        if key and (key.lower() in KNOWN_KEYS or len(key) < SHORTEST_KEY):
            problems.append(f"{name}: a known or short key, make one with `openssl rand -hex 32`")
        elif not key and with_line and name == "SECRET_KEY":
            problems.append(f"{name}: missing, make one with `openssl rand -hex 32`")
    return problems


def _kept_key(folder: Path) -> str:
    path = folder / "user_hash_key"
    try:
        if not path.exists() or not path.read_text(encoding="utf-8").strip():
            _make_key(path)
        return path.read_text(encoding="utf-8").strip()
    except OSError as error:
        raise SettingsError(f"DATABASE_URL: {path} cannot be kept: {error.strerror}") from None


def _make_key(path: Path) -> None:
    """Write a key whole or not at all: an empty one would let anybody recompute pseudonyms."""
    path.parent.mkdir(parents=True, exist_ok=True)
    made = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
    made.touch(mode=0o600)
    made.write_text(secrets.token_hex(32), encoding="utf-8")
    made.replace(path)
