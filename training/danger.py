"""Train the second opinion on danger: python -m training.danger

Leaves each hand out in turn to report what an unseen writer gets, then fits all of
knowledge/danger and the calm phrases into knowledge/model/danger.json.
"""

import numpy as np

from bot.core.understanding.danger import AGREED, ANY, ORDER, SURE, DangerRules, evidence, speaking
from bot.core.understanding.message import Reader

from . import linear
from .data import KNOWLEDGE, ids, lexicon, phrases, table

LABELS = [*ORDER, ANY]
CALM = "calm"
EITHER = {"dv_soudan", "gyakutai_189"}  # phrases that may be calm or not: left out
linear.SCALES.update({"d": 4.0, "q": 2.5, "r": 3.0})
EMPHASIS = 4
STRENGTH = 30.0  # few messages, many spellings: less is held back than for the needs
PHRASES_HELD = ("w3", "w5", "w6")  # ordinary hands that stay unseen while measuring


def samples() -> list[dict[str, str]]:
    """Every row of knowledge/danger and of the phrases, with kind, text and writer."""
    found = [row for path in sorted((KNOWLEDGE / "danger").glob("*.csv")) for row in table(path)]
    found += [{**row, "kind": CALM} for row in phrases() if not EITHER & set(ids(row))]
    return found


def main() -> None:
    rows = samples()
    found, ruled = _evidence(rows)
    targets = np.array(
        [[row["kind"] == label for label in ORDER] + [row["kind"] != CALM] for row in rows], float
    )
    writers = [row["writer"] for row in rows]
    hands = np.array([_hand(writer) for writer in writers])
    ordinary = np.isin(writers, PHRASES_HELD)
    foreign = np.array([row.get("language", "ja") != "ja" for row in rows])
    alike = ((hands != "") | foreign) & (targets[:, -1] == 0)
    for hand in sorted(set(hands) - {""}):
        mine = hands == hand
        held = mine | ordinary
        seen = [one for one, out in zip(found, held, strict=True) if not out]
        space, fitted = _fit(seen, targets[~held], alike[~held])
        for part, chosen in ((hand, mine), ("ordinary", ordinary)):
            numbers = np.nonzero(chosen)[0]
            scores = space.matrix([found[n] for n in numbers]) @ fitted[0].T + fitted[1]
            _report(part, scores, targets[numbers], ruled[numbers])
    space, fitted = _fit(found, targets, alike)
    facts = {"n": len(rows), "writers": sorted(set(writers))}
    model = linear.as_model(space, LABELS, fitted)
    linear.write(KNOWLEDGE / "model" / "danger.json", model, facts)


def _hand(writer: str) -> str:
    """Who wrote a danger message: a1, b3 … are one hand with many voices; "" for phrases."""
    if len(writer) == 2 and writer[0] in "abc":
        return "a"
    return writer if writer.startswith("d") else ""


def _evidence(rows: list[dict[str, str]]) -> tuple[list[set[str]], np.ndarray]:
    lists = lexicon()
    reader, rules = Reader(lists), DangerRules(lists)
    found, ruled = [], []
    for row in rows:
        message = reader.prepare(row["text"])
        signs = rules.signs(message)
        rule = rules.ruled(message) if speaking(signs) else None
        ruled.append(rule[0] if rule else "")
        found.append(evidence(message, signs, ruled[-1]))
    return found, np.array(ruled)


def _fit(
    found: list[set[str]], targets: np.ndarray, alike: np.ndarray
) -> tuple[linear.Space, tuple]:
    space = linear.Space(found)
    # the calm that looks like danger, or is not Japanese, is rare: it counts several times
    numbers = np.repeat(np.arange(len(found)), np.where(alike, EMPHASIS, 1))
    return space, linear.fit(space.matrix([found[n] for n in numbers]), targets[numbers], STRENGTH)


def _report(name: str, scores: np.ndarray, targets: np.ndarray, ruled: np.ndarray) -> None:
    """Print share found, right kind and false alarms: rules, model, both."""
    likely = 1 / (1 + np.exp(-scores[:, -1]))
    danger = targets[:, -1] == 1
    kind = scores[danger, :-1].argmax(axis=1) == targets[danger, :-1].argmax(axis=1)
    both = likely >= np.where(ruled != "", AGREED, SURE)
    for how, said in (("rules", ruled != ""), ("model", likely >= SURE), ("both", both)):
        found = said[danger].mean() if danger.any() else float("nan")
        false = said[~danger].mean() if (~danger).any() else float("nan")
        print(f"{name:12} {how:6} found {found:.3f} false {false:.3f}", end="")
        print(f" kind {kind.mean():.3f}" if danger.any() and how != "rules" else "")


if __name__ == "__main__":
    main()
