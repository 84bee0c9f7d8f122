"""What clients owe: when to remind them kindly, and what their delay does to a promise (SERVICE.md 1.8)."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from functools import lru_cache

from data.model.scope import Obligation
from data.rules.days import add_working_days, local_date
from data.rules.working_time import WorkingTime
from data.values import frozen


@frozen
class NudgeRules:
    """When a nudge is due, in working days."""

    before: int = 2
    every: int = 3


def nudge_on(obligation: Obligation, working_time: WorkingTime, rules: NudgeRules) -> date:
    """Give the day of the next reminder: shortly before it is needed, and every few days after the last."""
    if obligation.nudged_at is None:
        return working_days_before(obligation.needed_on, rules.before, working_time)
    last = local_date(obligation.nudged_at, working_time.zone)
    return add_working_days(last, max(1, rules.every), working_time) or last


def days_late(obligation: Obligation, today: date, working_time: WorkingTime) -> int:
    """Give the working days it is late by today; 0 while it is not."""
    return working_days_between(obligation.needed_on, today, working_time)


def would_become(promised_at: datetime, late: int, working_time: WorkingTime) -> datetime | None:
    """Give the promise as it would be if what is late by so many working days came today."""
    if late <= 0:
        return promised_at
    day = add_working_days(local_date(promised_at, working_time.zone), late, working_time)
    return working_time.day_closing(day) if day is not None else None


@lru_cache(maxsize=512)
def working_days_between(start: date, end: date, working_time: WorkingTime) -> int:
    """Give the working days after `start` up to `end`; 0 when `end` is not after it."""
    days = (start + timedelta(days=step) for step in range(1, min((end - start).days, 3_700) + 1))
    return sum(map(working_time.has_hours, days))


@lru_cache(maxsize=256)
def working_days_before(on: date, count: int, working_time: WorkingTime) -> date:
    """Step so many working days back from a day, which itself is not counted."""
    day = on
    for _ in range(count):
        earlier = (day - timedelta(days=back) for back in range(1, 401))
        day = next((each for each in earlier if working_time.has_hours(each)), day)
    return day
