"""Does a message ask for a second thing, and which? Read from the whole and from its two halves."""

from collections.abc import Callable
from math import log
from typing import NamedTuple

from .classifier import Classifier, logit, sigmoid
from .clauses import asks_twice, pieces

Scores = dict[str, float]
Ranked = list[tuple[str, float]]  # label and probability, the best first

LEAST = 0.12  # without a cue, and with no rival this likely, the halves are not read
TOPS = 3  # labels of a half that are looked at
# What the signs of `Evidence` are, in their order; training/two.py weighs them.
SIGNS = ("said", "rival", "first", "here", "there", "echo", "length")


class Evidence(NamedTuple):
    """signs: numbers, see SIGNS. others: what is no fellow of the first, the best first.
    clauses: the part of the text that asks for the first, and that which asks for the other.
    here: what the former of them asks for."""

    signs: tuple[float, ...]
    others: Ranked
    clauses: tuple[str, str]
    here: Ranked


class _Cut(NamedTuple):
    """One way to cut: the first is this likely `here`, the other `there`, and where it is not."""

    least: float
    there: float
    here: float
    echo: float  # the first, in the other's half
    clauses: tuple[str, str]
    mine: Ranked


def look(
    text: str,
    whole: Ranked,
    classifier: Classifier,
    read: Callable[[str], set[str]],
    ranked: Callable[[Scores], Ranked],
) -> Evidence | None:
    """What speaks for a second need beside the first of `whole`; None when hardly anything does.

    read: the features of a part of the text. ranked: what its scores ask for, the best first.
    """
    first, fellows = whole[0][0], classifier.fellows
    said = asks_twice(text)
    others = {label: score for label, score in whole[:8] if not fellows(first, label)}
    rival = max(others.values(), default=0.0)
    if not said and rival < LEAST:
        return None
    best = _Cut(0.0, 0.0, 0.0, 0.0, (text, text), whole)
    parts = pieces(text)
    heads, tails = _ends([read(part) for part in parts], classifier)
    for cut in range(1, len(parts)):
        left = "".join(parts[:cut]), ranked(heads[cut - 1])
        right = "".join(parts[cut:]), ranked(tails[cut])
        for (here, mine), (there, hers) in ((left, right), (right, left)):
            sure = max((score for label, score in mine if fellows(first, label)), default=0.0)
            found = [(label, score) for label, score in hers if not fellows(first, label)][:TOPS]
            for label, score in found:
                others[label] = max(others.get(label, 0.0), min(sure, score))
            echo = max((score for label, score in hers if label == first), default=0.0)
            for _, score in found[:1]:
                best = max(best, _Cut(min(sure, score), score, sure, echo, (here, there), mine))
    if not others:
        return None
    likely = (rival, whole[0][1], best.here, best.there, best.echo)
    signs = (float(said), *(_odds(one) for one in likely), log(len(text)))
    rest = sorted(others.items(), key=lambda pair: -pair[1])
    return Evidence(signs, rest, best.clauses, best.mine)


def _ends(parts: list[set[str]], classifier: Classifier) -> tuple[list[Scores], list[Scores]]:
    """What is asked for up to the end of each part, and from the start of each part on."""
    if len(parts) == 1:
        return [], []
    return classifier.growing(parts), classifier.growing(parts[::-1])[::-1]


def probability(evidence: Evidence, weights: list[float]) -> float:
    """That there is a second need; `weights`: one for each sign, and an offset."""
    pairs = zip(evidence.signs, weights, strict=False)
    return sigmoid(sum(sign * weight for sign, weight in pairs) + weights[-1])


def _odds(score: float) -> float:
    return logit(min(0.999, max(0.001, score)))
