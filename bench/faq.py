"""Any questions and answers as a knowledge base: python -m bench.faq [CORPUS QUERIES QRELS]

CORPUS: id, question, answer; QUERIES: id, text; QRELS: query, document, grade (2 right, 1 partly).
Each is CSV with a header, JSON (a list of objects) or JSON Lines; common other names of the columns
are known. Without files: the names and texts of knowledge/programs.csv, asked the messages of
tests/unseen. Prints P@1, SR@3, nDCG@10 and milliseconds a query beside what rapidfuzz gives.

No model is fitted here: this is what words, letters and sounds find in a corpus nobody prepared.
"""

import csv
import json
import re
import statistics
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable
from math import log, log2
from pathlib import Path

from rapidfuzz import fuzz, process

from bot.core.text import hiragana, kanji_share
from bot.core.understanding.message import Message, Reader

ROOT = Path(__file__).resolve().parent.parent
# The names that collections give their columns.
COLUMNS = {
    "id": ("id", "_id", "doc_id", "docid", "qid", "query_id", "no"),
    "question": ("question", "title", "q"),
    "answer": ("answer", "text", "contents", "body", "a"),
    "text": ("text", "query", "question"),
    "query": ("query", "query_id", "query-id", "qid"),
    "document": ("document", "doc_id", "corpus_id", "corpus-id", "docid", "id"),
    "grade": ("grade", "score", "relevance", "rel", "label"),
}
K1, B = 1.2, 0.75  # BM25 as everybody starts
# Field -> weight; fewer kanji than FEW and the sounds decide, since words are cut wrongly.
WEIGHTS = {"question": 1.0, "answer": 1.0, "letters": 0.5, "sounds": 0.2}
IN_KANA = {"question": 0.3, "answer": 0.3, "letters": 0.5, "sounds": 1.0}
FEW = 0.15

Ranker = Callable[[str], list[str]]


class Bm25:
    """Scores documents, each a list of terms, against the terms of a query."""

    def __init__(self, documents: list[list[str]]) -> None:
        self._index: dict[str, list[tuple[int, float]]] = {}
        mean = statistics.fmean(map(len, documents)) or 1.0
        for number, terms in enumerate(documents):
            length = K1 * (1 - B + B * len(terms) / mean)
            for term, count in Counter(terms).items():
                self._index.setdefault(term, []).append(
                    (number, count * (K1 + 1) / (count + length))
                )
        total = len(documents)
        self._idf = {
            term: log(1 + (total - len(rows) + 0.5) / (len(rows) + 0.5))
            for term, rows in self._index.items()
        }

    def add(self, scores: Counter, terms: Iterable[str], weight: float) -> None:
        """Add `weight` times the score of every document that has one of `terms`."""
        for term in set(terms):
            for number, share in self._index.get(term, ()):
                scores[number] += weight * self._idf[term] * share


class Finder:
    """The whole recipe over one corpus."""

    def __init__(self, corpus: list[dict[str, str]], reader: Reader) -> None:
        self._reader = reader
        self._ids = [row["id"] for row in corpus]
        questions = [reader.prepare(row["question"]) for row in corpus]
        answers = [reader.prepare(row["answer"]) for row in corpus]
        self._fields = {
            "question": Bm25([_words(one) for one in questions]),
            "answer": Bm25([_words(one) for one in answers]),
            "letters": Bm25([_letters(one.standard) for one in questions]),
            "sounds": Bm25([_sounds(one.reading) for one in questions]),
        }

    def rank(self, text: str) -> list[str]:
        """Ids of documents, the best first."""
        message = self._reader.prepare(text)
        weights = WEIGHTS if kanji_share(message.text) >= FEW else IN_KANA
        scores: Counter[int] = Counter()
        words = _words(message)
        for field, terms in (
            ("question", words),
            ("answer", words),
            ("letters", _letters(message.standard)),
            ("sounds", _sounds(message.reading)),
        ):
            self._fields[field].add(scores, terms, weights[field])
        return [self._ids[number] for number, _ in scores.most_common(10)]


def by_rapidfuzz(corpus: list[dict[str, str]]) -> Ranker:
    """The usual tool: the likeness of the words of two sentences as they are written."""
    questions = [row["question"] for row in corpus]

    def rank(text: str) -> list[str]:
        found = process.extract(text, questions, scorer=fuzz.token_set_ratio, limit=10)
        return [corpus[number]["id"] for _, _, number in found]

    return rank


def measure(
    rank: Ranker, queries: list[dict[str, str]], grades: dict[str, dict[str, float]]
) -> dict[str, float]:
    """P@1, SR@3, nDCG@10, and median milliseconds, over the queries that have a right document."""
    first, three, gain, spent = [], [], [], []
    for query in queries:
        right = grades.get(query["id"], {})
        if not right:
            continue
        begun = time.perf_counter()
        found = list(dict.fromkeys(rank(query["text"])))
        spent.append(1000 * (time.perf_counter() - begun))
        first.append(bool(found) and found[0] in right)
        three.append(any(one in right for one in found[:3]))
        gain.append(_ndcg([right.get(one, 0.0) for one in found[:10]], list(right.values())))
    means = map(statistics.fmean, (first, three, gain))
    return dict(zip(("P@1", "SR@3", "nDCG@10"), means, strict=True)) | {
        "ms": statistics.median(spent)
    }


def _ndcg(gains: list[float], ideal: list[float]) -> float:
    def total(values: list[float]) -> float:
        return sum(value / log2(place + 2) for place, value in enumerate(values[:10]))

    return total(gains) / total(sorted(ideal, reverse=True))


def _words(message: Message) -> list[str]:
    return [*message.words, *("g:" + concept for concept in message.concepts)]


def _letters(text: str) -> list[str]:
    """Pairs of letters; those in hiragana alone are grammar."""
    pairs = (text[start : start + 2] for start in range(len(text) - 1))
    return [pair for pair in pairs if not re.fullmatch(r"[ぁ-ん\s、。]+", pair)]


def _sounds(reading: str) -> list[str]:
    plain = re.sub(r"[^ぁ-んー]", "", hiragana(reading))
    return [plain[at : at + size] for size in (3, 4) for at in range(len(plain) - size + 1)]


def read(path: Path) -> list[dict]:
    """The rows of a CSV, JSON or JSON Lines file. Raises ValueError for one that is none."""
    text = path.read_text(encoding="utf-8-sig")
    if path.suffix == ".csv":
        return list(csv.DictReader(text.splitlines()))
    if text.lstrip().startswith("["):
        return json.loads(text)
    return [json.loads(line) for line in text.splitlines() if line.strip()]


def cells(rows: list[dict], wanted: Iterable[str], path: Path) -> list[dict[str, str]]:
    """Each row with the `wanted` columns under our names. ValueError names a missing one."""
    if not rows:
        raise ValueError(f"{path}: no rows")
    found: dict[str, str] = {}
    for column in wanted:
        free = [name for name in COLUMNS[column] if name in rows[0] and name not in found.values()]
        if not free:
            raise ValueError(f"{path}: no column {column} (known: {' '.join(COLUMNS[column])})")
        found[column] = free[0]
    return [{column: str(row[name]) for column, name in found.items()} for row in rows]


def own() -> tuple[list[dict], list[dict], list[dict]]:
    """Our programmes as a corpus, our unseen messages as queries."""
    programs = read(ROOT / "knowledge" / "programs.csv")
    corpus = [
        {
            "id": row["id"],
            "question": " ".join((row["name"], row["short_name"], row["aliases"])),
            "answer": " ".join((row["plain"], row["offers"], row["eligibility"])),
        }
        for row in programs
    ]
    messages = [row for name in ("first", "second") for row in _unseen(name)]
    grades = [
        {"query": row["id"], "document": program, "grade": grade}
        for row in messages
        for column, grade in (("primary", 2), ("also", 1))
        for program in row.get(column) or ()
        if row["outcome"] == "answer"
    ]
    return corpus, messages, grades


def _unseen(name: str) -> list[dict]:
    return read(ROOT / "tests" / "unseen" / f"{name}.jsonl")


def main(arguments: list[str]) -> int:
    if len(arguments) not in (0, 3):
        print(__doc__)
        return 2
    try:
        if arguments:
            paths = [Path(one) for one in arguments]
            columns = (("id", "question", "answer"), ("id", "text"), ("query", "document", "grade"))
            corpus, queries, qrels = (
                cells(read(path), wanted, path) for path, wanted in zip(paths, columns, strict=True)
            )
        else:
            corpus, queries, qrels = own()
        grades: dict[str, dict[str, float]] = {}
        for row in qrels:
            if float(row["grade"]) > 0:
                grades.setdefault(row["query"], {})[row["document"]] = float(row["grade"])
    except (OSError, ValueError, KeyError) as error:
        print(f"bench.faq: {error}", file=sys.stderr)
        return 1
    if not any(query["id"] in grades for query in queries):
        print("bench.faq: no query has a right document", file=sys.stderr)
        return 1
    lexicon = {
        path.stem: read(path) for path in sorted((ROOT / "knowledge" / "lexicon").glob("*.csv"))
    }
    begun = time.perf_counter()
    finder = Finder(corpus, Reader(lexicon))
    ready = time.perf_counter() - begun
    print(f"{len(corpus)} entries, {len(grades)} queries, ready after {ready:.2f} s\n")
    print("| method | P@1 | SR@3 | nDCG@10 | ms |\n|---|---|---|---|---|")
    for name, rank in (
        ("words, letters, sounds", finder.rank),
        ("rapidfuzz", by_rapidfuzz(corpus)),
    ):
        row = measure(rank, queries, grades)
        print(f"| {name} | " + " | ".join(f"{value:.3f}" for value in row.values()) + " |")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
