"""Settings: what a wrong value is told, and that secrets stay secret."""

import pytest

from bot.settings import Settings, SettingsError

BAD = [
    ("PORT", "0"),
    ("PORT", "²"),
    ("TRUSTED_PROXIES", "-1"),
    ("TRUSTED_PROXIES", "9" * 5000),
    ("PUBLIC_URL", "javascript:alert(1)"),
    ("PUBLIC_URL", "https://["),
    ("PUBLIC_URL", "https://a b"),
    ("PUBLIC_URL", "https://example.jp/\nX: y"),
    ("PUBLIC_URL", "https://example.jp:port"),
    ("PUBLIC_URL", "https://user:word@example.jp"),
    ("LINE_CHANNEL_ACCESS_TOKEN", "to\nken"),
    ("LINE_CHANNEL_ACCESS_TOKEN", "トークン"),
    ("SECRET_KEY", "short"),
    ("EMBED_ORIGINS", "*"),
    ("EMBED_ORIGINS", "https://*.example.jp"),
    ("EMBED_ORIGINS", "http://example.jp"),
    ("EMBED_ORIGINS", "https://example.jp/page"),
    ("EMBED_ORIGINS", "https://example.jp; script-src *"),
    ("EMBED_ORIGINS", "https://example.jp:0"),
    ("EMBED_ORIGINS", "https://example.jp https://city.example.jp"),
    ("DATABASE_URL", "postgres://host/name"),
    ("DATABASE_URL", "sqlite:///"),
    ("DATABASE_URL", "/dev/null/bot.sqlite"),
    ("BOT_KNOWLEDGE", "/nowhere"),
]


@pytest.mark.parametrize(("name", "value"), BAD, ids=range(len(BAD)))
def test_a_bad_value_is_named(tmp_path, name, value):
    good = {"DATABASE_URL": str(tmp_path / "bot.sqlite")}
    with pytest.raises(SettingsError) as raised:
        Settings.load({**good, name: value})
    assert name in str(raised.value)


def test_a_key_is_made_once_and_never_empty(tmp_path):
    (tmp_path / "user_hash_key").touch()
    environ = {"DATABASE_URL": str(tmp_path / "bot.sqlite")}
    key = Settings.load(environ).user_hash_key
    assert len(key) == 64
    assert Settings.load(environ).user_hash_key == key
    assert (tmp_path / "user_hash_key").stat().st_mode & 0o077 == 0


def test_no_secret_stands_in_a_printed_settings(tmp_path):
    named = ("LINE_CHANNEL_SECRET", "LINE_CHANNEL_ACCESS_TOKEN", "SECRET_KEY", "USER_HASH_KEY")
    secret = {name: f"marked-{name}-marked" for name in named}
    shown = repr(Settings.load({**secret, "DATABASE_URL": str(tmp_path / "bot.sqlite")}))
    assert "marked" not in shown


def test_embedding_sites_are_read_as_browsers_write_them(tmp_path):
    given = (
        "https://Example.jp, https://city.example.jp:443,http://localhost:8080,https://example.jp,"
    )
    environ = {"DATABASE_URL": str(tmp_path / "bot.sqlite"), "EMBED_ORIGINS": given}
    origins = Settings.load(environ).embed_origins
    assert origins == (
        "https://example.jp",
        "https://city.example.jp",
        "http://localhost:8080",
    )
    assert Settings.load({**environ, "EMBED_ORIGINS": ""}).embed_origins == ()
