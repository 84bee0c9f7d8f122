"""Jobs done one after another: when each of them is done, and what one more job changes (method 3).

Adding up padded jobs pads too much, for they don't all go wrong at once. So the jobs are played through in
`DRAWS` ways, each job's hours are added to what came before it, and every position is read off the sums.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import accumulate
from math import ceil
from operator import add

from data.rules.promise.draws import DRAWS, LEVELS, picker
from data.rules.promise.history import History, Past, past_of
from data.rules.promise.job import Job, checked
from data.rules.promise.ratios import ratios_at
from data.rules.promise.single import hours_left
from data.values import frozen

# Jobs without a luck of their own have the seeds 1, 2, 3 …, and the candidate another than all of them.
_CANDIDATE_SEED = 0
_NO_DRAWS = (0.0,) * DRAWS


def hours_to_promise_queue(history: History, estimates: Sequence[float], confidence: float) -> float:
    """Give the hours in which all of these jobs are done with this confidence; 0 for none.

    One job gets what `hours_to_promise` gives it. Raises ValueError when an estimate is not a finite number
    above 0 or the confidence does not lie between 0 and 1.
    """
    left = queue_hours(history, [Job(estimate) for estimate in estimates], confidence)
    return left[-1] if left else 0.0


def queue_hours(history: History, jobs: Iterable[Job], confidence: float) -> tuple[float, ...]:
    """Give for each job the hours still to work until it is done, those of the jobs before it included.

    What is spent already is not counted; no position is smaller than one before it. Raises ValueError when
    the confidence does not lie between 0 and 1.
    """
    return Outlook.of(history, jobs).without(confidence)


@frozen(eq=False)
class Outlook:
    """Open jobs in the order they are done, and perhaps a candidate that is to join them.

    Made once, it answers for any confidence at hardly any cost. Hours are those still to work.
    """

    _past: Past
    _jobs: tuple[Job, ...]
    _candidate: Job | None
    _open: _Line
    _joined: tuple[list[float], ...]
    """Behind 1, 2, … of the open jobs: the hours until those and the candidate are done, ascending."""

    @classmethod
    def of(cls, history: History, jobs: Iterable[Job], candidate: Job | None = None) -> Outlook:
        """Play the jobs through; what was played a moment ago is remembered."""
        return _outlook(past_of(history), tuple(jobs), candidate)

    def without(self, confidence: float) -> tuple[float, ...]:
        """Give for each open job the hours until it is done when the candidate is refused.

        Raises ValueError when the confidence does not lie between 0 and 1.
        """
        if not self._jobs:
            checked(confidence)
            return ()
        first = hours_left(self._past, self._jobs[0], checked(confidence))
        return tuple(accumulate((first, *_read(self._open.sums[1:], confidence)), max))

    def with_candidate(self, confidence: float) -> tuple[float, ...]:
        """Give for k = 0, 1, … all open jobs the hours until the first k and the candidate are done.

        Never less than for fewer jobs or without the candidate. Raises ValueError when there is no candidate
        or the confidence does not lie between 0 and 1.
        """
        if self._candidate is None:
            raise ValueError("There is no candidate in this outlook.")
        alone = hours_left(self._past, self._candidate, checked(confidence))
        joined = map(max, _read(self._joined, confidence), self.without(confidence))
        return tuple(accumulate((alone, *joined), max))


@frozen(eq=False)
class _Line:
    """The hours until each open job is done: draw by draw, and the same in ascending order."""

    totals: tuple[Sequence[float], ...]
    sums: tuple[list[float], ...]


@lru_cache(maxsize=2)
def _outlook(past: Past, jobs: tuple[Job, ...], candidate: Job | None) -> Outlook:
    line = _line(past, jobs)
    joined: tuple[list[float], ...] = ()
    if candidate is not None:
        more = _played(past, candidate, candidate.luck or _CANDIDATE_SEED)
        joined = tuple(sorted(map(add, totals, more)) for totals in line.totals)
    return Outlook(past, jobs, candidate, line, joined)


@lru_cache(maxsize=2)
def _line(past: Past, jobs: tuple[Job, ...]) -> _Line:
    totals: list[Sequence[float]] = []
    before: Sequence[float] = _NO_DRAWS
    for place, job in enumerate(jobs, start=1):
        before = list(map(add, before, _played(past, job, job.luck or place)))
        totals.append(before)
    return _Line(tuple(totals), tuple(map(sorted, totals)))


def _played(past: Past, job: Job, seed: int) -> tuple[float, ...]:
    """Give the hours still to work on the job in each draw."""
    return picker(seed)(_levels(past, job))


@lru_cache(maxsize=64)
def _levels(past: Past, job: Job) -> tuple[float, ...]:
    """Give the hours still to work on the job at the middle of each level of luck."""
    estimate, spent = job.estimate, job.spent
    ratios = ratios_at(past, estimate)
    if not spent:
        return tuple([estimate * ratio for ratio in ratios.levels(LEVELS)])
    levels = ratios.levels(LEVELS, ratios.beyond(spent / estimate))
    return tuple([max(0.0, estimate * ratio - spent) for ratio in levels])


def _read(sums: Iterable[Sequence[float]], confidence: float) -> Iterable[float]:
    """Give of each list of ascending hours those that this share of the draws kept."""
    # A share such as 0.9 of the draws must not become one more by the rounding of floats.
    place = max(0, ceil(DRAWS * confidence - 1e-9) - 1)
    return (hours[place] for hours in sums)
