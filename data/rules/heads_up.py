"""Tell before it slips: until when a word is due while a promise is still whole (SERVICE.md 4.2)."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from functools import lru_cache

from data.rules.days import local_date
from data.rules.working_time import WorkingTime
from data.values import frozen


@frozen
class HeadsUpRules:
    """How early a word is due."""

    working_days: int = 2
    percent: int = 20
    """Of the working time between the day it was told and the promise."""


def heads_up_by(
    promised_at: datetime, told_at: datetime, working_time: WorkingTime, rules: HeadsUpRules
) -> datetime:
    """Give the instant by which the client has to be told, whichever of the two is earlier."""
    days_before = _working_days_before(promised_at, rules.working_days, working_time)
    span = max(0.0, working_time.between(told_at, promised_at))
    share_before = working_time.subtract(promised_at, span * rules.percent / 100) or promised_at
    return min(days_before, share_before)


@lru_cache(maxsize=256)
def _working_days_before(promised_at: datetime, count: int, working_time: WorkingTime) -> datetime:
    """Give the closing so many working days before the promise; the promise itself for none."""
    day: date = local_date(promised_at, working_time.zone)
    found = promised_at
    for _ in range(count):
        earlier = (day - timedelta(days=back) for back in range(1, 401))
        day_before = next((each for each in earlier if working_time.has_hours(each)), None)
        if day_before is None:
            break
        day = day_before
        found = working_time.day_closing(day) or found
    return min(found, promised_at)
