"""Does a message ask for a second thing, and which? Read from the whole and from its two halves."""

from collections.abc import Callable
from math import log
from typing import NamedTuple

from .classifier import logit, sigmoid
from .clauses import asks_twice, halves

Ranked = list[tuple[str, float]]  # label and probability, the best first

LEAST = 0.08  # without a cue, and with no rival this likely, the halves are not read
TOPS = 3  # labels of a half that are looked at
# What the signs of `Evidence` are, in their order; training/two.py weighs them.
SIGNS = ("said", "rival", "first", "here", "there", "echo", "length")


class Evidence(NamedTuple):
    """signs: numbers, see SIGNS. others: what is no fellow of the first, the best first.
    clauses: the part of the text that asks for the first, and that which asks for the other."""

    signs: tuple[float, ...]
    others: Ranked
    clauses: tuple[str, str]


class _Cut(NamedTuple):
    """One way to cut: the first is this likely `here`, the other `there`, and where it is not."""

    least: float
    there: float
    here: float
    echo: float  # the first, in the other's half
    clauses: tuple[str, str]


def look(
    text: str,
    whole: Ranked,
    rank: Callable[[str], Ranked],
    fellows: Callable[[str, str], bool],
) -> Evidence | None:
    """What speaks for a second need beside the first of `whole`; None when hardly anything does.

    rank: labels of a part of the text. fellows: True for labels that serve one need.
    """
    first = whole[0][0]
    said = asks_twice(text)
    others = {label: score for label, score in whole[:8] if not fellows(first, label)}
    rival = max(others.values(), default=0.0)
    if not said and rival < LEAST:
        return None
    best = _Cut(0.0, 0.0, 0.0, 0.0, (text, text))
    for cut in halves(text):
        left, right = ((part, rank(part)) for part in cut)
        for (here, mine), (there, hers) in ((left, right), (right, left)):
            sure = max((score for label, score in mine if fellows(first, label)), default=0.0)
            found = [(label, score) for label, score in hers if not fellows(first, label)][:TOPS]
            for label, score in found:
                others[label] = max(others.get(label, 0.0), min(sure, score))
            echo = max((score for label, score in hers if label == first), default=0.0)
            for _, score in found[:1]:
                best = max(best, _Cut(min(sure, score), score, sure, echo, (here, there)))
    if not others:
        return None
    likely = (rival, whole[0][1], best.here, best.there, best.echo)
    signs = (float(said), *(_odds(one) for one in likely), log(len(text)))
    return Evidence(signs, sorted(others.items(), key=lambda pair: -pair[1]), best.clauses)


def probability(evidence: Evidence, weights: list[float]) -> float:
    """That there is a second need; `weights`: one for each sign, and an offset."""
    pairs = zip(evidence.signs, weights, strict=False)
    return sigmoid(sum(sign * weight for sign, weight in pairs) + weights[-1])


def _odds(score: float) -> float:
    return logit(min(0.999, max(0.001, score)))
