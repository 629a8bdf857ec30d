"""A parent asks in vain; with one tap and an approval she is answered, in a real Chromium."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from ..people import HAMADA, NISHI, Person
from ..web.browser import DESK, PHONE, axe_findings, scrolls_sideways
from .asking import FAR, ODD, PAGE

pytestmark = pytest.mark.browser
VAGUE = "もこもこの券がほしい"  # several things are offered, none is meant
TABLET = {"width": 1024, "height": 768}


@pytest.fixture
def come(open_page) -> Callable[..., Page]:
    """`come(person, path)`: a page of hers, logged in."""

    def enter(person: Person, path: str = PAGE, viewport: dict = DESK, **options) -> Page:
        page = open_page("/staff/login", viewport=viewport, **options)
        page.get_by_label("ログイン名").fill(person.name)
        page.get_by_label("パスワード").fill(person.password)
        page.get_by_role("button", name="ログイン").click()
        page.wait_for_url("**/staff")
        page.goto(path)
        return page

    return enter


def ask(parent: Page, text: str) -> None:
    parent.get_by_label("困っていること").fill(text)
    parent.get_by_role("button", name="送る", exact=True).click()
    expect(parent.locator(".typing")).to_have_count(0)


def group_of(page: Page, text: str):
    return page.get_by_role("region", name=text)


def choose(page: Page, text: str, program: str) -> None:
    """Make the question a phrase of a programme that was not guessed."""
    group = group_of(page, text)
    group.get_by_text("ほかの事業・ほかの窓口を選ぶ").click()
    group.get_by_label("ほかの事業", exact=True).select_option(label=program)
    group.get_by_role("button", name="この事業の言い方にする", exact=True).click()
    expect(page.get_by_role("status")).to_contain_text(f"「{program}」の言い方として下書き")


def rehearse(page: Page) -> None:
    page.get_by_role("button", name="答えがどう変わるか試す").click()
    expect(page.get_by_role("heading", name="試し答えの結果")).to_be_visible(timeout=60_000)


def approve(page: Page) -> None:
    """Everything that waits, as another person."""
    for box in page.get_by_role("checkbox").all():
        box.check()
    page.get_by_role("button", name=re.compile("選んだものを見くらべて")).click()
    page.get_by_role("button", name="承認して公開する").click()
    page.wait_for_url("**/releases/*")


def test_a_question_becomes_a_phrase_and_is_answered(come, open_page, kept):
    parent, other = open_page("/"), open_page("/")
    ask(parent, ODD)
    ask(other, VAGUE)
    other.get_by_role("button", name="この中にない").click()
    expect(other.get_by_role("log")).to_contain_text("お力になれず")
    assert kept.number() == 2
    expect(parent.get_by_role("article", name="産後ケア")).to_have_count(0)

    hamada = come(HAMADA, "/staff")
    hamada.get_by_role("link", name=re.compile("^2 未回答の質問")).click()
    expect(group_of(hamada, VAGUE)).to_contain_text("「この中にない」1件")
    choose(hamada, ODD, "産後ケア")
    one_tap = group_of(hamada, VAGUE).get_by_role("group").get_by_role("button").first
    name = one_tap.inner_text()
    one_tap.click()
    expect(hamada.get_by_text("待っている質問はありません")).to_be_visible()
    rehearse(hamada)
    expect(hamada.get_by_role("main")).to_contain_text(ODD)
    expect(hamada.get_by_role("main")).to_contain_text(VAGUE)

    hamada.goto(PAGE)
    hamada.get_by_role("button", name="2件の承認を頼む").click()
    expect(hamada.get_by_role("status")).to_contain_text("2件の承認を頼みました")
    approve(come(NISHI, "/staff/drafts"))
    ask(parent, ODD)
    expect(parent.get_by_role("article", name="産後ケア").first).to_be_visible()
    ask(other, VAGUE)
    expect(other.get_by_role("article", name=name).last).to_be_visible()
    assert kept.number() == 0


def test_several_are_chosen_by_hand(come, asked, publishing):
    asked(ODD, ODD.replace("教えて", "おしえて"), ODD + "ください")
    page = come(HAMADA)
    page.get_by_text("似た質問 3種類").click()
    page.get_by_role("checkbox", name=re.compile("ください")).uncheck()
    choose(page, ODD, "産後ケア")
    assert len(publishing.drafts()) == 2
    expect(group_of(page, ODD + "ください")).to_be_visible()


def test_another_office_and_the_bin(come, asked, kept, publishing):
    asked(FAR, ODD)
    page = come(HAMADA, viewport=PHONE)
    group_of(page, FAR).get_by_role("button", name="子育ての事業ではない").click()
    expect(page.get_by_role("status")).to_contain_text("子育ての事業ではない質問")
    group_of(page, ODD).get_by_role("button", name="消す").click()
    expect(page.get_by_role("status")).to_contain_text("1件を消しました")
    assert kept.number() == 0 and len(publishing.drafts()) == 1


def test_an_office_is_named_by_a_word(come, asked, publishing):
    asked("庭のぽんぽこを片づけて")
    page = come(HAMADA)
    group = group_of(page, "庭のぽんぽこを片づけて")
    group.get_by_text("ほかの事業・ほかの窓口を選ぶ").click()
    group.get_by_label("ほかの窓口", exact=True).select_option(label="ごみ・リサイクル")
    group.get_by_label("目印にする言葉").fill("ぽんぽこ")
    group.get_by_label("目印にする言葉").press("Enter")
    assert publishing.drafts() == []  # Enter presses none of the buttons
    group.get_by_role("button", name="この窓口のことにする").click()
    expect(page.get_by_role("status")).to_contain_text("2件の下書きを作りました")
    assert publishing.draft_of("offices", "gomi").cells["words"].endswith(";ぽんぽこ")


def test_without_script_all_of_it_works(come, asked, publishing):
    asked(ODD)
    page = come(HAMADA, java_script_enabled=False)
    choose(page, ODD, "産後ケア")
    page.get_by_role("button", name="答えがどう変わるか試す").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("試し答え")


def test_a_missing_choice_is_told(come, asked, kept):
    asked(ODD)
    page = come(HAMADA)
    group = group_of(page, ODD)
    group.get_by_text("ほかの事業・ほかの窓口を選ぶ").click()
    group.get_by_role("button", name="この事業の言い方にする", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("事業を選んで")
    assert axe_findings(page) == [] and kept.number() == 1


@pytest.mark.parametrize("viewport", [PHONE, TABLET, DESK], ids=["phone", "tablet", "desk"])
def test_axe_finds_nothing_and_nothing_scrolls_sideways(come, asked, kept, viewport):
    kept.make_phrases(HAMADA.account, asked("産後ケアのぽんぽこ"), "sango_care")
    asked(ODD, ODD, ODD + "ください", FAR, "産後ケア" + "長い" * 200, "x" * 400)
    asked("where is the pool", language="en", outcome="none_of_these")
    asked("Hồ bơi ở đâu", language="vi")
    page = come(HAMADA, viewport=viewport)
    assert axe_findings(page) == [] and not scrolls_sideways(page)
    for summary in page.get_by_role("main").locator("summary").all():
        summary.click()
    assert axe_findings(page) == [] and not scrolls_sideways(page)
    page.goto("/staff")
    assert axe_findings(page) == [] and not scrolls_sideways(page)
    page.goto(f"{PAGE}?language=ko")
    assert axe_findings(page) == [] and not scrolls_sideways(page)
