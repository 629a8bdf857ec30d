"""Every step of the handbook, docs/staff.md, done as it says; `make handbook` draws its pictures.

Each walk looks around as it goes. What its section names in 「」 must have stood on those pages.
"""

import re
from collections.abc import Callable

import pyotp
import pytest
from playwright.sync_api import Page, expect

from bot.store.store import Store

from ..numbers.counted import fill
from ..people import HAMADA, KANRI, NISHI, Person, Visitor
from ..web.browser import PHONE
from .exchange_files import BAD, GOOD, cp932
from .handbook import BOOK, PICTURES, Walk, sections
from .test_second import FINISH, at, begin
from .writing import HOTLINE, PLACE, PROGRAM, address, drafted

DESK = {"width": 1024, "height": 700}
NEW = "助産師さんに頼って、泊まって休めます"
PASSWORD = "kingyo to furin no 3 natsu"
LARGEST = 120_000  # bytes of a picture
WALKED = {"1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12"}

Come = Callable[..., Page]


@pytest.fixture
def come(open_page) -> Come:
    """`come(person)`: a page of hers, at the first page after the login."""

    def enter(person: Person, viewport: dict = DESK, noisy: bool = False) -> Page:
        page = open_page("/staff/login", viewport=viewport, noisy=noisy)
        log_in(page, person.name, person.password)
        page.wait_for_url("**/staff")
        return page

    return enter


def log_in(page: Page, name: str, password: str) -> None:
    page.get_by_label("ログイン名").fill(name)
    page.get_by_label("パスワード").fill(password)
    page.get_by_role("button", name="ログイン").click()


def press(page: Page, name: str, role: str = "button") -> None:
    page.get_by_role("main").get_by_role(role, name=name, exact=True).first.click()


def menu(page: Page, name: str) -> None:
    page.get_by_role("navigation", name="職員ページ").get_by_role(
        "link", name=name, exact=True
    ).click()


def invited(page: Page) -> str:
    """The link by which a new member of staff sets her password."""
    menu(page, "職員アカウント")
    press(page, "追加する", "link")
    page.get_by_label(re.compile("^ログイン名")).fill("sato")
    page.get_by_label(re.compile("^表示する名前")).fill("母子保健課 佐藤")
    press(page, "追加して、リンクを発行する")
    return page.get_by_label("パスワードを設定するリンク").input_value()


@pytest.mark.browser
def test_1_the_first_login(come, open_page, store: Store):
    walk = Walk("1")
    page = open_page(invited(come(KANRI)), viewport=DESK)
    walk.look(page)
    for label in ("新しいパスワード", "新しいパスワード(もう一度)"):
        page.get_by_label(re.compile("^" + re.escape(label) + " 必須$")).fill(PASSWORD)
    press(page, "設定する")
    page.wait_for_url("**/staff/login")
    walk.look(page, "login.png", 560)
    log_in(page, "sato", PASSWORD)
    walk.look(page)
    press(page, "設定する", "link")
    page.get_by_label("いまのパスワード").fill(PASSWORD)
    walk.look(page)
    press(page, "設定を始める")
    walk.look(page, "second.png", 800)
    secret = page.locator(".secret").inner_text().replace(" ", "")
    page.get_by_label("6けたの確認コード").fill(pyotp.TOTP(secret).now())
    press(page, "使い始める")
    walk.look(page)
    press(page, "控えました", "link")
    page.get_by_role("button", name="ログアウト").click()
    store.database.write(lambda connection: connection.execute("UPDATE accounts SET totp_step = 0"))
    log_in(page, "sato", PASSWORD)
    walk.look(page)
    page.get_by_label("6けたの確認コード").fill(pyotp.TOTP(secret).now())
    press(page, "確かめて進む")
    page.wait_for_url("**/staff")
    assert walk.missing() == []


@pytest.mark.browser
def test_2_every_day(come, enter, publishing, asked):
    walk = Walk("2")
    idle = come(HAMADA, PHONE)
    walk.look(idle)
    expect(idle.get_by_text("いまは、ありません。")).to_be_visible()
    drafted(enter(HAMADA), publishing, *PROGRAM, plain=NEW)
    drafted(enter(NISHI), publishing, *PLACE, do="save", parking="5台")
    asked("もこもこの券がほしい", "ふわふわさんはいますか")
    page = come(NISHI)
    walk.look(page, "start.png", 520)
    for name in (
        "記録",
        "下書き",
        "公開の記録",
        "利用の数字",
        "Excel・CSV",
        "自分の設定",
        "はじめに",
    ):
        menu(page, name)
        expect(page.get_by_role("navigation").locator("[aria-current=page]:visible")).to_have_text(
            name
        )
    assert walk.missing() == []


@pytest.mark.browser
def test_3_mending_a_record(come, publishing):
    walk = Walk("3")
    page = come(HAMADA)
    page.set_viewport_size({"width": 1024, "height": 580})
    menu(page, "記録")
    walk.look(page)
    press(page, "事業", "link")
    walk.look(page)
    page.get_by_label("さがす言葉").fill("産後ケア")
    press(page, "さがす")
    press(page, "産後ケア", "link")
    page.get_by_label(re.compile("^やさしい1行")).fill(NEW)
    expect(page.get_by_role("complementary", name="親に見える形")).to_contain_text(NEW)
    page.get_by_text("40文字まで").scroll_into_view_if_needed()
    walk.look(page, "edit.png")
    press(page, "下書きにして、承認を頼む")
    expect(page.get_by_text("を下書きにしました")).to_be_visible()
    assert publishing.draft_of(*PROGRAM).status == "submitted"
    wrong_then_right(come(HAMADA, PHONE), walk)
    assert walk.missing() == []


def wrong_then_right(page: Page, walk: Walk) -> None:
    """She is told of a wrong phone, and reads her hours back."""
    page.goto(address(*PLACE))
    page.get_by_label("開いている時間", exact=True).fill("Mo-We 10:00-15:00")
    expect(page.get_by_role("table", name="こう読みました")).to_contain_text("10:00〜15:00")
    phone = page.get_by_label("電話", exact=True)
    phone.fill("12")
    expect(page.locator("#wrong-c-phone")).to_be_visible()
    page.locator("#wrong-c-phone").scroll_into_view_if_needed()
    walk.look(page, "check.png", 640)
    phone.fill("088-834-2041")
    expect(page.locator("#wrong-c-phone")).to_have_count(0)
    press(page, "下書きにする")
    expect(page.get_by_text("を下書きにしました")).to_be_visible()


@pytest.mark.browser
def test_4_comparing_and_approving(come, enter, publishing):
    walk = Walk("4")
    drafted(enter(HAMADA), publishing, *PROGRAM, plain=NEW)
    drafted(enter(HAMADA), publishing, *HOTLINE, note="どんな悩みでも話せます")
    page = come(NISHI)
    walk.look(page)
    page.get_by_role("link", name="承認を待っている下書き").click()
    walk.look(page)
    press(page, "産後ケア", "link")
    walk.look(page, "review.png", 620)
    press(page, "承認へ進む", "link")
    walk.look(page)
    press(page, "承認して公開する")
    expect(page.get_by_text("1件を公開しました")).to_be_visible()
    page.goto(f"/staff/drafts/review?id={publishing.draft_of(*HOTLINE).id}")
    press(page, "承認して公開する")
    expect(page.get_by_text("1人目の承認を受け付けました")).to_be_visible()
    menu(page, "下書き")
    walk.look(page, "two.png", 480)
    second = come(KANRI)
    second.goto(f"/staff/drafts/review?id={publishing.draft_of(*HOTLINE).id}")
    press(second, "承認して公開する")
    expect(second.get_by_text("1件を公開しました")).to_be_visible()
    assert walk.missing() == []


@pytest.mark.browser
def test_5_rehearsing(come, enter, publishing):
    walk = Walk("5")
    draft = drafted(enter(HAMADA), publishing, *PROGRAM, plain=NEW)
    page = come(NISHI)
    page.goto(f"/staff/drafts/review?id={draft.id}")
    walk.look(page)
    press(page, "試し答えをする")
    expect(page.get_by_role("heading", name="試し答えの結果")).to_be_visible(timeout=60_000)
    walk.look(page, "rehearsal.png", 470)
    press(page, "承認の画面へ", "link")
    expect(page.get_by_role("button", name="承認して公開する")).to_be_visible()
    walk.look(page)
    assert walk.missing() == []


@pytest.mark.browser
def test_6_taking_back(come, enter, publishing):
    walk = Walk("6")
    draft = drafted(enter(HAMADA), publishing, *PROGRAM, plain=NEW)
    publishing.approve(NISHI.account, [draft.id])
    drafted(enter(HAMADA), publishing, *PLACE, parking="5台")
    page = come(NISHI)
    menu(page, "公開の記録")
    walk.look(page)
    page.get_by_role("rowheader").get_by_role("link").first.click()
    walk.look(page)
    press(page, "この公開を元に戻す", "link")
    walk.look(page, "undo.png", 520)
    press(page, "元に戻す")
    expect(page.get_by_text("公開する前の中身に戻しました")).to_be_visible()
    page.goto(address(*PROGRAM))
    walk.look(page)
    press(page, "これまでの変更", "link")
    walk.look(page)
    press(page, "この変更の前に戻す下書きを作る")
    page.goto(f"/staff/drafts/{publishing.draft_of(*PLACE).id}")
    walk.look(page)
    press(page, "取り下げる")
    assert publishing.draft_of(*PLACE) is None
    assert walk.missing() == []


def hand_in(page: Page, data: bytes) -> None:
    file = {"name": "施設一覧.csv", "mimeType": "text/csv", "buffer": data}
    page.get_by_label("ファイル", exact=False).first.set_input_files(file)
    page.get_by_label("何のファイル").select_option(label="場所")
    press(page, "変わる所を見る")


@pytest.mark.browser
def test_7_a_sheet_of_excel(come, publishing):
    walk = Walk("7")
    page = come(HAMADA)
    menu(page, "Excel・CSV")
    walk.look(page)
    with page.expect_download() as download:
        press(page, "ダウンロード")
    assert download.value.suggested_filename.endswith(".xlsx")
    hand_in(page, cp932(GOOD, *BAD))
    page.get_by_role("heading", name="直すところが 3か所あります").wait_for()
    walk.look(page, "problems.png")
    press(page, "直したファイルを選ぶ")
    hand_in(page, cp932(GOOD, ("sc-koara", "こあら", "088-833-7078", "2026-11-24", "")))
    page.get_by_role("button", name="2件を下書きにする").wait_for()
    walk.look(page)
    press(page, "2件を下書きにする")
    page.get_by_role("heading", name="2件を下書きにしました").wait_for()
    walk.look(page)
    press(page, "下書きを見る", "link")
    walk.look(page)
    for box in page.get_by_role("checkbox").all():
        box.check()
    press(page, "選んだものの承認を頼む")
    expect(page.get_by_text("2件の承認を頼みました")).to_be_visible()
    columns_of_her_own(page, walk)
    assert walk.missing() == []


def columns_of_her_own(page: Page, walk: Walk) -> None:
    """A sheet of her office, whose columns are called otherwise."""
    menu(page, "Excel・CSV")
    hand_in(page, "整理番号,ひろばの名前,れんらく先\nsc-tanpopo,たんぽぽ,088-845-1250".encode())
    page.get_by_role("heading", name="列の意味を選ぶ").wait_for()
    for heading, label in (("整理番号", "ID"), ("れんらく先", "電話")):
        page.get_by_label(heading).select_option(label=label)
    walk.look(page, "columns.png", 560)
    press(page, "変わる所を見る")
    page.get_by_text("088-845-1250").wait_for()
    press(page, "やめる")


@pytest.mark.browser
def test_8_what_was_not_answered(come, asked, publishing):
    walk = Walk("8")
    asked(*("夜に来てくれる ふわふわさんはいますか",) * 3, "夜に来てくれるふわふわさん、おる?")
    asked("もこもこの券がほしい", "もこもこの券がほしい", outcome="none_of_these")
    asked("粗大ぽんぽこはどこへ出す")
    page = come(HAMADA)
    menu(page, "未回答の質問")
    walk.look(page)
    page.get_by_role("button", name="妊婦健診の補助").click()
    expect(page.get_by_text("「妊婦健診の補助」の言い方として下書き")).to_be_visible()
    menu(page, "未回答の質問")
    page.get_by_text("ここで作った下書き").evaluate("one => one.parentElement.scrollIntoView()")
    walk.look(page, "unanswered.png", 600)
    office = page.get_by_role("region", name="粗大ぽんぽこはどこへ出す")
    office.get_by_text("ほかの事業・ほかの窓口を選ぶ").click()
    walk.look(page)
    office.get_by_label("ほかの窓口", exact=True).select_option(label="ごみ・リサイクル")
    office.get_by_label("目印にする言葉").fill("ぽんぽこ")
    office.get_by_role("button", name="この窓口のことにする").click()
    expect(page.get_by_text("2件の下書きを作りました")).to_be_visible()
    press(page, "3件の承認を頼む")
    assert [draft.status for draft in publishing.drafts()] == ["submitted"] * 3
    assert walk.missing() == []


@pytest.mark.browser
def test_9_what_is_old(come, store):
    store.database.write(lambda c: c.execute("DELETE FROM review_links"))
    walk = Walk("9")
    page = come(NISHI)
    menu(page, "情報の確認")
    walk.look(page, "freshness.png", 560)
    page.goto("/staff/freshness?only=all")
    walk.look(page)
    menu(page, "情報の確認")
    press(page, "課に頼むリンク", "link")
    page.get_by_label(re.compile("^頼む課")).select_option(label="母子保健課")
    press(page, "リンクを作る")
    page.get_by_text("まで使えます").wait_for()
    walk.look(page)
    page.goto("/staff/freshness?department=-&only=all")
    walk.look(page)
    a_salon_writes(page, walk)
    what_readers_say(page, walk, store)
    assert walk.missing() == []


def a_salon_writes(page: Page, walk: Walk) -> None:
    """It gets a link; what it wrote waits among the drafts."""
    page.goto(address(*PLACE))
    press(page, "園・サロンに書いてもらう", "link")
    page.get_by_label("届いたものを見る課").select_option(label="母子保健課")
    press(page, "リンクを作る")
    page.get_by_text("まで使えます").wait_for()
    walk.look(page, "outside.png", 560)
    page.goto(page.get_by_label("渡すリンク").input_value())
    page.get_by_label("駐車場").fill("無料。5台")
    press(page, "送る")
    page.get_by_role("heading", name="ありがとうございます").wait_for()
    page.goto("/staff/drafts")
    walk.look(page)
    press(page, "支援センター あい", "link")
    walk.look(page)


def what_readers_say(page: Page, walk: Walk, store: Store) -> None:
    """One of them says that a time is old."""
    page.goto("/wrong/programs/sango_care")
    walk.look(page)
    page.get_by_label("古い・まちがっている").check()
    press(page, "知らせる")
    page.get_by_role("heading", name="ありがとうございます").wait_for()
    page.goto("/staff")
    menu(page, "読んだ人の知らせ")
    walk.look(page)
    store.database.write(lambda c: c.execute("DELETE FROM reports"))


@pytest.mark.browser
def test_10_the_numbers(come, store):
    fill(store)
    walk = Walk("10")
    page = come(HAMADA)
    menu(page, "利用の数字")
    page.get_by_label("いつから").select_option(index=2)
    press(page, "この期間を見る")
    walk.look(page)
    page.get_by_role("link", name="応えられていない困りごと", exact=True).click()
    walk.look(page, "numbers.png", 480)
    press(page, "月の報告(A4で1枚)", "link")
    press(page, "この月を見る")
    walk.look(page)
    for table in ("numbers", "referral_totals", "counts"):
        store.database.write(lambda c, table=table: c.execute(f"DELETE FROM {table}"))
    assert walk.missing() == []


def recovery_code(visit: Visitor) -> str:
    """A code of somebody who has a second factor from now on."""
    page = visit.do(FINISH, code=at(begin(visit))).text
    return re.findall(r"<li><code>([^<]+)</code>", page)[0]


@pytest.mark.browser
def test_11_in_trouble(come, enter, open_page, publishing):
    walk = Walk("11")
    code = recovery_code(enter(HAMADA))
    draft = drafted(enter(NISHI), publishing, *PLACE, owner_department="dp-hoiku")
    release = publishing.approve(KANRI.account, [draft.id])
    page = open_page("/staff/login", viewport=DESK, noisy=True)
    log_in(page, HAMADA.name, HAMADA.password)
    walk.look(page)
    page.get_by_label("6けたの確認コード").fill(code)
    press(page, "確かめて進む")
    page.wait_for_url("**/staff")
    for path in ("/staff/accounts", address(*PLACE)):
        page.goto(path)
        walk.look(page)
    page = come(KANRI)
    page.goto(f"/staff/releases/{release.id}")
    walk.look(page)
    menu(page, "職員アカウント")
    walk.look(page)
    press(page, HAMADA.account.shown_name, "link")
    walk.look(page)
    press(page, "パスワードを設定するリンクを発行")
    walk.look(page)
    assert walk.missing() == []


@pytest.mark.browser
def test_12_what_is_written_down(come):
    walk = Walk("12")
    page = come(KANRI)
    menu(page, "操作の記録")
    walk.look(page)
    page.goto(address(*PROGRAM))
    walk.look(page)
    assert walk.missing() == []


def test_every_section_is_walked():
    assert set(sections()) == WALKED


def test_every_picture_is_small_and_shown():
    shown = [name for section in sections().values() for name in section.pictures]
    assert sorted(shown) == sorted(path.name for path in PICTURES.iterdir())
    assert max(path.stat().st_size for path in PICTURES.iterdir()) < LARGEST


def test_every_command_is_one():
    from bot.reference import commands_table

    commands = re.findall(r"python -m (bot [a-z]+(?: [a-z]+)?)", BOOK.read_text(encoding="utf-8"))
    assert commands and all(f"`python -m {name}" in commands_table() for name in commands)
