"""The measurement that takes any question-answer collection."""

import json

import pytest

from bench.faq import main, measure

CORPUS = [
    {"id": "a", "question": "児童手当はいつ振り込まれますか", "answer": "偶数の月に振り込みます"},
    {"id": "b", "question": "保育園の申し込み", "answer": "窓口で受け付けます"},
    {"id": "c", "question": "ごみの出し方", "answer": "朝に出します"},
]


@pytest.fixture
def files(tmp_path):
    """Write the three files; a value replaces one of them."""

    def write(**given):
        texts = {
            "corpus": "id,question,answer\n"
            + "".join(",".join(row.values()) + "\n" for row in CORPUS),
            "queries": json.dumps([{"qid": "1", "query": "ほいくえん もうしこみ"}]),
            "qrels": '{"qid": "1", "doc_id": "b", "score": 2}\n',
        } | given
        suffixes = {"corpus": ".csv", "queries": ".json", "qrels": ".jsonl"}
        paths = []
        for name, text in texts.items():
            paths.append(tmp_path / (name + suffixes[name]))
            paths[-1].write_text(text, encoding="utf-8")
        return [str(path) for path in paths]

    return write


def test_three_files_make_a_table(files, capsys):
    assert main(files()) == 0
    row = next(line for line in capsys.readouterr().out.splitlines() if "letters" in line)
    assert row.startswith("| words, letters, sounds | 1.000 | 1.000 | 1.000 |")


def test_a_wrong_order_is_counted():
    found = measure(lambda text: ["x", "b"], [{"id": "1", "text": ""}], {"1": {"b": 2.0, "c": 1.0}})
    assert (found["P@1"], found["SR@3"]) == (0.0, 1.0) and 0.4 < found["nDCG@10"] < 0.5


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"corpus": "id,answer\n1,x\n"}, "no column question"),
        ({"corpus": "id,question,answer\n"}, "no rows"),
        ({"queries": "[{"}, "bench.faq:"),
        ({"qrels": '{"qid": "9", "doc_id": "b", "score": 2}'}, "no query has a right document"),
        ({"qrels": '{"qid": "1", "doc_id": "b", "score": "good"}'}, "good"),
    ],
)
def test_a_bad_file_is_named(files, capsys, given, said):
    assert main(files(**given)) == 1
    assert said in capsys.readouterr().err


def test_a_missing_file_is_named(files, capsys):
    assert main([*files()[:2], "nowhere.csv"]) == 1
    assert "nowhere.csv" in capsys.readouterr().err


def test_two_files_are_too_few(capsys):
    assert main(["one.csv", "two.csv"]) == 2
    assert "CORPUS" in capsys.readouterr().out
