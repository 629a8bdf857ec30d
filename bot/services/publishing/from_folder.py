"""What a knowledge folder would change in the release in force."""

from pathlib import Path

from ..knowledge.files import read_folder
from ..knowledge.problems import ERROR
from ..knowledge.rows import Rows
from .cells import named, tidy
from .drafts import NewDraft
from .errors import PublishError
from .merge import Records, same
from .tables import is_table, key_of


def read_whole(folder: Path) -> Rows:
    """The files of `folder`. Raises PublishError invalid when one of them cannot be read whole,
    empty_folder when there is none."""
    rows = read_folder(folder)
    if problems := [found for found in rows.problems if found.level == ERROR]:
        raise PublishError("invalid", problems)
    if not rows.tables:
        raise PublishError("empty_folder", subject=str(folder))
    return rows


def differences(rows: Rows, folder: Rows) -> list[NewDraft]:
    """A draft for each record that is new, other or gone in `folder`; a file that is not there
    says nothing. Raises PublishError key_taken for two records of one name."""
    drafts: list[NewDraft] = []
    records = Records(rows)
    for table in filter(is_table, folder.tables):
        seen = set()
        for row in folder.table(table):
            cells = tidy(rows, table, row.cells)
            key = named(table, cells)
            if key in seen:
                raise PublishError("key_taken", subject=f"{table} {key}")
            seen.add(key)
            base = records.get(table, key)
            if not same(cells, base):
                drafts.append(NewDraft(table, key if base else "", cells, base))
        for row in rows.table(table):
            key = key_of(table, row.cells)
            if key not in seen:
                drafts.append(NewDraft(table, key, None, dict(row.cells)))
    return drafts


def other_documents(rows: Rows, folder: Rows) -> dict[str, str]:
    """city.toml and the models, those that are not the same in `folder`."""
    return {
        name: text for name, text in folder.documents.items() if rows.documents.get(name) != text
    }
