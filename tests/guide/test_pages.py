"""Pages of records, areas, stages and the plan over HTTP: what stands there, and what must not."""

import json
import re
from dataclasses import replace
from datetime import timedelta
from urllib.parse import quote

import pytest
from flask import Flask
from flask.testing import FlaskClient

from bot.core.catalog import Catalog
from bot.services.guide.discreet import discreet_places, discreet_programs
from bot.services.guide.districts import districts

from .conftest import NOW, guide_app

DATA = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)


@pytest.fixture
def catalog(knowledge) -> Catalog:
    return knowledge.catalog


def data_of(page: str) -> dict:
    """What the page tells search engines of its record."""
    return json.loads(DATA.findall(page)[0])


@pytest.fixture
def changed(knowledge, kept):
    """`changed(table, id, **cells)`: a reader of a guide in which a record has these cells."""

    def make(table: str, record_id: str, **cells: object) -> FlaskClient:
        records = dict(getattr(knowledge.catalog, table))
        records[record_id] = replace(records[record_id], **cells)
        catalog = replace(knowledge.catalog, **{table: records})
        return guide_app(knowledge._replace(catalog=catalog), kept).test_client()

    return make


def test_every_record_has_a_page_with_its_source_and_date(client, catalog):
    for part, table in (("p", "programs"), ("place", "places"), ("dept", "departments")):
        for record_id, record in getattr(catalog, table).items():
            page = client.get(f"/guide/{part}/{record_id}")
            assert page.status_code == 200, record_id
            assert all(url.replace("&", "&amp;") in page.text for url in record.source.urls)
            checked = record.source.checked
            assert checked and f'datetime="{checked.isoformat()}"' in page.text, record_id


def test_every_area_and_stage_has_a_page(client, catalog):
    named = client.get("/sitemap.xml").text
    for path in (
        *(f"/guide/areas/{area.name}" for area in districts(catalog)),
        *(f"/guide/stages/{stage.id}" for stage in catalog.stages),
    ):
        assert client.get(path).status_code == 200, path
        assert f"{quote(path)}<" in named


def test_a_programme_tells_all_that_is_known(client):
    page = client.get("/guide/p/sango_care").text
    for part in (
        "産後1年未満",
        "088-855-7795",
        "電話では、こう言えます",
        "これから7日間の時間",
        "11/26(木)",
        "訪問型",
        "紹介がなくても、自分で申し込んだり、行ったりできます。",
        "一緒に聞かれること",
        "この情報について",
    ):
        assert part in page, part


def test_it_says_whether_it_takes_a_referral_and_by_whom(client, catalog):
    for program in catalog.programs.values():
        page = client.get(f"/guide/p/{program.id}").text
        asked = {"yes": "自分で申し込んだり", "no": "紹介や、前もっての手続き", "": "確認できて"}
        assert asked[program.self_use] in page, program.id
        assert all(who in page for who in program.referral_by), program.id


def test_a_place_tells_its_week_and_what_it_serves(client):
    page = client.get("/guide/place/sc-ai").text
    assert page.count('<th scope="row">11/') == 5 and page.count('<th scope="row">12/') == 2
    assert "9:00〜12:00" in page and "お休み" in page
    assert "子育て支援センター" in page and "百石町" in page


def test_an_area_shows_what_nobody_has_listed(client):
    page = client.get("/guide/areas/朝倉").text
    for shelf in ("支援センター", "園庭開放", "サロン", "サークル", "民生委員"):
        assert shelf in page
    assert "まだ載っていません" in page and "聞く先" in page


def test_the_plan_sets_apart_departments_and_whom_to_call(client, catalog):
    page = client.get("/guide/plan").text
    assert all(f"方向性{one}" in page for one in "①②③④")
    assert page.index("第3期") < page.index("第2期")
    assert "連絡先の一覧ではありません" in page
    assert {row.program_id for row in catalog.plan} <= set(re.findall(r"/guide/p/(\w+)", page))


@pytest.mark.parametrize(
    ("path", "kind", "name"),
    [
        ("/guide/p/sango_care", "GovernmentService", "産後ケア事業"),
        ("/guide/place/sc-ai", "LocalBusiness", "高知市地域子育て支援センター「あい」"),
        ("/guide/dept/dp-boshi", "GovernmentOrganization", "母子保健課"),
    ],
)
def test_search_engines_are_told_what_a_page_is_about(client, path, kind, name):
    data = data_of(client.get(path).text)
    assert (data["@context"], data["@type"]) == ("https://schema.org", kind)
    assert data["name"] == name and data["url"].endswith(path)


def test_search_engines_are_told_the_hours_of_a_place(client):
    hours = data_of(client.get("/guide/place/sc-ai").text)["openingHoursSpecification"]
    first = hours[0]
    assert (first["validFrom"], first["opens"], first["closes"]) == ("2026-11-26", "09:00", "12:00")
    assert {"opens": "00:00", "closes": "00:00"}.items() <= hours[4].items()  # Saturday: closed


def test_search_engines_are_told_no_number_that_nobody_confirmed(client, catalog):
    for place in catalog.places.values():
        shaky = {c.value for c in place.contacts if c.level == "unconfirmed"}
        found = DATA.findall(client.get(f"/guide/place/{place.id}").text)
        assert not found or json.loads(found[0]).get("telephone") not in shaky


@pytest.mark.parametrize(
    "path",
    [
        "/guide/p/nope",
        "/guide/place/nope",
        "/guide/dept/nope",
        "/guide/areas/nope",
        "/guide/areas/東京",
        "/guide/stages/nope",
        "/guide/p/%00",
        "/guide/p/..%2f..%2fetc",
        f"/guide/p/{'x' * 5000}",
    ],
)
def test_what_is_not_there_is_missed_kindly(client, path):
    answer = client.get(path)
    assert answer.status_code == 404
    assert "088-822-8111" in answer.text
    assert len(answer.text) < 20_000


@pytest.mark.parametrize("part", ["p", "place", "dept", "areas", "stages"])
def test_html_in_an_address_stays_text(client, part):
    page = client.get(f"/guide/{part}/<script>alert(1)<%2Fscript>").text
    assert "<script>alert" not in page
    page = client.get(f"/guide/{part}/nope", query_string={"lang": '"><script>', "furigana": "1"})
    assert '"><script>' not in page.text


@pytest.mark.parametrize(
    "query",
    [
        {"area": "どこか"},
        {"area": "<b>朝倉"},
        {"area": "x" * 9000},
        {"lang": "xx"},
        {"lang": ""},
        {"furigana": "<b>"},
        {"utm_source": "x"},
    ],
)
def test_bad_fields_leave_the_page_as_it_is(client, query):
    answer = client.get("/guide/p/chiiki_kosodate_center", query_string=query)
    assert answer.status_code == 200
    assert '<html lang="ja"' in answer.text and "<b>朝倉" not in answer.text
    assert "xxxx" not in re.sub(r"<a [^>]*>", "", answer.text)


def test_a_search_of_any_length_is_answered(client):
    for text in ("あ" * 5000, "x" * 3000, "\0" * 10, "%" * 300, "双子" * 900, "👶" * 500):
        assert client.get("/guide", query_string={"q": text}).status_code == 200
        assert client.get("/guide/needs", query_string={"need": text}).status_code == 200


def test_distances_count_from_the_area_that_is_chosen(client):
    page = client.get("/guide/p/chiiki_kosodate_center?area=朝倉").text
    assert page.index("<b>あそぼっと") < page.index("<b>おもいっきりひろば")
    assert "約300m" in page
    assert "約300m" not in client.get("/guide/p/chiiki_kosodate_center").text


def test_violence_is_told_to_nobody_else(client, catalog):
    hidden = [
        *(f"/guide/p/{one}" for one in discreet_programs(catalog)),
        *(f"/guide/place/{one}" for one in discreet_places(catalog)),
    ]
    assert len(hidden) > 10
    for path in hidden:
        answer = client.get(path)
        assert answer.headers["X-Robots-Tag"] == "noindex, noarchive"
        assert answer.headers["Cache-Control"] == "no-store"
        assert f"<title>{catalog.city.bot_name}</title>" in answer.text
        assert 'data-neutral-address="/guide"' in answer.text
        for part in ("og:", "ld+json", 'rel="canonical"', 'name="description"', "/refer?"):
            assert part not in answer.text, path


def test_the_json_of_records_is_not_collected(client):
    answer = client.get("/guide/api/programs/dv_soudan")
    assert answer.headers["X-Robots-Tag"] == "noindex"


def test_what_has_expired_says_so_first(changed, catalog):
    old = replace(catalog.programs["sango_care"].source, expires=NOW.date() - timedelta(days=1))
    page = changed("programs", "sango_care", source=old).get("/guide/p/sango_care").text
    assert "(過ぎています)" in page
    assert page.index('class="alert"') < page.index("tel:0888557795")


def test_a_closed_place_says_so_instead_of_its_hours(changed):
    reader = changed("places", "sc-ai", closed_notice="工事のためお休みです", hours="off")
    page = reader.get("/guide/place/sc-ai").text
    assert page.index("工事のためお休みです") < page.index("tel:0888342040")
    assert "9:00〜12:00" not in page
    assert "工事のためお休みです" in reader.get("/guide/areas/潮江").text
    assert "工事のためお休みです" in reader.get("/guide?q=支援センター あい").text


def test_a_closed_programme_says_so_before_its_numbers(changed):
    reader = changed("programs", "famisapo", closed_notice="今は受け付けていません")
    page = reader.get("/guide/p/famisapo").text
    assert page.index("今は受け付けていません") < page.index("連絡先")
    assert "今は受け付けていません" in reader.get("/guide?q=ファミサポ").text


def test_a_record_s_own_words_stay_text(changed):
    reader = changed("programs", "sango_care", plain='<img src=x onerror=a> & "b"', url="")
    for path in ("/guide/p/sango_care", "/guide/p/sango_care?furigana=1", "/guide?q=産後ケア"):
        assert "<img src=x" not in reader.get(path).text
    assert data_of(reader.get("/guide/p/sango_care").text)["description"].startswith("<img")


def test_without_hours_no_week_is_made_up(changed):
    page = changed("places", "sc-ai", hours="", hours_text="").get("/guide/place/sc-ai").text
    assert "これから7日間" not in page and "未確認" in page


def test_readings_come_when_they_are_asked_for(client):
    page = client.get("/guide/p/sango_care?furigana=1").text
    assert "<ruby>産後<rp>(</rp><rt>さんご</rt>" in page
    assert "furigana=1" in re.findall(r'href="(/guide/dept/[^"]+)"', page)[0]
    assert "<ruby>" not in client.get("/guide/p/sango_care").text
    assert "<ruby>" not in page.split("</head>")[0]


@pytest.mark.parametrize("lang", ["en", "zh-Hans", "zh-Hant", "vi", "ko", "tl", "ja-easy"])
def test_pages_speak_the_languages_of_the_chat(client, lang):
    for path in ("/guide", "/guide/p/sango_care", "/guide/areas", "/guide/stages/baby"):
        page = client.get(f"{path}?lang={lang}").text
        assert f'<html lang="{lang}"' in page
        assert f"lang={lang}" in re.findall(r'<a href="(/guide/areas[^"]*)"', page)[0]


def test_a_record_that_is_gone_is_missed_kindly(knowledge, kept):
    programs = {k: p for k, p in knowledge.catalog.programs.items() if k != "famisapo"}
    catalog = replace(knowledge.catalog, programs=programs, plan=(), stages=())
    app: Flask = guide_app(knowledge._replace(catalog=catalog), kept)
    reader = app.test_client()
    assert reader.get("/guide/p/famisapo").status_code == 404
    assert "famisapo" not in reader.get("/sitemap.xml").text
    assert "まだ載っていません" in reader.get("/guide/plan").text
    assert "まだ載っていません" in reader.get("/guide/stages").text
