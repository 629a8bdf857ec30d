"""A small conversation and catalog, real objects, for the web's tests."""

from collections.abc import Callable
from datetime import datetime
from threading import Event as Gate

from flask import Flask

from bot.core.catalog import Area, Catalog, City, Contact, Hotline, Source
from bot.core.events import Event
from bot.web.chat import chat_blueprint
from bot.web.embed import embed_blueprint
from bot.web.errors import register_errors
from bot.web.health import health_blueprint
from bot.web.limits import build_limiter
from bot.web.policy import assets_blueprint, policy_blueprint
from bot.web.security import secure

SOURCE = Source(("https://example.jp/",), None, None, "official")
HTML = "<img src=x onerror=alert(1)><b>太字</b>"


def text(words: str, *choices: dict) -> dict:
    made: dict = {"type": "text", "text": words}
    if choices:
        made["quickReply"] = {"items": [{"type": "action", "action": c} for c in choices]}
    return made


def uri(label: str, address: str) -> dict:
    return {"type": "uri", "label": label, "uri": address}


def postback(label: str, data: str) -> dict:
    return {"type": "postback", "label": label, "data": data, "displayText": label}


def say(label: str, words: str = "") -> dict:
    return {"type": "message", "label": label, "text": words or label}


LOCATION = {"type": "location", "label": "近い場所をさがす"}


def line(words: str, size: str = "md", color: str = "#2B3A42", **style: object) -> dict:
    return {"type": "text", "text": words, "wrap": True, "size": size, "color": color, **style}


def button(action: dict, style: str = "link") -> dict:
    color = "#1B7A55" if style == "primary" else "#0B5CAD"
    return {"type": "button", "style": style, "height": "sm", "color": color, "action": action}


def card(title: str, lines: list[dict], *buttons: dict) -> dict:
    head = line(title, "lg", "#1F2A30", weight="bold")
    body = {"type": "box", "layout": "vertical", "spacing": "sm", "paddingAll": "16px"}
    foot = {**body, "paddingAll": "12px", "contents": list(buttons)}
    bubble = {"type": "bubble", "size": "mega", "body": {**body, "contents": [head, *lines]}}
    return {**bubble, "footer": foot} if buttons else bubble


def flex(*bubbles: dict) -> dict:
    many = {"type": "carousel", "contents": list(bubbles)}
    contents = bubbles[0] if len(bubbles) == 1 else many
    return {"type": "flex", "altText": "カード", "contents": contents}


CARE = card(
    "産後ケア",
    [
        line("助産師に、体と赤ちゃんのことを相談して休めます。"),
        line("産後すぐの方が使えます", "sm", "#14694A", weight="bold"),
        {"type": "separator", "margin": "md"},
        {
            "type": "box",
            "layout": "baseline",
            "spacing": "md",
            "margin": "md",
            "contents": [
                line("料金", "sm", "#5A666E", flex=1),
                line("窓口で確かめてください", "sm", flex=3),
            ],
        },
    ],
    button(uri("電話する", "tel:0880000000"), "primary"),
    button(postback("くわしく", "do=detail&program=sango_care")),
)
DETAIL = card(
    "産後ケアのこと",
    [line("電話で言うこと", "sm", "#14694A", weight="bold"), line("「産後ケアを使いたいです」")],
    button(uri("もとのページ", "https://example.jp/sango")),
)
PLACES = flex(
    card(
        "わいわい広場",
        [line("ここから約1.2km・開いています", color="#14694A", weight="bold")],
        button(uri("地図", "https://example.jp/map"), "primary"),
    ),
    card("にこにこセンター", [line("明日9:00から")], button(say("もっと見る"), "primary")),
    card("ぽかぽかルーム", [line("時間は未確認")], button(say("もっと見る"), "primary")),
)
GREETING = text(
    "こんにちは。子育てで困っていることを、ふだんの言葉で書いてください。\n"
    "わたしは機械です。人は読んでいません。",
    say("夜、眠れない"),
    say("遊べる場所は?", "遊べる場所"),
    say("預けたい"),
    LOCATION,
)


class FakeConversation:
    """Answers a few fixed words; keeps what it was asked. `going` cleared: answers wait."""

    def __init__(self) -> None:
        self.asked: list[tuple[Event, str]] = []
        self.failing: Exception | None = None
        self.going = Gate()
        self.going.set()

    def answer(self, event: Event, user: str, now: datetime) -> list[dict]:
        self.going.wait(10)
        if self.failing:
            raise self.failing
        self.asked.append((event, user))
        return getattr(self, f"_{event.kind}")(event)

    def forget(self, user: str) -> dict[str, int]:
        mine = [asked for asked in self.asked if asked[1] == user]
        return {"state": bool(mine), "questions": 0}

    def _follow(self, event: Event) -> list[dict]:
        return [GREETING]

    def _postback(self, event: Event) -> list[dict]:
        return [flex(DETAIL)]

    def _location(self, event: Event) -> list[dict]:
        return [text("近い順に3つです。"), PLACES]

    def _text(self, event: Event) -> list[dict]:
        if event.text == "html":
            return [text(HTML), flex(card(HTML, [line(HTML)]))]
        if event.text in ("潮江", "遊べる場所"):
            return self._location(event)
        return [
            text("眠れない夜が続いているんですね。毎日、おつかれさまです。"),
            flex(CARE),
            text("くわしい話は 088-000-0000 へ。", say("ほかの困りごと"), LOCATION),
        ]


def _hotline(number: str, name: str, rank: int, hours: str = "24時間") -> Hotline:
    contact = Contact("direct", number, hours_text=hours)
    return Hotline(f"h{number}", name, contact, frozenset(), "", True, True, rank, SOURCE)


CITY = City(
    "高知市",
    "こうち子育てナビ",
    False,
    Contact("switchboard", "088-000-0000", "市役所(代表)", hours_text="平日 9:00〜16:30"),
    {},
    "試験の会",
    "",
    ("試験の資料",),
)
AREAS = tuple(
    Area(name, kana, kind, 33.5, 133.5)
    for name, kana, kind in (
        ("潮江", "ウシオエ", "district"),
        ("朝倉", "アサクラ", "district"),
        ("相生町", "アイオイチョウ", "town"),
        ("青柳町", "アオヤギチョウ", "town"),
    )
)
HOTLINES = {
    "a": _hotline("119", "救急・消防", 1),
    "b": _hotline("110", "警察", 2),
    "c": _hotline("189", "児童相談所", 3),
    "d": _hotline("#8000", "こども救急ダイヤル", 4, "毎日 20:00〜翌1:00"),
}
CATALOG = Catalog("r1", CITY, {}, {}, {}, HOTLINES, AREAS, {}, (), (), (), {}, {})


def fake_app(
    conversation: FakeConversation | None = None,
    catalog: Callable[[], Catalog] = lambda: CATALOG,
    public_url: str = "",
    trusted_proxies: int = 0,
) -> Flask:
    """The web side alone, composed as the real app does it."""
    app = Flask("bot", static_folder=None)
    secure(app, public_url, trusted_proxies)
    register_errors(app, catalog)
    limiter = build_limiter(app)
    talk = conversation or FakeConversation()
    app.register_blueprint(chat_blueprint(talk, catalog, hash_id, limiter, public_url))
    app.register_blueprint(embed_blueprint(catalog))
    app.register_blueprint(policy_blueprint(catalog))
    app.register_blueprint(assets_blueprint())
    app.register_blueprint(health_blueprint(lambda: catalog().release))
    return app


def hash_id(session: str) -> str:
    return f"hash-of-{session[:4]}"
