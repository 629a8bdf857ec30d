"""A small knowledge folder, a database and everybody's accounts."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from bot.core.account import Account
from bot.services.knowledge.release import Releases
from bot.services.publishing import Draft, Publishing
from bot.store import published
from bot.store.store import Store

from ..knowledge.folder import copied
from ..people import settle

SECOND = Account(0, "doi", "こども政策課 土居", "approver")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return copied(tmp_path / "knowledge")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = Store(tmp_path / "bot.sqlite", "key of a test")
    settle(store)
    yield store
    store.close()


def releases_of(store: Store, folder: Path) -> Releases:
    """The releases as a process sees them that shares the database `store`."""
    return Releases(
        folder.parent / "releases",
        folder,
        look_every=0,
        approved=lambda: store.database.read(published.ids),
    )


@pytest.fixture
def releases(store: Store, folder: Path) -> Iterator[Releases]:
    releases = releases_of(store, folder)
    yield releases
    releases.close()


@pytest.fixture
def publishing(store: Store, releases: Releases) -> Publishing:
    return Publishing(store, releases)


@pytest.fixture
def edit(publishing: Publishing) -> Callable[..., Draft]:
    """`edit(account, table, key, fee="…")`: a draft of a published record with other cells."""

    def made(account: Account, table: str, key: str, **cells: str) -> Draft:
        base = publishing.record(table, key)
        assert base is not None
        return publishing.save(account, table, key, base | cells, base)

    return made


@pytest.fixture
def release(publishing: Publishing, edit: Callable[..., Draft]) -> Callable[..., str]:
    """Like edit, and released at once; gives the id of the release."""

    def made(author: Account, approver: Account, table: str, key: str, **cells: str) -> str:
        draft = edit(author, table, key, **cells)
        publishing.submit(author, [draft.id])
        return publishing.approve(approver, [draft.id]).id

    return made
