"""Mail windows: the few times a day at which mail is read, since 95 % of it can wait (SERVICE.md 2.4)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from functools import lru_cache

from data.model.today import Stage, WaitingItem
from data.model.touch import Channel
from data.rules.days import day_start, instant, local_date, next_working_day, week_start
from data.rules.working_time import WorkingTime

WINDOW_MINUTES = 30
"""How long a mail window lasts."""


def next_window(now: datetime, windows: Sequence[str], working_time: WorkingTime) -> datetime | None:
    """Give the next instant after `now` at which mail is read; None without windows or working days.

    `windows` are wall-clock times such as "10:00". They count on working days only, from that day's
    first opening until before its last closing.
    """
    day: date | None = local_date(now, working_time.zone)
    last = local_date(now, working_time.zone) + timedelta(days=366)
    while windows and day is not None and day <= last:
        ahead = [start for start in _windows_of(day, windows, working_time) if start > now]
        if ahead:
            return ahead[0]
        day = next_working_day(day, working_time)
    return None


def held_until(now: datetime, windows: Sequence[str], working_time: WorkingTime) -> datetime | None:
    """Give the closing of the next window while mail is held back for it.

    None within a window and without windows: then nothing is held back.
    """
    coming = next_window(now, windows, working_time)
    if coming is None:
        return None
    length = timedelta(minutes=WINDOW_MINUTES)
    today = _windows_of(local_date(now, working_time.zone), windows, working_time)
    return None if any(start <= now < start + length for start in today) else coming + length


def can_wait(item: WaitingItem, until: datetime | None) -> bool:
    """Whether the pane may hold this back `until` the next window has closed.

    Only mail may, when it is not urgent and would not be late by then.
    """
    if until is None or item.channel is not Channel.MAIL or item.urgent or item.stage is Stage.LATE:
        return False
    return item.due_at is None or item.due_at > until


def gap_warning(
    windows: Sequence[str], working_time: WorkingTime, limit_minutes: int, now: datetime
) -> str | None:
    """Say so when mail can lie unread for longer than the reply limit; None when the windows are fine.

    Judged by the widest gap in business minutes within this week and the next.
    """
    widest = _widest_gap(tuple(windows), working_time, week_start(local_date(now, working_time.zone)))
    if widest <= limit_minutes:
        return None
    return (
        f"Mail windows are up to {_hours(widest)} of work apart, "
        f"longer than the {_hours(limit_minutes)} a client waits for an answer."
    )


@lru_cache(maxsize=8)
def _widest_gap(windows: tuple[str, ...], working_time: WorkingTime, monday: date) -> int:
    """Give the most business minutes between two windows that follow each other in two weeks."""
    begins = day_start(monday, working_time.zone)
    widest, before = 0, next_window(begins, windows, working_time)
    while before is not None and before < begins + timedelta(days=14):
        after = next_window(before, windows, working_time)
        if after is None:
            break
        widest = max(widest, int(working_time.between(before, after) // 60))
        before = after
    return widest


def _windows_of(day: date, windows: Sequence[str], working_time: WorkingTime) -> list[datetime]:
    """Give the instants of the windows that lie within one day's working hours, in order."""
    opens, closes = working_time.day_opening(day), working_time.day_closing(day)
    if opens is None or closes is None:
        return []
    starts = sorted(instant(day, time.fromisoformat(window), working_time.zone) for window in windows)
    return [start for start in starts if opens <= start < closes]


def _hours(minutes: int) -> str:
    """Say a working span: "4 h", "4 h 30 m"."""
    hours, rest = divmod(minutes, 60)
    said = [f"{hours} h"] if hours else []
    return " ".join([*said, f"{rest} m"] if rest or not said else said)
