"""Working time that no appointment takes: what there is to keep promises with."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from datetime import datetime
from itertools import accumulate

from data.model.calendar import Appointment
from data.rules.working_time import WorkingTime

_SECOND = 1_000_000


class FreeTime:
    """Working time less the union of busy appointments; a pure value like `WorkingTime` itself.

    Appointments outside working hours take nothing away, overlapping ones only once, all-day ones never.
    Every question is a bisect, however many appointments there are; sums are whole microseconds.
    """

    def __init__(self, working_time: WorkingTime, appointments: Iterable[Appointment]) -> None:
        self._working = working_time
        spans = _union(appointments)
        self._starts = [start for start, _ in spans]
        self._ends = [end for _, end in spans]
        # Working time since the first appointment began: where each one begins and how much they take.
        begun = [self._worked(self._starts[0], start) for start in self._starts]
        over = [self._worked(self._starts[0], end) for end in self._ends]
        self._taken = list(
            accumulate((end - start for start, end in zip(begun, over, strict=True)), initial=0)
        )
        # Free time until each appointment begins; when it ends it is still the same.
        self._free = [start - taken for start, taken in zip(begun, self._taken, strict=False)]

    def between(self, start: datetime, end: datetime) -> float:
        """Give the free seconds from `start` to `end`; 0 when `end` is not after it."""
        if end <= start:
            return 0.0
        return (self._worked(start, end) - self._taken_until(end) + self._taken_until(start)) / _SECOND

    def add(self, at: datetime, seconds: float) -> datetime | None:
        """Give the first instant by which `seconds` of free time have passed since `at`; None if never."""
        if seconds <= 0 or not self._starts:
            return self._working.add(at, max(0.0, seconds))
        last = bisect_right(self._starts, at) - 1
        if last >= 0:
            at = max(at, self._ends[last])
        goal = self._free_until(at) + round(seconds * _SECOND)
        before = bisect_left(self._free, goal) - 1
        if before < 0 or self._ends[before] <= at:
            return self._working.add(at, seconds)
        return self._working.add(self._ends[before], (goal - self._free[before]) / _SECOND)

    def subtract(self, at: datetime, seconds: float) -> datetime | None:
        """Give the last instant from which `seconds` of free time remain until `at`; None if never."""
        if seconds <= 0 or not self._starts:
            return self._working.subtract(at, max(0.0, seconds))
        last = bisect_right(self._starts, at) - 1
        if last >= 0 and at <= self._ends[last]:
            at = self._starts[last]
        goal = self._free_until(at) - round(seconds * _SECOND)
        after = bisect_right(self._free, goal)
        if after == len(self._free) or self._starts[after] >= at:
            return self._working.subtract(at, seconds)
        return self._working.subtract(self._starts[after], (self._free[after] - goal) / _SECOND)

    def _worked(self, start: datetime, end: datetime) -> int:
        """Working time from `start` to `end`, appointments or not."""
        return round(self._working.between(start, end) * _SECOND)

    def _free_until(self, at: datetime) -> int:
        """Free time from the first appointment's start to `at`; negative before it."""
        return self._worked(self._starts[0], at) - self._taken_until(at)

    def _taken_until(self, at: datetime) -> int:
        """Working time that appointments take before `at`."""
        last = bisect_right(self._starts, at) - 1
        if last < 0:
            return 0
        if self._ends[last] <= at:
            return self._taken[last + 1]
        return self._taken[last] + self._worked(self._starts[last], at)


def _union(appointments: Iterable[Appointment]) -> list[tuple[datetime, datetime]]:
    """Join what the busy appointments take into spans that neither touch nor overlap, in order."""
    spans: list[tuple[datetime, datetime]] = []
    taking = (a for a in appointments if a.busy and not a.all_day and a.ends_at > a.starts_at)
    for start, end in sorted((a.starts_at, a.ends_at) for a in taking):
        if spans and start <= spans[-1][1]:
            spans[-1] = (spans[-1][0], max(spans[-1][1], end))
        else:
            spans.append((start, end))
    return spans
