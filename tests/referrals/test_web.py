"""The worker's pages without a browser: what is refused, what is kept away, what changes."""

import re

import pytest

from .conftest import CARD, code_of

HEADERS = {"X-Chat-Session": "d" * 32}


TOO_MANY = ["boshi_hoken_soudan", "hoocchoken", "sango_care", "chiiki_kosodate_center", "famisapo"]


def text_of(answer):
    return " ".join(re.sub(r"<[^>]+>", " ", answer.text).split())


def chat(client, **sent):
    answer = client.post("/chat/message", json=sent, headers=HEADERS)
    assert answer.status_code == 200
    return str(answer.json["messages"])


def test_the_basket_lives_in_the_address_and_leaves_no_cookie(client):
    answer = client.get("/refer?p=boshi_hoken_soudan&s=sc-ai")
    assert "母子保健課の相談" in answer.text and "支援センター あい" in answer.text
    assert 'href="/refer?s=sc-ai"' in answer.text
    assert "Set-Cookie" not in answer.headers
    assert answer.headers["Cache-Control"] == "no-store"


def test_a_search_offers_what_may_be_added(client):
    answer = client.get("/refer?p=boshi_hoken_soudan&q=夜泣き")
    assert re.search(r'href="/refer\?p=boshi_hoken_soudan&amp;p=[a-z_]+"', answer.text)
    assert "/guide" in answer.text


@pytest.mark.parametrize("q", ["", "　", "<img src=x>", "🍼" * 200, "\x00", "%", "死にたい"])
def test_odd_searches_are_answered(client, q):
    assert client.get("/refer", query_string={"q": q, "p": "boshi_hoken_soudan"}).status_code == 200


@pytest.mark.parametrize("query", ["p=dv_soudan", "p=gyakutai_189", "p=dv_soudan&p=hoocchoken"])
def test_records_on_violence_are_kindly_refused(client, query):
    answer = client.get(f"/refer?{query}")
    assert "暴力や虐待の相談先は、カードに入れていません" in answer.text
    assert 'value="dv_soudan"' not in answer.text


def test_a_search_never_offers_records_on_violence(client):
    assert "dv_soudan" not in client.get("/refer?q=夫の暴力").text


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("note", "090-1234-5678に電話して", "長い数字は書けません"),
        ("note", "はなちゃんの健診のこと", "人の名前"),
        ("note", "本町5丁目1-45に来て", "住所"),
        ("note", "LINE ID: hanako", "ID"),
        ("note", "a@example.jp", "メール"),
        ("note", "あ" * 121, "120文字"),
        ("office", "", "どの窓口から"),
        ("office", "nowhere", "どの窓口から"),
        ("language", "xx", "ことばを選びなおして"),
        ("phrase", ["alone", "call_first", "show_card", "no_hurry"], "3つまで"),
        ("phrase", ["invented"], "選びなおして"),
        ("p", ["dv_soudan"], "カードに入れられません"),
        ("p", ["nowhere"], "今の案内にない"),
        ("p", TOO_MANY, "5つまで"),
    ],
)  # fmt: skip
def test_a_bad_form_is_explained_and_nothing_is_lost(client, field, value, said):
    kept = {"note": "無理しないでください"} | CARD | {field: value}
    answer = client.post("/refer", data=kept)
    assert answer.status_code == 400 and said in answer.text
    assert field == "note" or "無理しないでください" in answer.text


def test_an_empty_form_and_a_huge_one_are_refused(client):
    assert client.post("/refer", data={}).status_code == 400
    assert client.post("/refer", data=CARD | {"note": "あ" * 20_000}).status_code in (400, 413)


def test_another_sites_form_is_refused(client, made):
    away = {"Sec-Fetch-Site": "cross-site"}
    assert client.post("/refer", data=CARD, headers=away).status_code == 403
    assert client.post(f"{made}/revoke", headers=away).status_code == 403
    assert "カードができました" in client.get(made).text


@pytest.mark.parametrize(
    "path", ["/refer/x", "/refer/" + "x" * 32, "/refer/x/a4", "/refer/" + "x" * 5000]
)
def test_a_guessed_address_shows_nothing(client, path):
    assert client.get(path).status_code == 404
    assert client.post(f"{path}/revoke").status_code == 404


def test_a_sheet_of_another_size_is_not_there(client, made):
    assert client.get(f"{made}/a5").status_code == 404


def test_the_workers_page_changes_with_what_the_family_says(client, made):
    code = code_of(client.get(made).text)
    assert "母子保健課からの紹介" in chat(client, text=code)
    page = text_of(client.get(made))
    assert "開かれた 1 人" in page and "つながった 0 人" in page
    asked = chat(client, postback=tapped(client, code, "つながったか答える"))
    assert "つながりましたか" in asked
    chat(client, postback=re.search(r"do=refer_yes&card=\d+", asked)[0])
    assert "つながった 1 人" in text_of(client.get(made))


def tapped(client, code, label):
    messages = client.post("/chat/message", json={"text": code}, headers=HEADERS).json["messages"]
    items = messages[-1]["quickReply"]["items"]
    return next(i["action"]["data"] for i in items if i["action"]["label"] == label)


def test_a_card_taken_back_says_so_and_prints_no_more(client, made):
    code = code_of(client.get(made).text)
    assert client.post(f"{made}/revoke").status_code == 303
    assert "もう使えません" in client.get(made).text
    assert client.get(f"{made}/a4").status_code == 404
    assert "紹介ですね" not in chat(client, text=code)
    assert client.post(f"{made}/revoke").status_code == 303


def test_the_short_address_says_nothing_of_a_code(client, made):
    code = code_of(client.get(made).text).replace("-", "")
    right, wrong = client.get(f"/r/{code}"), client.get("/r/FFFFFFFF")
    assert right.headers["Location"] == f"/#card={code}"
    assert wrong.headers["Location"] == "/#card=FFFFFFFF"
    assert right.status_code == wrong.status_code == 302


@pytest.mark.parametrize(
    "code", ["x", "%0d%0aSet-Cookie:a", "..%5c..", "javascript:alert(1)", "あ"]
)
def test_an_odd_short_address_leads_to_the_chat(client, code):
    answer = client.get(f"/r/{code}")
    assert answer.status_code == 302 and answer.headers["Location"] == "/"


def test_the_policy_tells_what_is_kept_of_cards(client):
    policy = client.get("/policy").text
    assert "紹介カード" in policy and "知らせない" in policy and "90日" in policy
