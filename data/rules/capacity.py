"""Capacity, the week's load and the first free day.

Capacity is the working time from now to a date that no appointment takes, at the freelancer's own pace when a
`PacedTime` is given. Durations are whole minutes.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from data.model.calendar import Appointment
from data.model.work import Deliverable
from data.rules.days import day_span, day_start, local_date, next_working_day, week_start
from data.rules.free_time import FreeTime
from data.rules.pace import PacedTime
from data.rules.working_time import WorkingTime

FREE_SLOT_MINUTES = 60
"""A day with less time left over than this is no free day."""

Busy = Iterable[Appointment] | FreeTime | PacedTime
"""What takes working time away: appointments, or what they leave, worked out already."""


def free_minutes(start: datetime, end: datetime, working_time: WorkingTime, busy: Busy) -> int:
    """Give the working minutes from `start` to `end` that no busy appointment takes."""
    return whole_minutes(free_of(working_time, busy).between(start, end))


def load(
    deliverables: Iterable[Deliverable], now: datetime, working_time: WorkingTime, busy: Busy
) -> float | None:
    """Give owed ÷ capacity from now to the end of this ISO week; None when no time is left in it."""
    owed, capacity = rest_of_week(deliverables, now, working_time, busy)
    return owed / capacity if capacity else None


def rest_of_week(
    deliverables: Iterable[Deliverable], now: datetime, working_time: WorkingTime, busy: Busy
) -> tuple[int, int]:
    """Give the minutes owed and those there are from now to the end of this ISO week.

    Owed is the work left on everything promised until then, what is late included.
    """
    monday = week_start(local_date(now, working_time.zone)) + timedelta(days=7)
    week_ends = day_start(monday, working_time.zone)
    owed = sum(work for promise, work in _promised_work(deliverables) if promise <= week_ends)
    return owed, max(0, free_minutes(now, week_ends, working_time, busy))


def first_free_day(
    deliverables: Iterable[Deliverable], now: datetime, working_time: WorkingTime, busy: Busy
) -> date | None:
    """Give the first day that still has an hour to give when all estimated work is done one after another.

    Work without a promise counts here, for it too will be done before somebody new comes. None when no
    such day comes within a year.
    """
    free = free_of(working_time, busy)
    owed = sum(max(0, d.work_left) for d in deliverables if d.open and d.work_left is not None)
    done = free.add(now, owed * 60)
    if done is None:
        return None
    enough = min(FREE_SLOT_MINUTES, working_time.usual_day_minutes) * 60
    day: date | None = local_date(done, working_time.zone)
    last = local_date(done, working_time.zone) + timedelta(days=366)
    while day is not None and day <= last:
        start, end = day_span(day, working_time.zone)
        if free.between(max(start, done), end) >= enough:
            return day
        day = next_working_day(day, working_time)
    return None


def free_of(working_time: WorkingTime, busy: Busy) -> FreeTime | PacedTime:
    """Work out the free time unless that was done already."""
    return busy if isinstance(busy, FreeTime | PacedTime) else FreeTime(working_time, busy)


def _promised_work(deliverables: Iterable[Deliverable]) -> list[tuple[datetime, int]]:
    """Give promise and work left of each open deliverable that has both, in promise order."""
    return sorted(
        (d.promised_at, max(0, d.work_left))
        for d in deliverables
        if d.open and d.promised_at is not None and d.work_left is not None
    )


def whole_minutes(seconds: float) -> int:
    """Give whole minutes; a begun one is not counted as there."""
    return int(seconds // 60)
