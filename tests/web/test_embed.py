"""The chat in a page of another site: a second server on another port, a real Chromium."""

from collections.abc import Iterator
from contextlib import ExitStack

import pytest
from flask import Flask, Response
from playwright.sync_api import Frame, Page, expect

from ..people import running, staff_settings
from .browser import DESK, PHONE, Watched, axe_findings, scrolls_sideways, serving

pytestmark = pytest.mark.browser
ONE_LINE = '<script src="{bot}/embed.js" async></script>'
FRAMES = "".join(
    f'<iframe src="{{bot}}{path}"></iframe>' for path in ("/", "/guide", "/staff/login")
)
FRAME = '<iframe src="{bot}/embed" title="chat"></iframe>'
BUTTON = "子育ての困りごとを聞く"
# What browsers do in frames whose site may not store anything.
NO_STORAGE = """if (window !== top) Object.defineProperty(window, "sessionStorage",
    { get() { throw new DOMException("refused", "SecurityError") } })"""
STRICT = "default-src 'none'; script-src {bot} 'unsafe-eval'; frame-src {bot}"  # eval: for axe


class Site:
    """The city's own site: one page, whose body the test sets."""

    def __init__(self) -> None:
        self.body = ""
        self.policy = ""
        self.app = Flask("site")
        self.app.add_url_rule("/", view_func=self.page)

    def page(self) -> Response:
        head = '<!doctype html><html lang="ja"><title>市のページ</title><main><h1>市のページ</h1>'
        response = Response(f"{head}{self.body}<p id=secret>市の秘密</p></main></html>")
        if self.policy:
            response.headers["Content-Security-Policy"] = self.policy
        return response


@pytest.fixture
def site() -> Site:
    return Site()


@pytest.fixture
def site_address(site: Site) -> Iterator[str]:
    with serving(site.app) as address:
        yield address.replace("127.0.0.1", "localhost")  # to a browser that is another site


@pytest.fixture
def visit(browser, site, site_address, tmp_path):
    """`visit(body, origins)` opens the site's page with `body`, `{bot}` in it being the bot's
    address, while the bot lets `origins` ("" is the site itself) embed it."""
    opened = []
    ending = ExitStack()

    def go(
        body: str, origins: str | None = None, policy: str = "", script: str = "", **options: object
    ) -> Watched:
        named = {"EMBED_ORIGINS": site_address if origins is None else origins}
        app = ending.enter_context(running(staff_settings(tmp_path, **named)))
        bot = ending.enter_context(serving(app))
        site.body = body.format(bot=bot)
        site.policy = policy.format(bot=bot)
        context = browser.new_context(**{"viewport": PHONE, "locale": "ja-JP", **options})
        opened.append(context)
        context.set_default_timeout(8000)
        context.route("https://www.jma.go.jp/**", lambda route: route.fulfill(body="weather"))
        context.add_init_script(script)
        watched = Watched(context.new_page())
        watched.page.goto(site_address)
        return watched

    yield go
    for context in opened:
        context.close()
    ending.close()


def unfold(page: Page) -> Frame:
    """Press the button; the frame with the chat once it has greeted."""
    page.get_by_role("button", name=BUTTON).click()
    expect(chat_in(page).get_by_role("log")).to_contain_text("はじめまして")
    return next(one for one in page.frames if one.url.endswith("/embed"))


def chat_in(page: Page):
    return page.frame_locator("iframe")


def ask(page: Page, words: str) -> None:
    chat_in(page).get_by_label("困っていること").fill(words)
    chat_in(page).get_by_role("button", name="送る", exact=True).click()


@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
def test_one_line_lets_a_parent_ask(visit, viewport):
    watched = visit(ONE_LINE, viewport=viewport)
    unfold(watched.page)
    ask(watched.page, "双子の世話で手がいっぱい")
    expect(chat_in(watched.page).get_by_role("article").first).to_contain_text("双子")
    assert not scrolls_sideways(watched.page)
    assert watched.complaints == []


def test_a_page_with_a_strict_policy_can_embed_it_too(visit):
    watched = visit(ONE_LINE, policy=STRICT)
    unfold(watched.page)
    ask(watched.page, "双子の世話で手がいっぱい")
    expect(chat_in(watched.page).get_by_role("article").first).to_contain_text("双子")


def test_nothing_is_loaded_before_the_button(visit):
    page = visit(ONE_LINE).page
    expect(page.get_by_role("button", name=BUTTON)).to_be_visible()
    assert len(page.frames) == 1
    assert page.evaluate("sessionStorage.length + localStorage.length") == 0


def test_without_the_setting_another_site_gets_nothing(visit):
    watched = visit(ONE_LINE + FRAME, origins="")
    watched.page.wait_for_load_state("networkidle")
    expect(watched.page.get_by_role("button", name=BUTTON)).to_have_count(0)
    assert any("frame-ancestors 'self'" in complaint for complaint in watched.complaints)
    assert any("ERR_BLOCKED_BY_RESPONSE" in complaint for complaint in watched.complaints)


def test_a_site_that_is_not_named_gets_a_link(visit):
    watched = visit(ONE_LINE + FRAME, origins="https://city.example.jp")
    way = watched.page.get_by_role("link", name=BUTTON)
    expect(way).to_have_attribute("target", "_blank")
    watched.page.wait_for_load_state("networkidle")
    assert any("frame-ancestors" in complaint for complaint in watched.complaints)


def test_other_pages_never_stand_in_a_frame(visit):
    watched = visit(FRAMES)
    watched.page.wait_for_load_state("networkidle")
    refused = [one for one in watched.complaints if "frame-ancestors 'none'" in one]
    assert len(refused) == 3


READABLE = """() => {
    try { return parent.document.body.innerText } catch (error) { return error.name } }"""


def test_page_and_chat_cannot_read_each_other(visit):
    page = visit(ONE_LINE).page
    frame = unfold(page)
    assert frame.evaluate(READABLE) == "SecurityError"
    assert frame.evaluate("document.referrer") == ""
    inside = "document.querySelector('body > div').shadowRoot.querySelector('iframe')"
    assert page.evaluate(f"{inside}.contentDocument") is None


def test_it_works_where_the_browser_refuses_storage(visit):
    page = visit(ONE_LINE, script=NO_STORAGE).page
    frame = unfold(page)
    assert frame.evaluate("(() => { try { sessionStorage } catch (e) { return e.name } })()")
    ask(page, "双子の世話で手がいっぱい")
    expect(chat_in(page).get_by_role("article").first).to_contain_text("双子")


def test_escape_folds_it_and_gives_the_focus_back(visit):
    page = visit(ONE_LINE).page
    unfold(page)
    chat_in(page).get_by_label("困っていること").press("Escape")
    expect(page.get_by_role("button", name=BUTTON)).to_be_focused()
    expect(page.get_by_role("dialog")).to_have_count(0)
    page.keyboard.press("Enter")
    expect(chat_in(page).get_by_role("log")).to_contain_text("はじめまして")


def test_escape_in_a_sheet_closes_only_the_sheet(visit):
    page = visit(ONE_LINE).page
    unfold(page)
    chat_in(page).get_by_role("button", name="会話を消す").click()
    chat_in(page).get_by_role("button", name="やめる").press("Escape")
    expect(chat_in(page).get_by_role("button", name="やめる")).to_have_count(0)
    expect(page.get_by_role("dialog", name="チャット")).to_be_visible()


@pytest.mark.parametrize("how", ["escape", "tap"])
def test_the_quick_exit_takes_the_whole_page_along(visit, how):
    page = visit(ONE_LINE).page
    unfold(page)
    if how == "tap":
        chat_in(page).get_by_role("link", name="すぐに閉じる").click()
    else:
        chat_in(page).get_by_label("困っていること").press("Escape")
        expect(page.get_by_role("button", name=BUTTON)).to_be_focused()
        page.keyboard.press("Escape")
        page.keyboard.press("Escape")
    page.wait_for_url("https://www.jma.go.jp/**")
    assert page.evaluate("history.length") == 2  # about:blank and the weather


def test_a_forged_message_moves_nothing(visit):
    page = visit(ONE_LINE).page
    unfold(page)
    page.evaluate("postMessage({ chat: 'leave' }, '*')")
    page.evaluate("postMessage(null, '*')")
    expect(page.get_by_role("dialog", name="チャット")).to_be_visible()
    assert "localhost" in page.url


@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
def test_axe_finds_nothing(visit, viewport):
    page = visit(ONE_LINE, viewport=viewport).page
    expect(page.get_by_role("button", name=BUTTON)).to_be_visible()
    assert axe_findings(page) == []
    frame = unfold(page)
    ask(page, "双子の世話で手がいっぱい")
    expect(chat_in(page).get_by_role("article").first).to_be_visible()
    assert axe_findings(page) == []
    assert not frame.evaluate("document.documentElement.scrollWidth > innerWidth")


def test_without_scripts_it_shows_the_numbers(open_page):
    page = open_page("/embed", java_script_enabled=False)
    expect(page.get_by_role("main").get_by_role("link", name="119")).to_be_visible()
