"""Which numbers may be shown: the rule that keeps everybody unfindable.

Rounding to base five, downwards: every number that leaves the house is a multiple of five. What is
left over is carried on to the next month, so that nothing is lost and no month is told exactly.

1. A cell (what is counted once) is counted from the first month on; its running sum is rounded
   down. A period shows the running sum at its end less that on its eve. Whatever periods are
   subtracted from each other, a multiple of five comes out, never one to four; and a month that
   is still going on moves by fives alone.
2. A total is the sum of its rounded cells and of what they left over, which is rounded down as well
   (so it is the true total, rounded down). It never tells more of the left over than could be there
   with any one of the cells at nought: four for each of the other cells. Else five cells of four
   would show a total of twenty, and with it each of them.

So whoever subtracts parts from a total learns nothing of a small part but that it is below five.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from ...store.counts import LEAST_SHOWN

Key = Any  # hashable


class Counted(NamedTuple):
    """So often something was counted in a month (2026-11): exact."""

    month: str
    key: Key
    number: int


class Split(NamedTuple):
    """One way to part a total. parts: how many there could be, counted or not."""

    counted: Sequence[Counted]
    parts: int


def fives(number: int) -> int:
    """Round down to what may be shown."""
    return number // LEAST_SHOWN * LEAST_SHOWN


def shown(counted: Iterable[Counted], first: str, last: str) -> dict[Key, int]:
    """What each key has in the months from `first` to `last`: rule 1. Those of nought are left
    out."""
    until: dict[Key, int] = {}
    before: dict[Key, int] = {}
    for month, key, number in counted:
        if month <= last:
            until[key] = until.get(key, 0) + number
        if month < first:
            before[key] = before.get(key, 0) + number
    made = {key: fives(number) - fives(before.get(key, 0)) for key, number in until.items()}
    return {key: number for key, number in made.items() if number > 0}


def total(splits: Collection[Split], month: str) -> int:
    """The total from the first month to the end of `month`, as rule 2 shows it for every split."""
    return min((_total(split, month) for split in splits), default=0)


def _total(split: Split, month: str) -> int:
    sums: dict[Key, int] = {}
    for counted_in, key, number in split.counted:
        if counted_in <= month:
            sums[key] = sums.get(key, 0) + number
    whole = sum(fives(number) for number in sums.values())
    left = sum(sums.values()) - whole
    most = (LEAST_SHOWN - 1) * (max(split.parts, len(sums)) - 1)
    return whole + fives(min(left, most))


def by_month(splits: Mapping[str, Collection[Split]], months: Sequence[str], eve: str) -> dict:
    """outcome -> its total in each of `months`, which follow one another. eve: the month before."""
    made = {}
    for outcome, parted in splits.items():
        sums = [total(parted, month) for month in (eve, *months)]
        made[outcome] = [max(0, now - then) for then, now in zip(sums, sums[1:], strict=False)]
    return made
