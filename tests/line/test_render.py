"""Answer -> LINE messages: lawful whatever comes, readable, nothing lost in the SDK's models."""

import string

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from linebot.v3.messaging import Message

from bot.core.answer import Action, Answer, Card, Line
from bot.line import flex, limits
from bot.line.render import render

from .lawful import problems

CALL = Action("call", "電話する", "088-855-7795")
CARD = Card("産後ケア", (Line("助産師さんに体を休めながら相談できます"),), CALL)


# What a person sees


def test_texts_cards_and_closing_come_in_order_with_choices_on_the_last():
    answer = Answer(
        ("こんばんは",), (CARD,), ("おやすみなさい",), (Action("locate", "近くをさがす"),)
    )
    messages = render(answer)
    assert [m["type"] for m in messages] == ["text", "flex", "text"]
    assert [("quickReply" in m) for m in messages] == [False, False, True]
    assert problems(messages) == []


def test_one_card_is_a_bubble_and_two_are_a_carousel():
    assert render(Answer(cards=(CARD,)))[0]["contents"]["type"] == "bubble"
    assert render(Answer(cards=(CARD, CARD)))[0]["contents"]["type"] == "carousel"


def test_alt_text_says_the_card_and_whom_to_call():
    alt = render(Answer(cards=(CARD,)))[0]["altText"]
    assert alt.startswith("産後ケア / 助産師") and "電話する" in alt


def test_a_given_summary_hides_the_card_from_the_lock_screen():
    messages = render(Answer(cards=(CARD,), summary="メッセージがあります"))
    assert messages[0]["altText"] == "メッセージがあります"


def test_every_text_on_a_card_wraps_and_grows_with_the_readers_size():
    box = render(Answer(cards=(CARD,)))[0]["contents"]["body"]
    assert all(part["wrap"] and part["scaling"] for part in box["contents"])


@pytest.mark.parametrize(
    "action, expected",
    [
        (CALL, {"type": "uri", "label": "電話する", "uri": "tel:0888557795"}),
        (Action("call", "電話", "#8000"), {"type": "uri", "label": "電話", "uri": "tel:%238000"}),
        (
            Action("call", "電話", "#8000 / 088-873-3090"),
            {"type": "uri", "label": "電話", "uri": "tel:0888733090"},
        ),
        (
            Action("open", "地図", "https://maps.example/?q=高知"),
            {"type": "uri", "label": "地図", "uri": "https://maps.example/?q=%E9%AB%98%E7%9F%A5"},
        ),
        (
            Action("send", "くわしく", "do=detail&program=a"),
            {
                "type": "postback",
                "label": "くわしく",
                "data": "do=detail&program=a",
                "displayText": "くわしく",
            },
        ),
        (
            Action("say", "例", "近くで遊びたい"),
            {"type": "message", "label": "例", "text": "近くで遊びたい"},
        ),
        (Action("locate", "近く"), {"type": "location", "label": "近く"}),
        (
            Action("share", "送る", "産後"),
            {
                "type": "uri",
                "label": "送る",
                "uri": "https://line.me/R/share?text=%E7%94%A3%E5%BE%8C",
            },
        ),
    ],
)
def test_each_kind_of_action_has_its_line_form(action, expected):
    messages = render(Answer(("はい",), choices=(action,)))
    assert messages[0]["quickReply"]["items"] == [{"type": "action", "action": expected}]


def test_a_card_cannot_ask_for_the_position_so_it_sends_the_question():
    contents = render(Answer(cards=(Card("広場", button=Action("locate", "近く")),)))[0]["contents"]
    assert contents["footer"]["contents"][0]["action"]["data"] == "do=near"


def test_danger_has_its_own_paper_and_solid_call_buttons():
    card = Card("話せる所", (Line("24時間", actions=(CALL,)),), tone="danger")
    body = render(Answer(cards=(card,)))[0]["contents"]["body"]
    assert body["backgroundColor"] == flex.COLOURS["danger_paper"]
    assert body["contents"][2]["style"] == "primary"


def _luminance(colour: str) -> float:
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _contrast(one: str, other: str) -> float:
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("tone", ["title", "plain", "good", "quiet", "warn", "label", "link"])
@pytest.mark.parametrize("paper", ["paper", "danger_paper"])
def test_every_text_is_dark_enough_on_its_background(tone, paper):
    assert _contrast(flex.COLOURS[tone], flex.COLOURS[paper]) >= 4.5


@pytest.mark.parametrize("button", ["button", "danger_button"])
def test_white_is_readable_on_every_button(button):
    assert _contrast(flex.COLOURS["on_button"], flex.COLOURS[button]) >= 4.5


# Limits and unhappy paths


@pytest.mark.parametrize("empty", ["", " ", "\n\n", "\u200b", "\ud83d", "\u3000"])
def test_an_empty_text_is_never_sent(empty):
    assert render(Answer((empty,))) == []
    assert render(Answer((empty, "はい"))) == [{"type": "text", "text": "はい"}]


def test_a_silent_answer_sends_nothing():
    assert render(Answer(("はい",), (CARD,), silent=True)) == []


@pytest.mark.parametrize(
    "bad",
    [
        Action("call", "電話", "なし"),
        Action("call", "電話", ""),
        Action("open", "開く", "javascript:alert(1)"),
        Action("open", "開く", "/policy"),
        Action("open", "開く", "https://"),
        Action("open", "開く", "https://[bad"),
        Action("open", "開く", "https://a.example/" + "あ" * 200),
        Action("send", "送る", ""),
        Action("send", "送る", "do=" + "x" * 300),
        Action("say", "言う", " "),
        Action("share", "送る", ""),
        Action("call", "", "119"),
        Action("unheard", "何か", "x"),
    ],
)
def test_a_tap_that_line_would_refuse_is_left_out(bad):
    messages = render(
        Answer(("はい",), (Card("題", button=bad, more=(bad,)),), choices=(bad, CALL))
    )
    assert problems(messages) == []
    assert "footer" not in messages[-1]["contents"]
    assert len(messages[-1]["quickReply"]["items"]) == 1


@pytest.mark.parametrize("text", ["あ" * 6000, "🍎" * 3000, "👨‍👩‍👧‍👦" * 700, "é" * 5001])
def test_a_long_text_ends_with_an_ellipsis_at_a_whole_character(text):
    sent = render(Answer((text,)))[0]["text"]
    assert problems([{"type": "text", "text": sent}]) == []
    assert sent.endswith("…") and text.startswith(sent[:-1])
    assert list(limits.graphemes(text))[: len(list(limits.graphemes(sent[:-1])))] == list(
        limits.graphemes(sent[:-1])
    )


@pytest.mark.parametrize(
    "text, count",
    [("あいう", 3), ("が", 1), ("👍🏽", 1), ("🇯🇵🇯🇵", 2), ("👩‍👧a", 2), ("ｶﾞ", 1), ("", 0)],
)
def test_graphemes_are_what_a_reader_counts(text, count):
    assert len(list(limits.graphemes(text))) == count


def test_more_than_five_texts_are_joined_and_none_is_lost():
    answer = Answer(tuple("一二三四五六"), (CARD,), tuple("七八"))
    messages = render(answer)
    assert problems(messages) == []
    assert [m.get("text") for m in messages] == [
        "一\n\n二\n\n三\n\n四\n\n五\n\n六",
        None,
        "七\n\n八",
    ]


def test_fourteen_choices_become_thirteen_and_long_labels_twenty():
    choices = tuple(Action("say", "長い" * 20, f"{n}") for n in range(14))
    items = render(Answer(("はい",), choices=choices))[0]["quickReply"]["items"]
    assert len(items) == 13
    assert items[0]["action"]["label"] == "長い" * 9 + "長…"


def test_twelve_heavy_cards_shrink_until_line_takes_them():
    heavy = Card("題" * 300, tuple(Line("文" * 500, actions=(CALL,) * 4) for _ in range(30)), CALL)
    messages = render(Answer(cards=(heavy,) * 14))
    assert problems(messages) == []
    assert len(messages[0]["contents"]["contents"]) == 12


def test_a_heavy_single_card_keeps_its_button():
    heavy = Card("題", tuple(Line("文" * 1000) for _ in range(60)), CALL)
    messages = render(Answer(cards=(heavy,)))
    assert problems(messages) == []
    assert messages[0]["contents"]["footer"]["contents"][0]["action"]["uri"] == "tel:0888557795"


def test_forwarded_text_is_cut_where_the_address_ends():
    messages = render(Answer(("はい",), choices=(Action("share", "送る", "高知" * 200),)))
    uri = messages[0]["quickReply"]["items"][0]["action"]["uri"]
    assert problems(messages) == [] and 980 < len(uri) <= 1000 and uri.endswith("%E2%80%A6")


texts = st.text(max_size=60) | st.sampled_from(
    ["\ud83d", "👨‍👩‍👧" * 90, "語" * 6000, " ", "a\u0301" * 50]
)
actions = st.builds(
    Action,
    st.sampled_from(["call", "open", "send", "say", "locate", "share", "?"]),
    texts,
    texts | st.sampled_from(["088-1", "#7119", "https://a.example/ぁ?x=%zz", "do=a&b=c"]),
)
lines = st.builds(
    Line,
    texts,
    st.sampled_from(["plain", "good", "quiet", "warn", "label", "?"]),
    st.lists(actions, max_size=4).map(tuple),
)
cards = st.builds(
    Card,
    texts,
    st.lists(lines, max_size=8).map(tuple),
    st.none() | actions,
    st.lists(actions, max_size=4).map(tuple),
    texts,
    st.sampled_from(["plain", "danger", "detail"]),
)
answers = st.builds(
    Answer,
    st.lists(texts, max_size=7).map(tuple),
    st.lists(cards, max_size=14).map(tuple),
    st.lists(texts, max_size=4).map(tuple),
    st.lists(actions, max_size=16).map(tuple),
    texts,
)


@settings(max_examples=120, deadline=None)
@given(answers)
def test_any_answer_renders_to_lawful_messages(answer):
    messages = render(answer)
    assert messages == [] or problems(messages) == []


# The SDK's models as a second opinion


def _lost(sent: object, kept: object, where: str = "") -> list[str]:
    """Paths of `sent` that the model dropped or changed; what it added does not matter."""
    if isinstance(sent, dict) and isinstance(kept, dict):
        return [p for k in sent for p in _lost(sent[k], kept.get(k), f"{where}.{k}")]
    if isinstance(sent, list) and isinstance(kept, list) and len(sent) == len(kept):
        return [p for n, s in enumerate(sent) for p in _lost(s, kept[n], f"{where}[{n}]")]
    return [] if sent == kept else [where]


@pytest.mark.parametrize("tone", ["plain", "danger", "detail"])
def test_the_sdk_models_lose_nothing(tone):
    every = (CALL, Action("send", "くわしく", "do=a"), Action("say", "例", "例"))
    card = Card("題", (Line("文", "warn", every),), CALL, every, "産後", tone)
    answer = Answer(("はい",), (card, card), ("では",), (*every, Action("locate", "近く")))
    for message in render(answer):
        assert _lost(message, Message.from_dict(message).to_dict()) == []


# The checker itself must see what is wrong


def _with(**changes: object) -> list[dict]:
    button = {"type": "button", "action": {"type": "uri", "label": "a", "uri": "tel:119"}}
    box = {"type": "box", "layout": "vertical", "contents": [button]}
    flex_message = {"type": "flex", "altText": "a", "contents": {"type": "bubble", "body": box}}
    for path, value in changes.items():
        target = {"message": flex_message, "bubble": flex_message["contents"], "box": box}
        target |= {"button": button, "action": button["action"]}
        name, key = path.split("_", 1)
        target[name][key] = value
    return [flex_message]


@pytest.mark.parametrize(
    "change",
    [
        {"message_altText": ""},
        {"message_altText": "あ" * 1501},
        {"message_altText": "\ud83d"},
        {"message_quickReply": {"items": []}},
        {"message_quickReply": None},
        {"message_colour": "#fff"},
        {"bubble_type": "bubbles"},
        {"bubble_size": "huge"},
        {"bubble_body": {"type": "text", "text": "a"}},
        {"box_layout": "diagonal"},
        {"box_contents": []},
        {"box_paddingAll": "wide"},
        {"button_style": "solid"},
        {"button_action": {"type": "location", "label": "a"}},
        {"action_uri": "javascript:1"},
        {"action_uri": "tel:#8000"},
        {"action_uri": "https://a.example/あ"},
        {"action_label": "あ" * 41},
        {"action_label": ""},
    ],
)
def test_the_checker_sees_each_breach(change):
    assert problems(_with()) == []
    assert problems(_with(**change))


@pytest.mark.parametrize(
    "bad", [[], [{"type": "text", "text": "a"}] * 6, None, [{"type": "image"}]]
)
def test_the_checker_sees_a_bad_list(bad):
    assert problems(bad)


def test_the_checker_counts_letters_not_marks():
    label = "".join(letter + "\u0301" for letter in string.ascii_lowercase[:20])
    item = {"type": "action", "action": {"type": "message", "label": label, "text": "a"}}
    assert problems([{"type": "text", "text": "a", "quickReply": {"items": [item]}}]) == []
