"""The promise check: may this be promised, whom would it hurt, which date can be told (SERVICE.md 1.2).

There is one freelancer, so open promises and the candidate are done in the order of their dates. The one
for a date is done after everything promised until then, and pushes back everything promised from then on.
`plain` is the work as estimated, `sure` the same work at the wanted confidence; a margin is the capacity
until a date less the work owed by then. Times are whole minutes; instants are in UTC.

Only the candidate and what is promised from its date on are judged: a promise before it is not touched by it.
So a date that is safe makes every later one safe: whoever waits longer has no less time, and what comes
before him was safe with him in front of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from itertools import accumulate
from typing import Protocol

from data.model.check import Hurt, Judged, OpenPromise
from data.model.promise import Verdict
from data.rules.days import local_date, next_working_day
from data.rules.promise.queue import Outlook
from data.rules.working_time import WorkingTime
from data.values import frozen


class Capacity(Protocol):
    """What there is to work with: `FreeTime`, or that at somebody's pace."""

    def between(self, start: datetime, end: datetime) -> float:
        """Give the seconds one can work from `start` to `end`; 0 when `end` is not after it."""

    def add(self, at: datetime, seconds: float) -> datetime | None:
        """Give the first instant by which `seconds` of work can be done; None if never."""


@frozen
class Needs:
    """Minutes until the first k promises and the candidate are done, for k = 0, 1, … all of them."""

    plain: tuple[int, ...]
    sure: tuple[int, ...]
    even: tuple[int, ...]
    """With even odds: the date to aim for."""

    @classmethod
    def by_ratio(cls, left: Sequence[int], candidate: int, ratio: float) -> Needs:
        """Reckon with one effort ratio for everything."""
        plain = tuple(candidate + owed for owed in accumulate(left, initial=0))
        return cls(plain, tuple(_up(ratio * each) for each in plain), plain)

    @classmethod
    def by_outlook(cls, left: Sequence[int], candidate: int, outlook: Outlook, confidence: float) -> Needs:
        """Reckon with what the person's history says of each job (PROMISES.md)."""
        plain = tuple(candidate + owed for owed in accumulate(left, initial=0))
        sure = outlook.with_candidate(confidence)
        even = outlook.with_candidate(min(0.5, confidence))
        return cls(plain, tuple(_up(hours * 60) for hours in sure), tuple(_up(hours * 60) for hours in even))


@frozen
class Weighing:
    """One candidate held against everything promised: asked for any date, it answers at once."""

    now: datetime
    promises: tuple[OpenPromise, ...]
    """In promise order."""
    needs: Needs
    capacity: Capacity
    working_time: WorkingTime

    def at(self, promised_at: datetime) -> Judged:
        """Judge the promise of the candidate for an instant."""
        before = sum(1 for promise in self.promises if promise.promised_at <= promised_at)
        room = self._room(promised_at)
        plain = room - self.needs.plain[before]
        sure = room - self.needs.sure[before]
        hurts, plain_fits = [], plain >= 0
        for place, promise in enumerate(self.promises):
            if promise.promised_at < promised_at:
                continue
            room = self._room(promise.promised_at)
            short = self.needs.sure[place + 1] - room
            plain_short = self.needs.plain[place + 1] - room
            plain_fits = plain_fits and plain_short <= 0
            if short > 0 or plain_short > 0:
                hurts.append(Hurt(promise, max(short, plain_short), max(0, plain_short)))
        fits = Verdict.NOT_SAFE if sure < 0 or hurts else Verdict.YES
        return Judged(promised_at, fits if plain_fits else Verdict.NO, plain, sure, tuple(hurts))

    def first_sure(self) -> Judged | None:
        """Give the first working day by whose closing the promise is safe; None when there is none.

        Safe dates have no gaps, so halving finds it.
        """
        # Behind everything else it is safe as soon as there is time for all of it. A past of overestimates
        # may promise less than the estimates; then those decide.
        done = self.capacity.add(self.now, max(self.needs.sure[-1], self.needs.plain[-1]) * 60)
        if done is None:
            return None
        last = max(done, self.promises[-1].promised_at) if self.promises else done
        low = local_date(self.now, self.working_time.zone)
        high = local_date(last, self.working_time.zone) + timedelta(days=1)
        found = self._on(high)
        while low < high:
            middle = low + (high - low) // 2
            judged = self._on(middle)
            if judged is not None and judged.verdict is Verdict.YES:
                high, found = middle, judged
            else:
                low = middle + timedelta(days=1)
        return found

    def step(self, promised_at: datetime, days: int) -> Judged | None:
        """Judge the closing of the working day so many before or after; None when that is no day ahead."""
        day: date | None = local_date(promised_at, self.working_time.zone)
        for _ in range(abs(days)):
            if day is not None:
                day = self._next(day) if days > 0 else self._previous(day)
        closing = self.working_time.day_closing(day) if day is not None else None
        return self.at(closing) if closing is not None and closing > self.now else None

    def aim(self, promised_at: datetime) -> date:
        """Give the day to aim for: when it is done with even odds, as estimated at the least.

        Never later than the day told.
        """
        told = local_date(promised_at, self.working_time.zone)
        before = sum(1 for promise in self.promises if promise.promised_at <= promised_at)
        minutes = max(self.needs.plain[before], self.needs.even[before])
        done = self.capacity.add(self.now, minutes * 60)
        return told if done is None else min(told, local_date(done, self.working_time.zone))

    def _on(self, day: date) -> Judged | None:
        """Judge the closing of a day, or of the next working day when it is closed or over."""
        closing = self.working_time.day_closing(day)
        while closing is None or closing <= self.now:
            after = self._next(day)
            if after is None:
                return None
            day, closing = after, self.working_time.day_closing(after)
        return self.at(closing)

    def _next(self, day: date) -> date | None:
        return next_working_day(day, self.working_time)

    def _previous(self, day: date) -> date | None:
        days = (day - timedelta(days=back) for back in range(1, 401))
        return next((each for each in days if self.working_time.has_hours(each)), None)

    def _room(self, at: datetime) -> int:
        return int(self.capacity.between(self.now, at) // 60)


def _up(minutes: float) -> int:
    """Give whole minutes; a begun one counts, for it is owed."""
    whole = int(minutes)
    return whole + (minutes - whole > 1e-9)
