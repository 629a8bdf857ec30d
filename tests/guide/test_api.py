"""The pages and the JSON over HTTP: shapes, limits, what is hidden and what is never kept."""

import logging
import xml.etree.ElementTree as ET

import pytest
from jsonschema import Draft202012Validator
from referencing import Registry, Resource

from bot.services.guide.discreet import discreet_places, discreet_programs
from bot.web.guide.api import PER_ADDRESS
from bot.web.guide.openapi import document

SECRET = "双子で夜ねむれない秘密のことば"
SPEC = document("https://guide.example.jp")


def holds(schema: str, value: object) -> None:
    """`value` is what the description says of `schema`."""
    registry = Registry().with_resource(
        "urn:spec", Resource.from_contents({"$schema": _DIALECT, **SPEC})
    )
    reference = {"$ref": f"urn:spec#/components/schemas/{schema}"}
    Draft202012Validator(reference, registry=registry).validate(value)


_DIALECT = "https://json-schema.org/draft/2020-12/schema"


def test_the_description_is_sound(client):
    assert client.get("/guide/openapi.json").json["openapi"] == "3.1.0"
    for schema in SPEC["components"]["schemas"].values():
        Draft202012Validator.check_schema(schema)
    text = str(SPEC)
    for part in text.split("#/components/schemas/")[1:]:
        assert part.split("'")[0] in SPEC["components"]["schemas"]


def test_the_description_names_every_address_and_no_other(app):
    ours = {rule.rule for rule in app.url_map.iter_rules() if rule.rule.startswith("/guide/api/")}
    named = {path.split("{")[0] for path in SPEC["paths"]}
    assert {rule.split("<")[0] for rule in ours} == named


def test_the_fields_of_the_search_are_those_described(client):
    fields = {field["name"] for field in SPEC["paths"]["/guide/api/search"]["get"]["parameters"]}
    for name in fields - {"q", "lang", "area", "category", "kind"}:
        assert client.get("/guide/api/search", query_string={name: "@"}).status_code == 400


@pytest.mark.parametrize(
    "query",
    [
        {},
        {"q": "双子 産後1か月 実母遠方"},
        {"q": "夫に殴られる"},
        {"q": "祖母の介護"},
        {"area": "朝倉", "km": "2", "open": "saturday", "with": "free,no_call", "page": "2"},
        {"age": "pregnant", "lang": "en", "kind": "support_center"},
    ],
)
def test_every_answer_is_as_described(client, query):
    answer = client.get("/guide/api/search", query_string=query)
    assert answer.status_code == 200
    holds("Found", answer.json)


def test_every_record_is_as_described(client, knowledge):
    tables = {"programs": "Program", "places": "Place", "departments": "Department"}
    for table, schema in tables.items():
        records = client.get(f"/guide/api/{table}").json[table]
        assert len(records) == len(getattr(knowledge.catalog, table))
        for record in records:
            holds(schema, record)
        one = client.get(f"/guide/api/{table}/{records[0]['id']}").json
        assert one == records[0]


def test_danger_leads_with_lines_to_call(client):
    found = client.get("/guide/api/search?q=夫に殴られる").json
    assert found["understood"]["danger"] == "dv"
    assert found["hotlines"][0]["contact"]["value"] == "110"
    assert client.get("/guide/api/search?q=離乳食").json["hotlines"] == []


def test_bad_fields_are_named_without_their_values(client):
    answer = client.get("/guide/api/search?km=<b>&age=old&q=x")
    assert answer.status_code == 400
    assert answer.json["detail"].endswith("km, age")
    assert "<b>" not in answer.get_data(as_text=True)
    holds("Error", answer.json)


@pytest.mark.parametrize("path", ["programs/nope", "places/../x", "departments/%00", "castles"])
def test_unknown_records_are_missing_in_json(client, path):
    answer = client.get(f"/guide/api/{path}")
    assert answer.status_code == 404
    holds("Error", answer.json)


def test_requests_are_limited(client):
    most = int(PER_ADDRESS.split()[0])
    codes = [client.get("/guide/api/departments/nope").status_code for _ in range(most + 1)]
    assert set(codes[:-1]) == {404}
    assert codes[-1] == 429
    assert client.get("/guide").status_code == 200


def test_what_is_asked_is_neither_kept_nor_logged(client, kept, caplog, tmp_path):
    with caplog.at_level(logging.DEBUG):
        for path in ("/guide", "/guide/api/search"):
            assert client.get(path, query_string={"q": SECRET}).status_code == 200
        client.get("/guide/needs", query_string={"need": SECRET})
    assert "秘密のことば" not in caplog.text
    dumped = kept.database.read(lambda connection: "\n".join(connection.iterdump()))
    assert "秘密のことば" not in dumped


def test_a_search_is_closed_to_caches_and_collectors(client):
    asked = client.get("/guide?q=双子")
    assert asked.headers["X-Robots-Tag"] == "noindex"
    assert asked.headers["Cache-Control"] == "no-store"
    assert "<title>" in asked.text and "双子" not in asked.text.split("</title>")[0]
    plain = client.get("/guide?lang=en")
    assert "X-Robots-Tag" not in plain.headers


def test_violence_leaves_no_address_behind(client):
    assert 'data-neutral-address="/guide"' in client.get("/guide?q=夫に殴られる").text
    assert "data-neutral-address" not in client.get("/guide?q=離乳食").text


def test_the_sitemap_leaves_out_what_must_not_be_seen(client, knowledge):
    answer = client.get("/sitemap.xml")
    names = [one.text or "" for one in ET.fromstring(answer.data).iter() if one.tag.endswith("loc")]
    listed = {name.rsplit("/", 1)[-1] for name in names}
    hidden = discreet_programs(knowledge.catalog) | discreet_places(knowledge.catalog)
    assert "dv_soudan" in hidden and not hidden & listed
    assert set(knowledge.catalog.programs) - hidden <= listed
    assert client.get("/robots.txt").text.splitlines()[-1].endswith("/sitemap.xml")


def test_every_page_of_the_sitemap_opens(client):
    names = [one.text or "" for one in ET.fromstring(client.get("/sitemap.xml").data).iter()]
    paths = [name.split("localhost", 1)[1] for name in names if "localhost" in name]
    assert {client.get(path).status_code for path in paths} == {200}


def test_html_in_a_search_stays_text(client):
    page = client.get("/guide", query_string={"q": '"><script>alert(1)</script>'}).text
    assert "<script>alert" not in page


def test_a_bad_filter_is_said_and_the_rest_counts(client):
    page = client.get("/guide?km=abc&kind=support_center").text
    assert "はずしてさがしました" in page
    assert "地域子育て支援センター" in page


def test_the_language_goes_along(client):
    page = client.get("/guide?kind=support_center&lang=en").text
    assert '<html lang="en"' in page
    assert 'name="lang" value="en"' in page
    assert "what=places&amp;lang=en" in page


def test_an_unknown_language_is_japanese(client):
    assert '<html lang="ja"' in client.get("/guide?lang=xx").text
