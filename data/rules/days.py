"""Calendar days in the freelancer's zone: where they begin, how to step over them, how to say them.

Days are stepped as dates and turned into instants last, so that a day of 23 or 25 hours stays one day.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from data.rules.working_time import WorkingTime

_SEARCH_DAYS = 400
_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def local_time(at: datetime, zone: str) -> datetime:
    """Give `at` as the wall clock of `zone` shows it."""
    return at.astimezone(ZoneInfo(zone))


def local_date(at: datetime, zone: str) -> date:
    """Give the calendar day it is in `zone` at the instant `at`."""
    return local_time(at, zone).date()


def instant(on: date, clock: time, zone: str) -> datetime:
    """Give the instant in UTC at which the wall clock of `zone` shows `clock` on that day.

    A time the clock skips is later by the skip, one it shows twice is the first (PEP 495, fold 0).
    """
    return datetime.combine(on, clock, ZoneInfo(zone)).astimezone(UTC)


def day_start(on: date, zone: str) -> datetime:
    """Give the instant the day begins in `zone`, in UTC."""
    return instant(on, time(), zone)


def day_span(on: date, zone: str) -> tuple[datetime, datetime]:
    """Give the first instant of the day and the first of the next one, in UTC."""
    return day_start(on, zone), day_start(on + timedelta(days=1), zone)


def week_start(on: date) -> date:
    """Give the Monday of the ISO week `on` lies in."""
    return on - timedelta(days=on.weekday())


def week_name(on: date) -> str:
    """Give the ISO week a day lies in, "2026-W47"; around New Year its year is that of most of its days."""
    year, number, _ = on.isocalendar()
    return f"{year:04d}-W{number:02d}"


def add_months(on: date, months: int) -> date:
    """Step whole months on; a day the month does not have becomes its last (30 Nov + 3 is 28 or 29 Feb)."""
    years, month = divmod(on.month - 1 + months, 12)
    year = on.year + years
    return date(year, month + 1, min(on.day, monthrange(year, month + 1)[1]))


def next_working_day(after: date, working_time: WorkingTime) -> date | None:
    """Give the first day after `after` that has working hours; None when none comes within 400 days."""
    days = (after + timedelta(days=step) for step in range(1, _SEARCH_DAYS + 1))
    return next((day for day in days if working_time.has_hours(day)), None)


@lru_cache(maxsize=256)
def add_working_days(on: date, count: int, working_time: WorkingTime) -> date | None:
    """Step `count` working days on from `on`, which itself is not counted; None when they never come."""
    day: date | None = on
    for _ in range(count):
        day = next_working_day(day, working_time) if day else None
    return day


def say_day(on: date, today: date) -> str:
    """Say a day in a few cells: "today", "tomorrow", "Fri 20 Nov", with the year when it is far off."""
    distance = (on - today).days
    if distance in (0, 1):
        return ("today", "tomorrow")[distance]
    year = f" {on.year}" if abs(distance) > 300 else ""
    return f"{_WEEKDAYS[on.weekday()]} {on.day} {_MONTHS[on.month - 1]}{year}"


def say_clock(at: datetime, zone: str) -> str:
    """Say the time of day in `zone`: "14:00"."""
    return local_time(at, zone).strftime("%H:%M")


def say_minutes(minutes: int) -> str:
    """Say how long something takes, whichever way it goes: "4 h", "4 h 30 m", "0 m"."""
    hours, rest = divmod(abs(minutes), 60)
    said = [f"{hours} h"] if hours else []
    return " ".join([*said, f"{rest} m"] if rest or not said else said)
