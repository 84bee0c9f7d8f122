"""Mail windows: the few times a day at which mail is read, since 95 % of it can wait (SERVICE.md 2.4)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time, timedelta
from functools import lru_cache

from data.model.client import Client
from data.model.today import Stage, WaitingItem
from data.model.touch import Channel
from data.rules.days import day_start, instant, local_date, next_working_day, say_minutes, week_start
from data.rules.working_time import WorkingTime

WINDOW_MINUTES = 30
"""How long a mail window lasts, and how long a look outside of one shows what is held back."""
LENGTH = timedelta(minutes=WINDOW_MINUTES)

_MOST_NAMES = 5
"""Clients that a warning names; the others are counted."""


def next_window(now: datetime, windows: Sequence[str], working_time: WorkingTime) -> datetime | None:
    """Give the next instant after `now` at which mail is read; None without windows or working days.

    `windows` are wall-clock times such as "10:00". They count on working days only, from that day's
    first opening until before its last closing.
    """
    day: date | None = local_date(now, working_time.zone)
    last = local_date(now, working_time.zone) + timedelta(days=366)
    while windows and day is not None and day <= last:
        ahead = [start for start in windows_of(day, windows, working_time) if start > now]
        if ahead:
            return ahead[0]
        day = next_working_day(day, working_time)
    return None


def running_window(now: datetime, windows: Sequence[str], working_time: WorkingTime) -> datetime | None:
    """Give the opening of the window that runs; of several the one that opened last, None between them."""
    today = local_date(now, working_time.zone)
    opened = [
        start
        for day in (today - timedelta(days=1), today)  # one that opens before midnight runs on after it
        for start in windows_of(day, windows, working_time)
        if start <= now < start + LENGTH
    ]
    return max(opened, default=None)


def shown_until(
    now: datetime, windows: Sequence[str], working_time: WorkingTime, checked_at: datetime | None = None
) -> datetime | None:
    """Give until when all mail is shown: a window's closing, or as long as a window after a check.

    `checked_at` is the latest check of the mail (`data.model.mail_check`). None while mail is held back, and
    without windows.
    """
    opened = [running_window(now, windows, working_time)]
    if windows and checked_at is not None and checked_at <= now < checked_at + LENGTH:
        opened.append(checked_at)
    return max((start + LENGTH for start in opened if start is not None), default=None)


def held_until(
    now: datetime, windows: Sequence[str], working_time: WorkingTime, checked_at: datetime | None = None
) -> datetime | None:
    """Give the closing of the next window while mail is held back for it.

    None while all mail is shown (`shown_until`) and without windows: then nothing is held back.
    """
    coming = next_window(now, windows, working_time)
    if coming is None or shown_until(now, windows, working_time, checked_at) is not None:
        return None
    return coming + LENGTH


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
        f"Mail windows are up to {say_minutes(widest)} of work apart, "
        f"longer than the {say_minutes(limit_minutes)} a client waits for an answer."
    )


def client_gap_warning(
    windows: Sequence[str],
    working_time: WorkingTime,
    limit_minutes: int,
    clients: Iterable[Client],
    now: datetime,
) -> str | None:
    """Name the clients whose own reply limit is shorter than the windows are apart, the shortest first.

    Only those whose limit is shorter than the usual one: the others are spoken of by `gap_warning`. Nobody is
    answered late for it: what would be late is shown before its window.
    """
    widest = _widest_gap(tuple(windows), working_time, week_start(local_date(now, working_time.zone)))
    shorter = sorted(
        (client.reply_limit_minutes, client.name)
        for client in clients
        if client.reply_limit_minutes is not None and client.reply_limit_minutes < min(widest, limit_minutes)
    )
    if not shorter:
        return None
    named = [f"{name} ({say_minutes(own)})" for own, name in shorter[:_MOST_NAMES]]
    more = len(shorter) - len(named)
    *first, last = [*named, f"{more} more"] if more else named
    who = f"{', '.join(first)} and {last}" if first else last
    many = len(shorter) > 1
    return (
        f"Mail windows are up to {say_minutes(widest)} of work apart, longer than {who} "
        f"{'wait' if many else 'waits'} for an answer: {'their' if many else 'that'} mail shows in between."
    )


def windows_between(
    start: datetime, end: datetime, windows: Sequence[str], working_time: WorkingTime
) -> Iterator[datetime]:
    """Give the windows that open from `start` until before `end`, in order."""
    day, last = local_date(start, working_time.zone), local_date(end, working_time.zone)
    while day <= last:
        yield from (opening for opening in windows_of(day, windows, working_time) if start <= opening < end)
        day += timedelta(days=1)


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


def windows_of(day: date, windows: Sequence[str], working_time: WorkingTime) -> tuple[datetime, ...]:
    """Give the instants of the windows that lie within one day's working hours, in order."""
    return _windows_of(day, tuple(windows), working_time)


@lru_cache(maxsize=64)
def _windows_of(day: date, windows: tuple[str, ...], working_time: WorkingTime) -> tuple[datetime, ...]:
    """Work the windows of a day out; each snapshot asks for the same few days several times."""
    opens, closes = working_time.day_opening(day), working_time.day_closing(day)
    if opens is None or closes is None:
        return ()
    starts = sorted(instant(day, time.fromisoformat(window), working_time.zone) for window in windows)
    return tuple(start for start in starts if opens <= start < closes)
