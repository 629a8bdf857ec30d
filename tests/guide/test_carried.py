"""What goes along from page to page: the language, readings, the card that a worker fills."""

import re
from collections.abc import Iterator
from html import unescape
from urllib.parse import parse_qs, urlsplit

import pytest
from flask import Flask
from playwright.sync_api import expect

from bot.core.referral import Item
from bot.web.referrals.basket import along, read_along

from ..people import running, staff_settings
from ..web.browser import DESK, PHONE, axe_findings, scrolls_sideways

TWO = "card=p:sango_care,s:sc-ai"


@pytest.fixture
def app(tmp_path) -> Iterator[Flask]:
    """All of it: cards are made outside the guide."""
    with running(staff_settings(tmp_path)) as one:
        yield one


def links(page: str, start: str) -> list[str]:
    return [unescape(one) for one in re.findall(r'href="([^"]+)"', page) if one.startswith(start)]


def test_the_card_goes_along_to_every_page_and_form(client):
    for path in (
        "/guide",
        "/guide/p/famisapo",
        "/guide/areas",
        "/guide/stages/baby",
        "/guide/plan",
    ):
        page = client.get(f"{path}?{TWO}").text
        assert "カードに<b>2つ</b>" in page
        ways = links(page, "/guide?") + links(page, "/guide/areas?")
        assert ways and all("card=p%3Asango_care%2Cs%3Asc-ai" in way for way in ways), path
        for form in re.findall(r'<form[^>]*action="/guide".*?</form>', page, re.DOTALL):
            assert 'name="card" value="p:sango_care,s:sc-ai"' in form


def test_a_page_adds_its_record_to_the_card(client):
    page = client.get(f"/guide/p/famisapo?{TWO}").text
    (way,) = [one for one in links(page, "/refer?") if "famisapo" in one]
    asked = parse_qs(urlsplit(way).query)
    assert asked == {"p": ["sango_care", "famisapo"], "s": ["sc-ai"]}
    assert "カードに入っています" in client.get(f"/guide/p/sango_care?{TWO}").text


def test_the_lists_add_and_say_what_is_there(client):
    page = client.get(f"/guide?q=双子&{TWO}").text
    (way,) = [one for one in links(page, "/guide?") if "tatai_shien" in one]
    after = client.get(way.partition("#")[0]).text
    assert "カードに<b>3つ</b>" in after and "カードに入っています" in after
    assert "カードに加える" not in client.get("/guide?q=双子").text


def test_the_worker_goes_to_look_around_and_comes_back(client):
    (around,) = links(client.get("/refer?p=sango_care&q=双子").text, "/guide?card=")
    assert "双子・三つ子" in client.get(around).text
    (empty,) = links(client.get("/refer").text, "/guide?card=")
    page = client.get(empty).text
    assert "カードにのせるものを選んでください" in page
    assert "カードに加える" in client.get(f"{empty}&q=双子").text


@pytest.mark.parametrize(
    "card",
    ["", "p", "x:sango_care", "p:nope", "p:dv_soudan", "<b>", "p:" + "x" * 5000, ",,,", "\0"],
)
def test_a_bad_card_holds_nothing(client, card):
    page = client.get("/guide/p/famisapo", query_string={"card": card})
    assert page.status_code == 200
    assert "つ</b>" not in page.text
    assert all("dv_soudan" not in way and "xxx" not in way for way in links(page.text, "/refer"))


def test_a_card_holds_five(client):
    ids = ["sango_care", "famisapo", "tatai_shien", "hoocchoken", "hagukumi", "boshi_hoken_soudan"]
    page = client.get("/guide?q=支援センター&card=" + ",".join(f"p:{one}" for one in ids)).text
    assert "カードに<b>5つ</b>入っています（いっぱいです）" in page
    assert "カードに加える" not in page


def test_violence_is_not_put_on_it(client):
    page = client.get("/guide?q=DV相談&card=new").text
    assert "DV相談" in page and not [one for one in links(page, "/guide?") if "dv_soudan" in one]


def test_a_card_in_an_address_is_not_kept_by_caches(client):
    answer = client.get(f"/guide/p/famisapo?{TWO}")
    assert (answer.headers["Cache-Control"], answer.headers["X-Robots-Tag"]) == (
        "no-store",
        "noindex",
    )


def test_items_come_back_as_they_went(app):
    items = (Item("p", "sango_care"), Item("s", "sc-ai"))
    assert read_along(along(items)) == items
    assert read_along(along(())) == ()


def test_a_combination_of_needs_becomes_a_card(client):
    page = client.get("/guide/needs?need=双子の世話で手がいっぱい&need=上の子の送り迎え").text
    (way,) = [one for one in links(page, "/refer?") if "tatai_shien" in one]
    assert client.get(way).text.count("はずす") >= 2
    alone = client.get("/guide/needs?need=夫に殴られる").text
    assert not links(alone, "/refer?")


def test_the_language_is_chosen_on_the_page(client):
    page = client.get("/guide/p/sango_care?area=朝倉").text
    (way,) = [one for one in links(page, "/guide/p/sango_care?") if "lang=vi" in one]
    assert "area=" in way
    there = client.get(way).text
    assert '<html lang="vi"' in there
    (back,) = re.findall(r'href="([^"]+)" hreflang="ja"', there)
    assert "lang=" not in back


def test_readings_are_offered_on_every_page(client):
    for path in ("/guide", "/guide/needs", "/guide/plan", "/guide/areas/朝倉", "/guide/p/famisapo"):
        page = client.get(path).text
        assert "ふりがなをつける" in page
        (way, *_) = [one for one in links(page, "/guide") if "furigana=1" in one]
        assert "<ruby>" in client.get(way).text


def test_a_long_address_is_not_repeated(client):
    page = client.get("/guide", query_string={"q": "x", "other": "y" * 4000}).text
    assert "yyyy" not in page


@pytest.mark.browser
@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "plain"])
def test_a_worker_collects_over_pages_on_a_phone(open_page, scripts):
    page = open_page("/refer", java_script_enabled=scripts)
    page.get_by_role("link", name="見て回りながら選ぶ").click()
    main = page.get_by_role("main")
    main.get_by_role("searchbox").fill("双子 産後1か月 実母遠方")
    main.get_by_role("button", name="さがす", exact=True).click()
    page.get_by_role("link", name="カードに加える （双子・三つ子の家庭支援）").click()
    page.get_by_role("link", name="カードに加える （産後ケア）", exact=True).click()
    page.get_by_role("link", name="地区から").click()
    page.get_by_role("link", name="朝倉").click()
    page.get_by_role("link", name="あそぼっと").click()
    page.get_by_role("link", name="カードに加える").click()
    expect(page.get_by_role("heading", name="家族にわたすカード")).to_be_visible()
    expect(page.get_by_role("link", name="はずす")).to_have_count(3)


@pytest.mark.browser
@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
@pytest.mark.parametrize("path", [f"/guide?q=双子&{TWO}", f"/guide/p/famisapo?{TWO}&lang=en"])
def test_axe_finds_nothing_on_the_way(open_page, path, viewport):
    page = open_page(path, viewport=viewport)
    page.locator(".tongues summary").click()
    assert axe_findings(page) == [] and not scrolls_sideways(page)
