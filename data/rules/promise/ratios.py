"""How actual hours relate to estimated ones for jobs of about one size (method 1)."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from functools import lru_cache
from itertools import accumulate, chain, repeat
from math import exp, log
from operator import mul, sub

from data.rules.promise.history import Past
from data.values import frozen

PRIOR = (
    *(0.08, 0.18, 0.28, 0.38, 0.48, 0.57, 0.67, 0.77, 0.86, 0.93),
    *(0.98, 1.00, 1.05, 1.10, 1.20, 1.40, 1.60, 1.95, 2.60, 4.50),
)
"""Other people's ratios for a job of `PRIOR_HOURS`, ascending, each as likely as any other."""
PRIOR_HOURS = 2.0
PRIOR_GROWTH = -0.1
"""Power of the size by which the prior's ratios change: bigger jobs overrun by less."""
PRIOR_WEIGHT = 4.0
"""All of the prior weighs as much as this many fresh jobs of the same size."""
SIZE_WIDTH = 0.7
"""Standard deviation, in ln hours, of how far from the asked size a job still teaches."""

_FALL = -1 / (2 * SIZE_WIDTH**2)
# Sums of floats miss round shares by a hair: the 18th of 20 equal weights is 90 %, whatever the rounding.
_HAIR = 1 - 1e-9


@frozen(eq=False)
class Ratios:
    """The person's own ratios and the prior's, with what they weigh at one size."""

    ratios: tuple[float, ...]
    """Ascending."""
    reached: tuple[float, ...]
    """The weight of each ratio and all before it."""

    @property
    def total(self) -> float:
        """The weight of all, the prior's `PRIOR_WEIGHT` included."""
        return self.reached[-1]

    def beyond(self, ratio: float) -> int:
        """Give the place of the first bigger ratio: a job that has come so far is one of those."""
        return bisect_right(self.ratios, ratio)

    def at(self, confidence: float, begin: int = 0) -> float:
        """Give the smallest ratio by which this share of the jobs from the place `begin` on were done.

        The biggest ratio of all when no job is left there.
        """
        passed = self._passed(begin)
        goal = passed + confidence * (self.total - passed) * _HAIR
        return self.ratios[min(bisect_left(self.reached, goal, begin), len(self.ratios) - 1)]

    def levels(self, count: int, begin: int = 0) -> list[float]:
        """Give `at` for the middles of `count` equal steps of confidence, ascending, all at once."""
        passed = self._passed(begin)
        if self.total <= passed:
            return [self.at(0.5, begin)] * count
        scale = count / (self.total - passed) / _HAIR
        ends = [int((reached - passed) * scale + 0.5) for reached in self.reached[begin:]]
        times = map(sub, ends, chain((0,), ends))
        return list(chain.from_iterable(map(repeat, self.ratios[begin:], times)))

    def _passed(self, begin: int) -> float:
        """Give the weight of all before a place."""
        return self.reached[begin - 1] if begin else 0.0


@lru_cache(maxsize=64)
def ratios_at(past: Past, estimate: float) -> Ratios:
    """Weigh the past and the prior for a job of `estimate` hours."""
    size = log(estimate)
    likeness = [exp((apart := known - size) * apart * _FALL) for known in past.log_sizes]
    own = list(map(mul, past.freshness, map(likeness.__getitem__, past.sizes)))
    scale = exp(PRIOR_GROWTH * (size - log(PRIOR_HOURS)))
    ratios: list[float] = []
    weights: list[float] = []
    begin = 0
    for prior in PRIOR:
        ratio = prior * scale
        end = bisect_left(past.ratios, ratio, begin)
        ratios += past.ratios[begin:end]
        weights += own[begin:end]
        ratios.append(ratio)
        weights.append(PRIOR_WEIGHT / len(PRIOR))
        begin = end
    ratios += past.ratios[begin:]
    weights += own[begin:]
    return Ratios(tuple(ratios), tuple(accumulate(weights)))
