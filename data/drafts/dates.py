"""Days and moments as a letter says them."""

from __future__ import annotations

from datetime import date, datetime

from data.model.day_names import MONTHS, WEEKDAYS


def say_day(on: date, today: date) -> str:
    """Say a day in full, "Friday 27 November", with the year when it is not this one."""
    year = "" if on.year == today.year else f" {on.year}"
    return f"{WEEKDAYS[on.weekday()]} {on.day} {MONTHS[on.month - 1]}{year}"


def say_moment(at: datetime, today: date) -> str:
    """Say a day and a time: "tomorrow at 12:00", "Tuesday 24 November at 12:00"."""
    ahead = (at.date() - today).days
    day = ("today", "tomorrow")[ahead] if ahead in (0, 1) else say_day(at.date(), today)
    return f"{day} at {at:%H:%M}"
