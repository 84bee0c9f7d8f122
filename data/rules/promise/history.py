"""The person's finished jobs, made ready once so that jobs of any size can be judged by them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from math import inf, log

from data.values import frozen

History = Sequence[tuple[float, float]]
"""Estimated and actual hours of each finished job, oldest first."""

LAST = 400
"""So many jobs are looked at, counted after those that say nothing were left out."""
HALF_LIFE = 100
"""A job that has so many newer ones counts half."""


@frozen(eq=False)
class Past:
    """Finished jobs in ascending order of actual ÷ estimated; compared by identity, to key caches."""

    ratios: tuple[float, ...]
    freshness: tuple[float, ...]
    """What age leaves of each one's weight: 1 for the newest."""
    sizes: tuple[int, ...]
    """For each one, where the logarithm of its estimate stands in `log_sizes`."""
    log_sizes: tuple[float, ...]
    """Different ones only: people estimate in few round numbers."""


def past_of(history: History) -> Past:
    """Give what can be learned from the history; the same object for the same jobs while it is remembered.

    A row counts when estimated and actual hours, and their ratio, are finite and above 0.
    """
    newest_first: list[tuple[float, float]] = []
    for estimated, actual in reversed(history):
        if estimated > 0 and actual > 0 and 0 < (ratio := actual / estimated) < inf:
            newest_first.append((estimated, ratio))
            if len(newest_first) == LAST:
                break
    return _past(tuple(newest_first))


@lru_cache(maxsize=8)
def _past(newest_first: tuple[tuple[float, float], ...]) -> Past:
    ratios = [ratio for _, ratio in newest_first]
    places: dict[float, int] = {}
    sizes = [places.setdefault(estimated, len(places)) for estimated, _ in newest_first]
    order = sorted(range(len(ratios)), key=ratios.__getitem__)
    return Past(
        ratios=tuple(map(ratios.__getitem__, order)),
        freshness=tuple(map(_FRESHNESS.__getitem__, order)),
        sizes=tuple(map(sizes.__getitem__, order)),
        log_sizes=tuple(map(log, places)),
    )


_FRESHNESS = tuple(0.5 ** (age / HALF_LIFE) for age in range(LAST))
