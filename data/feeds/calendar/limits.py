"""Which repeat rules are refused because unrolling them would take longer than anybody's patience.

The unrolling walks from an event's first date to the window, one step of the rule after the other, and on to
the year 9999 where a rule matches nothing. Both are bounded here, before it starts.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

MAX_STEPS = 100_000
"""Some half a second of unrolling; a daily event since 1753."""
MAX_DATES = 10_000
"""Dates an event may list one by one."""

_SECONDS = {
    "SECONDLY": 1,
    "MINUTELY": 60,
    "HOURLY": 3600,
    "DAILY": 86_400,
    "WEEKLY": 604_800,
    "MONTHLY": 2_629_746,
    "YEARLY": 31_556_952,
}
_WITHIN_A_DAY = ("SECONDLY", "MINUTELY", "HOURLY")
_WHICH_DAYS = ("BYMONTH", "BYWEEKNO", "BYYEARDAY", "BYMONTHDAY", "BYDAY", "BYSETPOS")
_TIMES = ("BYHOUR", "BYMINUTE", "BYSECOND")
_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


def refuse(event: Any, window_end: date) -> str | None:
    """Say why an event is not unrolled; None when it can be."""
    listed = sum(len(event[name].dts) for name in ("RDATE", "EXDATE") if name in event)
    if listed > MAX_DATES:
        return f"it lists {listed:,} dates"
    rules = event.get("RRULE", [])
    start = event["DTSTART"].dt
    for rule in rules if isinstance(rules, list) else [rules]:
        reason = _refuse_rule(rule, start, window_end)
        if reason:
            return reason
    return None


def _refuse_rule(rule: Mapping[str, Sequence[Any]], start: date, window_end: date) -> str | None:
    frequency = str(rule.get("FREQ", [""])[0]).upper()
    interval = int(rule.get("INTERVAL", [1])[0])
    if frequency not in _SECONDS or interval < 1:
        return "its repeat rule is not understood"
    if frequency in _WITHIN_A_DAY and any(name in rule for name in _WHICH_DAYS):
        return f"it repeats {frequency.lower()} on chosen days, which takes too long to work out"
    days = max(1, (_day(window_end) - _day(start)).days + 1)
    times = 1
    for name in _TIMES:
        times *= max(1, len(rule.get(name, ())))
    if days * 86_400 / (_SECONDS[frequency] * interval) * times > MAX_STEPS:
        return "it repeats too often since it began"
    if _never(rule, frequency, interval, start):
        return "its repeat rule fits no day"
    return None


def _never(rule: Mapping[str, Sequence[Any]], frequency: str, interval: int, start: date) -> bool:
    """Whether the rule matches nothing: a 30 February, or each seventh day on another weekday."""
    months, days = rule.get("BYMONTH", ()), rule.get("BYMONTHDAY", ())
    if months and days:
        longest = max(monthrange(2024, int(month))[1] if 1 <= int(month) <= 12 else 0 for month in months)
        if all(abs(int(day)) > longest for day in days):
            return True
    weekdays = {str(day)[-2:] for day in rule.get("BYDAY", ())}
    return bool(
        weekdays
        and frequency == "DAILY"
        and interval % 7 == 0
        and _WEEKDAYS[_day(start).weekday()] not in weekdays
    )


def _day(value: date) -> date:
    return value.date() if isinstance(value, datetime) else value
