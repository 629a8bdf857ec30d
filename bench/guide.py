"""Search 10,000 made-up programmes and places, side by side with a plain scan of every text.

    python -m bench.guide [--records 10000] [--rounds 30]

They are copies of the knowledge with names, towns and hours of their own. Exit 1 when a search
takes 50 ms or longer at the median.
"""

import argparse
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from itertools import cycle, islice
from pathlib import Path
from statistics import median, quantiles

from bot.core.catalog import Catalog
from bot.core.dialogue import Knowledge
from bot.core.hours import CITY_TIME
from bot.core.text import hiragana, normalise
from bot.core.understanding import Understanding
from bot.services.guide.asked import read_asked
from bot.services.guide.listing import listings
from bot.services.guide.search import Search
from bot.services.knowledge.release import Releases
from bot.settings import ROOT

MOST_MS = 50
NOW = datetime(2026, 11, 26, 10, 0, tzinfo=CITY_TIME)
ASKED: tuple[dict[str, str], ...] = (
    {},
    {"q": "双子 産後1か月 実母遠方"},
    {"q": "朝倉で土曜に遊べる所 1歳"},
    {"q": "離乳食を食べない"},
    {"q": "ぽけっとランド"},
    {"q": "夫に殴られる"},
    {"area": "朝倉", "km": "2", "open": "saturday", "with": "free"},
    {"age": "12-23", "open": "now", "with": "no_call,at_home"},
    {"kind": "support_center", "area": "潮江", "what": "places", "page": "3"},
)


def enlarged(catalog: Catalog, records: int) -> Catalog:
    """So many programmes and places together, half of each."""
    programs, places = {}, {}
    towns = [area for area in catalog.areas if area.kind == "town" and area.lat is not None]
    for number, program in enumerate(islice(cycle(catalog.programs.values()), records // 2)):
        key = program.id if number < len(catalog.programs) else f"{program.id}-{number}"
        name = program.name if key == program.id else f"{program.name} {number}"
        programs[key] = replace(program, id=key, name=name)
    ids = list(programs)
    for number, place in enumerate(islice(cycle(catalog.places.values()), records // 2)):
        key = place.id if number < len(catalog.places) else f"{place.id}-{number}"
        town = towns[number % len(towns)]
        hour, minute = divmod(number % 500, 60)
        places[key] = replace(
            place,
            id=key,
            name=f"{place.name} {number}",
            town=town.name,
            lat=town.lat,
            lon=town.lon,
            hours=f"Mo-Sa {9 + hour % 3:02}:{minute:02}-16:00" if place.hours else "",
            program_ids=place.program_ids or (ids[number % len(ids)],),
        )
    return replace(catalog, programs=programs, places=places)


def scan(catalog: Catalog, text: str) -> list[str]:
    """The yardstick: every field of every record read anew for each word."""
    words = [hiragana(word) for word in normalise(text).split()]
    found = []
    for record in (*catalog.programs.values(), *catalog.places.values()):
        told = hiragana(normalise(" ".join(map(str, vars(record).values()))))
        if all(word in told for word in words):
            found.append(record.id)
    return found


def timed(work: Callable[[], object], rounds: int) -> list[float]:
    """Milliseconds of each round."""
    taken = []
    for _ in range(rounds):
        start = time.perf_counter()
        work()
        taken.append((time.perf_counter() - start) * 1000)
    return taken


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--records", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=30)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        small = Releases(Path(folder), ROOT / "knowledge").current()
    catalog = enlarged(small, options.records)
    knowledge = Knowledge(catalog, Understanding(catalog).read)
    start = time.perf_counter()
    search = Search(knowledge)
    print(f"{options.records} records, ready in {time.perf_counter() - start:.2f} s")
    print(f"{'median':>8} {'p95':>8} {'first':>8} {'plain scan':>11}  asked (ms)")
    slow = 0
    for fields in ASKED:
        asked = read_asked(fields, catalog)
        ours = timed(lambda asked=asked: listings(search.find(asked, NOW)), options.rounds + 1)
        plain = timed(lambda asked=asked: scan(catalog, asked.text), 1)[0]
        p95 = quantiles(ours[1:], n=20)[-1]
        slow += median(ours[1:]) >= MOST_MS
        said = "&".join(f"{name}={value}" for name, value in fields.items()) or "(all)"
        print(f"{median(ours[1:]):8.1f} {p95:8.1f} {ours[0]:8.1f} {plain:11.1f}  {said}")
    return 1 if slow else 0


if __name__ == "__main__":
    sys.exit(main())
