"""Sheets as a member of staff hands them in."""

import csv
import io
from collections.abc import Sequence

HEAD = ("ID", "施設名", "電話番号", "確認日", "郵便番号")
GOOD = ("sc-ai", "高知市地域子育て支援センター「あい」", "088-834-2041", "2026-11-24", "780-8015")
BAD = (
    ("sc-koara", "高知市地域子育て支援センター「こあら」", "888337077", "2026-11-24", ""),
    (
        "sc-omoikkiri",
        "高知市地域子育て支援センター「おもいっきりひろば」",
        "088-855-7310",
        "きのう",
        "",
    ),
    ("sc-tanpopo", "高知市地域子育て支援センター「たんぽぽ」", "088-845-1253", "2026-11-24", "78"),
)


def cp932(*rows: Sequence[str]) -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out).writerows((HEAD, *rows))
    return out.getvalue().encode("cp932")
