"""The chat in a real Chromium, as a parent uses it."""

import pytest
from playwright.sync_api import expect

from .browser import DESK, axe_findings, scrolls_sideways
from .fakes import HTML, FakeConversation

pytestmark = pytest.mark.browser
SMALL = {"width": 320, "height": 568}


def ask(page, words: str) -> None:
    page.get_by_label("困っていること").fill(words)
    page.get_by_role("button", name="送る", exact=True).click()


def log_of(page):
    return page.get_by_role("log")


def asked(conversation: FakeConversation) -> list[str]:
    return [event.text for event, _ in conversation.asked if event.kind == "text"]


@pytest.fixture(params=[None, DESK], ids=["phone", "desk"])
def page(request, open_page):
    return open_page(**({"viewport": request.param} if request.param else {}))


def test_a_worry_typed_gets_its_answer(page):
    expect(log_of(page)).to_contain_text("こんにちは")
    ask(page, "夜眠れない")
    expect(page.get_by_role("article", name="産後ケア")).to_be_visible()
    expect(page.get_by_role("link", name="電話する")).to_have_attribute("href", "tel:0880000000")
    expect(page.get_by_role("link", name="088-000-0000", exact=True)).to_have_attribute(
        "href", "tel:0880000000"
    )
    assert not scrolls_sideways(page)


def test_the_first_line_of_an_answer_is_on_the_screen(page):
    for _ in range(3):
        ask(page, "夜眠れない")
        expect(page.locator(".typing")).to_have_count(0)
    expect(page.locator(".her").last).to_be_in_viewport(ratio=0.9)


def test_what_is_written_while_an_answer_is_due_is_not_lost(open_page, conversation):
    conversation.going.clear()
    page = open_page()
    ask(page, "夜眠れない")
    ask(page, "遊べる場所")
    expect(page.locator(".her")).to_have_count(2)
    conversation.going.set()
    expect(page.get_by_role("article")).to_have_count(4)
    assert [event.text for event, _ in conversation.asked] == ["", "夜眠れない", "遊べる場所"]


def test_forgetting_outruns_what_is_still_on_its_way(open_page, conversation):
    page = open_page()
    expect(log_of(page)).to_contain_text("こんにちは")
    conversation.going.clear()
    ask(page, "夜眠れない")
    ask(page, "遊べる場所")
    page.get_by_role("button", name="会話を消す").click()
    page.get_by_role("dialog").get_by_role("button", name="会話を消す").click()
    conversation.going.set()
    expect(log_of(page)).to_contain_text("会話を消しました")
    expect(page.get_by_role("article")).to_have_count(0)
    assert page.evaluate("sessionStorage.length") == 0
    assert asked(conversation) == ["夜眠れない"]


def test_a_quick_reply_is_typed_for_her(page, conversation):
    page.get_by_role("button", name="遊べる場所は?").click()
    expect(page.locator(".her")).to_have_text("あなた:遊べる場所")
    expect(page.get_by_role("article")).to_have_count(3)
    expect(page.get_by_role("group", name="選べる返事").get_by_role("button")).to_have_count(0)
    assert asked(conversation) == ["遊べる場所"]


def test_details_open_and_lead_to_their_source(page, conversation):
    ask(page, "夜眠れない")
    page.get_by_role("button", name="くわしく").click()
    source = page.get_by_role("link", name="もとのページ")
    expect(source).to_have_attribute("href", "https://example.jp/sango")
    expect(source).to_have_attribute("rel", "noopener noreferrer")
    expect(page.locator(".her").last).to_contain_text("くわしく")
    assert conversation.asked[-1][0].data == {"do": "detail", "program": "sango_care"}


def test_her_place_is_sent_roughly(open_page, conversation):
    page = open_page(
        geolocation={"latitude": 33.559123, "longitude": 133.531987}, permissions=["geolocation"]
    )
    page.get_by_role("button", name="近い場所をさがす").click()
    page.get_by_role("button", name="いまいる場所を送る").click()
    expect(log_of(page)).to_contain_text("近い順に3つ")
    event = conversation.asked[-1][0]
    assert (event.lat, event.lon) == (33.559, 133.532)


def test_without_her_place_she_picks_an_area(page, conversation):
    page.get_by_role("button", name="場所を送る").click()
    page.get_by_role("button", name="いまいる場所を送る").click()
    expect(page.get_by_role("alert")).to_contain_text("下から選んで")
    page.get_by_label("または、地区や町から選ぶ").fill("うしお")
    expect(page.get_by_role("button", name="朝倉")).to_be_hidden()
    page.get_by_role("button", name="潮江").click()
    expect(log_of(page)).to_contain_text("近い順に3つ")
    assert asked(conversation) == ["潮江"]


def test_a_reload_keeps_and_a_new_tab_does_not(page, conversation):
    ask(page, "夜眠れない")
    expect(page.get_by_role("article")).to_have_count(1)
    page.reload()
    expect(page.get_by_role("article")).to_have_count(1)
    expect(page.get_by_role("button", name="ほかの困りごと")).to_be_visible()
    other = page.context.new_page()
    other.goto("/")
    expect(log_of(other)).to_contain_text("こんにちは")
    expect(other.get_by_role("article")).to_have_count(0)
    assert len({user for _, user in conversation.asked}) == 2
    assert page.context.cookies() == []
    assert page.evaluate("localStorage.length") == 0


def test_forgetting_gives_a_receipt(page, conversation):
    ask(page, "夜眠れない")
    page.get_by_role("button", name="会話を消す").click()
    page.get_by_role("dialog").get_by_role("button", name="会話を消す").click()
    expect(log_of(page)).to_contain_text("会話を消しました")
    expect(log_of(page)).to_contain_text("はじめから残していないもの")
    expect(log_of(page)).not_to_contain_text("眠れない")
    assert page.evaluate("sessionStorage.length") == 0
    page.get_by_role("button", name="はじめから話す").click()
    expect(log_of(page)).to_contain_text("こんにちは")
    assert len({user for _, user in conversation.asked}) == 2


def test_html_in_an_answer_is_text(page):
    ask(page, "html")
    expect(page.get_by_role("article")).to_contain_text(HTML)
    assert page.locator(".log img, .log b").count() == 0


EVIL_URIS = [
    "javascript:alert(1)",
    "data:text/html,x",
    " javascript:alert(1)",
    "ftp://x",
    "//x",
    "",
]


@pytest.mark.parametrize("uri", EVIL_URIS)
def test_other_schemes_are_no_links(open_page, conversation, uri):
    action = {"type": "uri", "label": "おす", "uri": uri}
    button = {"type": "button", "action": action}
    box = {"type": "box", "layout": "vertical", "contents": [button, None, 5, {"type": "evil"}]}
    conversation._follow = lambda event: [
        {"type": "flex", "contents": {"type": "bubble", "body": box}},
        {"type": "text", "text": "ここまで"},
    ]
    page = open_page()
    expect(log_of(page)).to_contain_text("ここまで")
    assert page.locator(".log a").count() == 0


def test_a_failure_is_said_kindly_and_tried_again(open_page, conversation):
    page = open_page(noisy=True)
    expect(log_of(page)).to_contain_text("こんにちは")
    conversation.failing = RuntimeError()
    ask(page, "夜眠れない")
    expect(log_of(page)).to_contain_text("あなたのせいではありません")
    expect(page.get_by_role("link", name="市役所(代表) 088-000-0000")).to_be_visible()
    assert axe_findings(page) == []
    conversation.failing = None
    page.get_by_role("button", name="もう一度").click()
    expect(page.get_by_role("article")).to_have_count(1)
    expect(page.locator(".her")).to_have_count(1)


def test_offline_is_said_and_a_reload_asks_again(open_page):
    page = open_page(noisy=True)
    expect(log_of(page)).to_contain_text("こんにちは")
    page.context.set_offline(True)
    ask(page, "夜眠れない")
    expect(log_of(page)).to_contain_text("書いたことは残っています")
    page.context.set_offline(False)
    page.reload()
    expect(page.get_by_role("article")).to_have_count(1)


def test_forgetting_offline_does_not_claim_it(open_page):
    page = open_page(noisy=True)
    ask(page, "夜眠れない")
    expect(page.get_by_role("article")).to_have_count(1)
    page.context.set_offline(True)
    page.get_by_role("button", name="会話を消す").click()
    page.get_by_role("dialog").get_by_role("button", name="会話を消す").click()
    expect(log_of(page)).not_to_contain_text("会話を消しました")
    expect(page.get_by_role("article")).to_have_count(0)
    page.context.set_offline(False)
    page.get_by_role("button", name="もう一度").click()
    expect(log_of(page)).to_contain_text("会話を消しました")


def test_the_keyboard_alone_is_enough(page, conversation):
    expect(log_of(page)).to_contain_text("こんにちは")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="入力欄へ進む")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.type("夜眠れない")
    page.keyboard.press("Enter")
    detail = page.get_by_role("button", name="くわしく")
    expect(detail).to_be_visible()
    for _ in range(12):
        page.keyboard.press("Shift+Tab")
        if detail.evaluate("button => button === document.activeElement"):
            break
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="もとのページ")).to_be_visible()
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="もとのページ")).to_be_focused()


def test_cards_turn_with_the_arrow_keys(open_page):
    page = open_page(viewport=DESK, reduced_motion="reduce")
    ask(page, "遊べる場所")
    track = page.get_by_role("group", name="カード、横に3枚")
    expect(page.get_by_role("button", name="続きを見る")).to_be_visible()
    track.focus()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("button", name="前を見る")).to_be_visible()


def test_sheets_give_the_focus_back(page):
    opener = page.get_by_role("button", name="会話を消す")
    opener.press("Enter")
    expect(page.get_by_role("dialog", name="会話を消しますか")).to_be_visible()
    page.keyboard.press("Escape")
    expect(opener).to_be_focused()


def test_axe_finds_nothing(page):
    expect(log_of(page)).to_contain_text("こんにちは")
    found = axe_findings(page)
    ask(page, "夜眠れない")
    expect(page.get_by_role("article")).to_have_count(1)
    ask(page, "遊べる場所")
    expect(page.get_by_role("article")).to_have_count(4)
    found += axe_findings(page)
    page.get_by_role("button", name="場所を送る").click()
    found += axe_findings(page)
    page.goto("/policy")
    assert found + axe_findings(page) == []


@pytest.mark.parametrize(
    "viewport", [SMALL, {"width": 320, "height": 256}, {"width": 640, "height": 400}]
)
def test_narrow_and_magnified_windows_hold_everything(open_page, viewport):
    page = open_page(viewport=viewport)
    ask(page, "遊べる場所")
    expect(page.get_by_role("article")).to_have_count(3)
    assert not scrolls_sideways(page)
    page.get_by_label("困っていること").scroll_into_view_if_needed()
    expect(page.get_by_label("困っていること")).to_be_in_viewport()
    page.goto("/policy")
    assert not scrolls_sideways(page)


def test_without_scripts_there_are_numbers(open_page):
    page = open_page(java_script_enabled=False)
    expect(page.get_by_role("main").get_by_role("link", name="119")).to_be_visible()
    expect(page.get_by_label("困っていること")).to_be_hidden()
