"""How much of the working time one really works: the hours a promise can count on.

A working day holds more hours than anybody finishes work in. Dates reckoned from whole working days are
kept a third of the time; reckoned from the hours a person's own days really yield they are kept about as
often as was asked for (the figures are those of FogBugz evidence-based scheduling's calendar step).
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from datetime import date, datetime, timedelta
from functools import lru_cache

from data.model.effort import Worked
from data.rules.days import local_date, next_working_day
from data.rules.free_time import FreeTime
from data.rules.working_time import WorkingTime

WINDOW_DAYS = 60
"""Working days whose mean is the pace."""
ENOUGH_DAYS = 20
"""Days with entries among them from which the entries are taken for the whole of somebody's work."""
USUAL_MINUTES = 300
"""The pace of somebody whose entries say nothing yet: five hours a day."""

_MOST_DAYS = 4_000
_DAY_BACK = 45


@lru_cache(maxsize=64)
def window_start(today: date, working_time: WorkingTime) -> date:
    """Give the first of the last 60 working days before today; earlier when there are not so many."""
    day, found = today, 0
    for _ in range(WINDOW_DAYS * 7):
        day -= timedelta(days=1)
        found += working_time.has_hours(day)
        if found == WINDOW_DAYS:
            break
    return day


def pace_minutes(worked: Worked, today: date, working_time: WorkingTime, usual: int = USUAL_MINUTES) -> int:
    """Give the mean minutes of finished work a working day, days without work included.

    Who logs only now and then is taken for somebody with the `usual` pace: a third of the days must have
    entries before they count for all. Days before the first entry don't count as days without work.
    """
    if worked.days < ENOUGH_DAYS or worked.first_on is None:
        return usual
    days = _working_days(max(worked.first_on, window_start(today, working_time)), today, working_time)
    return round(worked.minutes / days) if days else usual


@lru_cache(maxsize=64)
def _working_days(first: date, today: date, working_time: WorkingTime) -> int:
    span = (first + timedelta(days=step) for step in range((today - first).days))
    return sum(map(working_time.has_hours, span))


class PacedTime:
    """Free working time at a person's own pace: each day gives its free time, but no more than the pace.

    Within a day the free time counts evenly, so that half of it is half of what the day can give. A day is
    the time from its first opening to the next day's. Asked like `FreeTime`; a pure value.
    """

    def __init__(self, working_time: WorkingTime, free: FreeTime, pace: int) -> None:
        self._working = working_time
        self._free = free
        self._pace = pace * 60
        self._starts: list[datetime] = []
        self._rates: list[float] = []
        self._before: list[float] = [0.0]
        """Seconds one can work until each day begins, from the first day on."""
        self._over = False

    def between(self, start: datetime, end: datetime) -> float:
        """Give the seconds one can work from `start` to `end`; 0 when `end` is not after it."""
        if end <= start:
            return 0.0
        self._begin(start)
        return self._until(end) - self._until(start)

    def add(self, at: datetime, seconds: float) -> datetime | None:
        """Give the first instant by which `seconds` of work can be done from `at` on; None if never."""
        if seconds <= 0:
            return self._free.add(at, 0.0)
        self._begin(at)
        goal = self._until(at) + seconds
        while self._before[-1] < goal and self._next_day():
            pass
        if self._before[-1] < goal:
            return None
        place = bisect_left(self._before, goal) - 1
        start = max(at, self._starts[place])
        return self._free.add(start, (goal - self._until(start)) / self._rates[place])

    def subtract(self, at: datetime, seconds: float) -> datetime | None:
        """Give the last instant from which `seconds` of work can still be done until `at`; None if never."""
        if seconds <= 0:
            return self._free.subtract(at, 0.0)
        self._begin(at)
        while self._until(at) < seconds:
            if not self._earlier():
                return None
        goal = self._until(at) - seconds
        place = min(bisect_right(self._before, goal), len(self._rates)) - 1
        end = min(at, self._starts[place + 1]) if place + 1 < len(self._starts) else at
        return self._free.subtract(end, (self._until(end) - goal) / self._rates[place])

    def _until(self, at: datetime) -> float:
        """Seconds one can work from the first day's opening to `at`, which is not before it."""
        while (not self._starts or self._starts[-1] <= at) and self._next_day():
            pass
        place = bisect_right(self._starts, at) - 1
        if place < 0:
            return 0.0
        if place < len(self._rates):
            return self._before[place] + self._rates[place] * self._free.between(self._starts[place], at)
        return self._before[-1]

    def _begin(self, at: datetime) -> None:
        """Have the days begin no later than `at`."""
        if not self._starts:
            self._lay_out(local_date(at, self._working.zone) - timedelta(days=2))
        while self._starts and at < self._starts[0]:
            if not self._earlier():
                return

    def _lay_out(self, first: date) -> None:
        opening = None
        day: date | None = first if self._working.has_hours(first) else self._day_after(first)
        if day is not None:
            opening = self._working.day_opening(day)
        self._starts = [opening] if opening is not None else []
        self._rates, self._before, self._over = [], [0.0], opening is None
        self._first = self._last = day or first

    def _earlier(self) -> bool:
        """Lay the days out anew from further back; False where that would lead too far."""
        if not self._starts or len(self._before) > _MOST_DAYS:
            return False
        known, begun = len(self._starts), self._first
        self._lay_out(begun - timedelta(days=_DAY_BACK + known))
        return self._first < begun

    def _next_day(self) -> bool:
        """Add the day after the last known one; False when there is none."""
        if self._over or len(self._starts) > _MOST_DAYS:
            return False
        start = self._starts[-1]
        after = self._day_after(self._last)
        opening = self._working.day_opening(after) if after is not None else None
        # Without another day the last one lasts for ever.
        free = self._free.between(start, opening or start + timedelta(days=2))
        rate = min(1.0, self._pace / free) if free > 0 else 1.0
        self._rates.append(rate)
        self._before.append(self._before[-1] + rate * free)
        if opening is None or after is None:
            self._over = True
            return False
        self._starts.append(opening)
        self._last = after
        return True

    def _day_after(self, day: date) -> date | None:
        return next_working_day(day, self._working)
