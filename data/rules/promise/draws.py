"""The luck of a queue: 1,600 ways its jobs may turn out, the same ones at every call (method 3).

Each job of a queue gets its own shuffle of the same 1,600 evenly spread strokes of luck, mixed with a part
that all jobs of the queue share, since a bad week is bad for all of them. None of it depends on the jobs.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from math import erf, exp, pi, sqrt
from operator import itemgetter
from random import Random
from typing import cast

DRAWS = 1600
LEVELS = 400
"""Into so many equally likely steps the outcomes of one job are cut."""
SHARED = 0.2
"""The part of the variance of luck that the jobs of a queue have in common."""

Pick = Callable[[Sequence[float]], tuple[float, ...]]
"""Takes a job's outcomes at the middle of each level, ascending, and gives its hours in each draw."""


@lru_cache(maxsize=128)
def picker(seed: int) -> Pick:
    """Give the draws of the job with this seed."""
    shared, own = _strokes()
    half = LEVELS / 2
    return cast(
        "Pick",
        itemgetter(
            *[int(half + half * erf(a + b)) for a, b in zip(shared, shuffled(own, seed), strict=True)]
        ),
    )


def shuffled(values: Sequence[float], seed: int) -> list[float]:
    """Give the values in the order `random.Random(seed).shuffle` brings them into, in two thirds of its time.

    The first paint waits for one shuffle per open job.
    """
    found = list(values)
    bits = Random(seed).getrandbits  # noqa: S311 - luck that must repeat, nothing secret
    left = len(found)
    while left > 1:
        width = left.bit_length()
        narrower = (1 << (width - 1)) - 1
        for last in range(left - 1, max(narrower - 1, 0), -1):
            while (chosen := bits(width)) > last:
                pass
            found[last], found[chosen] = found[chosen], found[last]
        left = narrower
    return found


@lru_cache(maxsize=1)
def _strokes() -> tuple[tuple[float, ...], tuple[float, ...]]:
    """Give each draw's shared luck and the own luck to be shuffled, both over √2, as erf wants them."""
    normal = normal_quantiles(DRAWS)
    return (
        tuple(sqrt(SHARED / 2) * z for z in normal),
        tuple(sqrt((1 - SHARED) / 2) * z for z in normal),
    )


def normal_quantiles(count: int) -> list[float]:
    """Give Φ⁻¹((i + ½) / count) for i = 0 … count − 1; `count` must be even.

    Halley's method from each one to the next: importing `statistics` for it would take ten times as long.
    """
    root_2, root_2_pi = sqrt(2), sqrt(2 * pi)
    upper: list[float] = []
    z = 0.0
    for i in range(count // 2):
        goal = (2 * i + 1) / count
        for _ in range(3):
            miss = (goal - erf(z / root_2)) / 2 * root_2_pi * exp(z * z / 2)
            z += miss / (1 - z * miss / 2)
        upper.append(z)
    return [*(-z for z in reversed(upper)), *upper]
