"""Working time that no appointment takes: what there is to keep promises with."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from datetime import datetime
from itertools import accumulate

from data.model.calendar import Appointment
from data.rules.working_time import WorkingTime


class FreeTime:
    """Working time less the union of busy appointments; a pure value like `WorkingTime` itself.

    Appointments outside working hours take nothing away, overlapping ones only once, all-day ones never.
    """

    def __init__(self, working_time: WorkingTime, appointments: Iterable[Appointment]) -> None:
        self._working = working_time
        spans = _union(appointments)
        self._starts = [start for start, _ in spans]
        self._ends = [end for _, end in spans]
        taken = (working_time.between(start, end) for start, end in spans)
        self._taken = list(accumulate(taken, initial=0.0))

    def between(self, start: datetime, end: datetime) -> float:
        """Give the free seconds from `start` to `end`; 0 when `end` is not after it."""
        if end <= start:
            return 0.0
        return self._working.between(start, end) - (self._taken_until(end) - self._taken_until(start))

    def add(self, at: datetime, seconds: float) -> datetime | None:
        """Give the first instant by which `seconds` of free time have passed since `at`; None if never."""
        if seconds <= 0:
            return at
        for start, end in zip(self._starts, self._ends, strict=True):
            if end <= at:
                continue
            gap = self._working.between(at, start) if start > at else 0.0
            if seconds <= gap:
                break
            seconds -= gap
            at = end
        return self._working.add(at, seconds)

    def subtract(self, at: datetime, seconds: float) -> datetime | None:
        """Give the last instant from which `seconds` of free time remain until `at`; None if never."""
        if seconds <= 0:
            return at
        for start, end in zip(reversed(self._starts), reversed(self._ends), strict=True):
            if start >= at:
                continue
            gap = self._working.between(end, at) if end < at else 0.0
            if seconds <= gap:
                break
            seconds -= gap
            at = start
        return self._working.subtract(at, seconds)

    def _taken_until(self, at: datetime) -> float:
        """Working seconds that appointments take before `at`."""
        last = bisect_right(self._starts, at) - 1
        if last < 0:
            return 0.0
        if self._ends[last] <= at:
            return self._taken[last + 1]
        return self._taken[last] + self._working.between(self._starts[last], at)


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
