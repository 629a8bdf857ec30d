"""Links for people without an account: who makes them, what they open, how they end."""

import time

import pytest

from bot.services.links import DEPARTMENT, LIFE, NEW, RECORD, LinkError, Links
from bot.store import review_links

from ..people import HAMADA, KANRI, NISHI, OKABE

BOSHI = "dp-boshi"


def test_a_link_leads_to_what_it_was_made_for(links):
    token = links.make(NISHI.account, RECORD, BOSHI, "places", "sc-ai")
    link = links.read(token, RECORD, NEW)
    assert (link.table, link.key, link.department) == ("places", "sc-ai", BOSHI)
    assert link.until - link.made == LIFE and link.made_by == NISHI.name


def test_a_link_of_another_kind_leads_nowhere(links):
    token = links.make(NISHI.account, DEPARTMENT, BOSHI)
    assert links.read(token, DEPARTMENT)
    assert links.read(token, RECORD, NEW) is None


@pytest.mark.parametrize("person", [HAMADA, OKABE])
def test_an_editor_makes_none(links, person):
    with pytest.raises(LinkError):
        links.make(person.account, DEPARTMENT, BOSHI)


def test_an_approver_of_another_department_makes_and_ends_none(links):
    approver = OKABE.account.__class__(0, "ueta", "", "approver", ("dp-hoiku",))
    token = links.make(NISHI.account, DEPARTMENT, BOSHI)
    with pytest.raises(LinkError):
        links.make(approver, DEPARTMENT, BOSHI)
    assert not links.revoke(approver, links.read(token, DEPARTMENT).id)
    assert links.read(token, DEPARTMENT)


def test_a_revoked_link_is_over_in_every_process(links, store, settings):
    token = links.make(NISHI.account, DEPARTMENT, BOSHI)
    there = Links(store, settings.secret_key)
    assert links.revoke(KANRI.account, there.read(token, DEPARTMENT).id)
    assert there.read(token, DEPARTMENT) is None and there.alive(DEPARTMENT) == []
    assert not links.revoke(KANRI.account, 10**6)


def test_a_link_is_over_after_its_time(store, settings):
    token = Links(store, settings.secret_key).make(NISHI.account, DEPARTMENT, BOSHI)
    later = Links(store, settings.secret_key, clock=lambda: time.time() + LIFE + 1)
    assert later.read(token, DEPARTMENT) is None and later.alive(DEPARTMENT) == []
    assert Links(store, settings.secret_key, life=-1).read(token, DEPARTMENT) is None


def test_neither_the_key_nor_the_row_alone_opens_anything(links, store):
    token = links.make(NISHI.account, DEPARTMENT, BOSHI)
    assert Links(store, "another key").read(token, DEPARTMENT) is None
    store.database.write(lambda c: c.execute("DELETE FROM review_links"))
    assert links.read(token, DEPARTMENT) is None


@pytest.mark.parametrize("token", ["", "x", "a.b.c", "\ud800", "あ", "." * 50, "x" * 10_000])
def test_what_is_no_link_leads_nowhere(links, token):
    assert links.read(token, DEPARTMENT) is None


def test_only_a_hash_is_kept_and_not_for_ever(links, store):
    token = links.make(NISHI.account, DEPARTMENT, BOSHI)
    rows = store.database.read(lambda c: c.execute("SELECT * FROM review_links").fetchall())
    assert token.split(".")[0] not in str(rows)
    later = time.time() + LIFE + review_links.KEPT + 1
    store.database.write(lambda c: review_links.purge(c, later))
    assert not store.database.read(lambda c: c.execute("SELECT * FROM review_links").fetchall())
