"""From the first letter typed to the parent's answer, in a real Chromium and two processes."""

import json
import os
import re
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page, expect

from ..people import HAMADA, NISHI, OKABE, PARENT, Person
from ..server import PYTHON, WAITRESS, free_port
from ..web.browser import DESK, PHONE, axe_findings, scrolls_sideways
from .writing import PLACE, PROGRAM, address, drafted

pytestmark = pytest.mark.browser
NEW = "助産師さんに頼って、泊まって休めます"
WORRY = "産後ケア"


@pytest.fixture
def come(open_page) -> Callable[..., Page]:
    """`come(person, path)`: a page of hers, logged in."""

    def enter(person: Person, path: str = "/staff", viewport: dict = DESK, **options) -> Page:
        page = open_page("/staff/login", viewport=viewport, **options)
        page.get_by_label("ログイン名").fill(person.name)
        page.get_by_label("パスワード").fill(person.password)
        page.get_by_role("button", name="ログイン").click()
        page.wait_for_url("**/staff")
        page.goto(path)
        return page

    return enter


@pytest.fixture
def second_server(settings, store) -> Iterator[str]:
    """Another process on the same database; its address."""
    port = free_port()
    environment = {**os.environ, "PORT": str(port), "DATABASE_URL": str(settings.database_url)}
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    process = subprocess.Popen([PYTHON, "-c", WAITRESS], env=environment, **quiet)
    url = f"http://127.0.0.1:{port}"
    try:
        until(lambda: said(url))
        yield url
    finally:
        process.terminate()
        process.wait(10)


def said(url: str) -> str:
    """What a parent is told at the server `url`, "" when it does not answer."""
    body = json.dumps({"text": WORRY}).encode()
    headers = {"Content-Type": "application/json", "X-Chat-Session": PARENT}
    request = urllib.request.Request(f"{url}/chat/message", body, headers)
    try:
        with urllib.request.urlopen(request, timeout=5) as answer:
            return answer.read().decode("unicode_escape")
    except urllib.error.URLError:
        return ""


def until(true: Callable[[], object], seconds: float = 20) -> None:
    """Wait until `true` is; fail after `seconds`."""
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "it does not come"
        time.sleep(0.2)


def ask(parent: Page) -> None:
    parent.get_by_label("困っていること").fill(WORRY)
    parent.get_by_role("button", name="送る", exact=True).click()


def server_of(page: Page) -> str:
    return "/".join(page.url.split("/")[:3])


def test_a_change_goes_from_the_form_to_the_parents(come, open_page, second_server):
    parent = open_page("/", viewport=PHONE)
    ask(parent)
    expect(parent.get_by_role("article", name="産後ケア").first).to_be_visible()
    hamada = come(HAMADA, address(*PROGRAM))
    hamada.get_by_label(re.compile("^やさしい1行")).fill(NEW)
    expect(hamada.get_by_role("complementary", name="親に見える形")).to_contain_text(NEW)
    hamada.get_by_role("button", name="下書きにして、承認を頼む").click()
    expect(hamada.get_by_text("を下書きにしました")).to_be_visible()
    assert NEW not in said(second_server)

    nishi = come(NISHI)
    nishi.get_by_role("link", name=re.compile("承認を待っている下書き")).click()
    nishi.get_by_role("link", name="産後ケア").click()
    nishi.get_by_role("link", name="承認へ進む").click()
    nishi.get_by_role("button", name="試し答えをする").click()
    result = nishi.get_by_role("heading", name="試し答えの結果")
    expect(result).to_be_visible(timeout=60_000)
    expect(nishi.get_by_role("main")).to_contain_text(NEW)
    nishi.get_by_role("link", name="承認の画面へ").click()
    nishi.get_by_role("button", name="承認して公開する").click()
    nishi.wait_for_url("**/releases/*")

    until(lambda: NEW in said(server_of(nishi)))
    until(lambda: NEW in said(second_server))
    ask(parent)
    expect(parent.get_by_role("log")).to_contain_text(NEW)

    nishi.get_by_role("link", name="この公開を元に戻す").click()
    nishi.get_by_role("button", name="元に戻す").click()
    expect(nishi.get_by_text("公開する前の中身に戻しました")).to_be_visible()
    until(lambda: NEW not in said(server_of(nishi)))
    until(lambda: NEW not in said(second_server))


def test_each_meets_the_right_door(come, open_page, enter, publishing):
    stranger = open_page(address(*PROGRAM))
    assert "/staff/login" in stranger.url
    editor = come(HAMADA, "/staff/drafts/review?id=1", noisy=True)
    expect(editor.get_by_role("main")).to_contain_text("権限がありません")
    cells = publishing.record(*PROGRAM)
    mine = {**cells, "owner_department": "dp-boshi"}
    draft = publishing.save(HAMADA.account, *PROGRAM, mine, cells)
    publishing.submit(HAMADA.account, [draft.id])
    publishing.approve(NISHI.account, [draft.id])
    other = come(OKABE, address(*PROGRAM))
    expect(other.get_by_text("ほかの課が受け持っています")).to_be_visible()
    expect(other.get_by_role("button", name="下書きにする")).to_have_count(0)
    expect(other.get_by_label(re.compile("^正式な名前"))).to_be_disabled()


def test_two_people_edit_one_record(come, publishing):
    hamada, nishi = come(HAMADA, address(*PLACE)), come(NISHI, address(*PLACE), noisy=True)
    for page, words in ((hamada, "5台"), (nishi, "6台")):
        page.get_by_label("駐車場", exact=True).fill(words)
        page.get_by_role("button", name="下書きにする").click()
    expect(nishi.get_by_role("heading", level=1)).to_contain_text("ほかの人も")
    assert axe_findings(nishi) == [] and publishing.draft_of(*PLACE).cells["parking"] == "5台"
    nishi.get_by_label(re.compile("先に保存されたもの")).check()
    nishi.get_by_label(re.compile("あなたが書いたもの")).check()
    nishi.get_by_role("button", name="選んだ中身で下書きにする").click()
    nishi.wait_for_url("**/drafts/*")
    assert publishing.draft_of(*PLACE).cells["parking"] == "6台"


def test_she_is_told_while_she_types(come):
    page = come(HAMADA, address(*PLACE))
    phone = page.get_by_label("電話", exact=True)
    phone.fill("12")
    expect(page.locator("#wrong-c-phone")).to_contain_text("市外局番から")
    assert phone.get_attribute("aria-invalid") == "true" and axe_findings(page) == []
    phone.fill("088-834-2040")
    expect(page.locator("#wrong-c-phone")).to_have_count(0)
    page.get_by_label("開いている時間", exact=True).fill("Mo-We 10:00-15:00")
    expect(page.get_by_role("table", name="こう読みました")).to_contain_text("10:00〜15:00")
    page.get_by_label("住所", exact=True).fill("高知市愛宕町一丁目1-1")
    expect(page.locator("[data-column=c-address] .hint")).to_contain_text("町のまん中")


def test_without_script_the_card_is_shown_by_a_button(come):
    page = come(HAMADA, address(*PROGRAM), java_script_enabled=False)
    page.get_by_label(re.compile("^やさしい1行")).fill(NEW)
    page.get_by_role("button", name="表示を確かめる").click()
    expect(page.get_by_role("complementary", name="親に見える形")).to_contain_text(NEW)


def test_an_error_leads_to_its_field(come):
    page = come(HAMADA, address(*PROGRAM), noisy=True)
    page.get_by_label("案内のページ", exact=True).fill("nothing")
    page.get_by_role("button", name="下書きにする").click()
    page.get_by_role("alert").get_by_role("link").click()
    assert page.evaluate("document.activeElement.name") == "c-url"
    assert axe_findings(page) == []


@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
def test_axe_finds_nothing_and_nothing_scrolls_sideways(come, enter, publishing, viewport):
    drafted(enter(HAMADA), publishing, *PLACE, parking="5台")
    draft = drafted(enter(HAMADA), publishing, *PROGRAM, plain=NEW)
    release = publishing.approve(NISHI.account, [draft.id])
    waiting = publishing.draft_of(*PLACE)
    page = come(NISHI, viewport=viewport)
    for path in (
        "/staff",
        "/staff/records",
        "/staff/records/list/places",
        "/staff/records/list/phrases?text=泊",
        address(*PROGRAM),
        address(*PLACE),
        address(*PROGRAM, page="history"),
        "/staff/records/new?table=hotlines",
        "/staff/records/new?table=phrases",
        "/staff/drafts",
        f"/staff/drafts/{waiting.id}",
        f"/staff/drafts/review?id={waiting.id}",
        "/staff/releases",
        f"/staff/releases/{release.id}",
        f"/staff/releases/{release.id}/undo",
    ):
        page.goto(path)
        assert axe_findings(page) == [], path
        assert not scrolls_sideways(page), path
