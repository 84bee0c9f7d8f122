"""Slack in promise order over shared capacity, the week's load and the first free day (SERVICE.md 1.9).

There is one freelancer, so work promised earlier eats the time of work promised later. For a deliverable
promised by `d`: capacity = working time from now to `d` less appointments; owed = the work left on
everything promised until `d`, this one included (two promises for the same instant both count for both);
slack = capacity − owed. Work is what is estimated to remain now. What waits on a client is counted too,
for it will still have to be done. All durations are whole minutes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from data.model.calendar import Appointment
from data.model.client import Client
from data.model.today import Room, SlackItem
from data.model.work import Deliverable, Project
from data.rules.days import day_span, day_start, local_date, next_working_day, week_start
from data.rules.free_time import FreeTime
from data.rules.working_time import WorkingTime

TIGHT_PERCENT = 10
"""Slack below this share of the work owed is tight, whatever the length of the day."""
FREE_SLOT_MINUTES = 60
"""A day with less time left over than this is no free day."""

Busy = Iterable[Appointment] | FreeTime
"""What takes working time away: appointments, or the free time already worked out from them."""


def free_minutes(start: datetime, end: datetime, working_time: WorkingTime, busy: Busy) -> int:
    """Give the working minutes from `start` to `end` that no busy appointment takes."""
    return _minutes(_free(working_time, busy).between(start, end))


def slack(
    deliverables: Iterable[Deliverable],
    clients: Mapping[int, Client],
    projects: Mapping[int, Project],
    now: datetime,
    working_time: WorkingTime,
    busy: Busy,
    *,
    tight_percent: int = TIGHT_PERCENT,
) -> tuple[SlackItem, ...]:
    """Judge every open deliverable, in promise order; those nothing can be said of come last."""
    still_owed = [deliverable for deliverable in deliverables if deliverable.open]
    judge = _Judge(
        now=now,
        free=_free(working_time, busy),
        owed=_owed_until(still_owed),
        day_ends=_next_opening(now, working_time),
        half_day=working_time.usual_day_minutes // 2,
        tight_percent=tight_percent,
    )
    items = [
        judge.item(
            deliverable, _name(clients, deliverable.client_id), _name(projects, deliverable.project_id)
        )
        for deliverable in sorted(still_owed, key=_promise_order)
    ]
    return tuple(sorted(items, key=lambda item: item.room is Room.UNKNOWN))


def load(
    deliverables: Iterable[Deliverable], now: datetime, working_time: WorkingTime, busy: Busy
) -> float | None:
    """Give owed ÷ capacity from now to the end of this ISO week; None when no time is left in it.

    Owed is the work left on everything promised until then, what is late included.
    """
    monday = week_start(local_date(now, working_time.zone)) + timedelta(days=7)
    week_ends = day_start(monday, working_time.zone)
    capacity = free_minutes(now, week_ends, working_time, busy)
    if capacity <= 0:
        return None
    return sum(work for promise, work in _promised_work(deliverables) if promise <= week_ends) / capacity


def first_free_day(
    deliverables: Iterable[Deliverable], now: datetime, working_time: WorkingTime, busy: Busy
) -> date | None:
    """Give the first day that still has an hour to give when all estimated work is done one after another.

    Work without a promise counts here, for it too will be done before somebody new comes. None when no
    such day comes within a year.
    """
    free = _free(working_time, busy)
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


@dataclass(frozen=True, slots=True)
class _Judge:
    """What every deliverable of one snapshot is judged by."""

    now: datetime
    free: FreeTime
    owed: Mapping[datetime, int]
    day_ends: datetime | None
    """The opening of the next working day: what is not begun by then was not begun today."""
    half_day: int
    tight_percent: int

    def item(self, deliverable: Deliverable, client: str, project: str) -> SlackItem:
        """Judge one open deliverable."""
        key, promise, work = f"deliverable:{deliverable.id}", deliverable.promised_at, deliverable.work_left
        late = promise is not None and promise < self.now
        if promise is None or work is None:
            room = Room.LATE if late else Room.UNKNOWN
            return SlackItem(key, deliverable, client, project, room, act_today=late)
        capacity = _minutes(self.free.between(self.now, promise))
        owed = self.owed[promise]
        slack_left = capacity - owed
        room = Room.LATE if late else self._room(slack_left, owed)
        start = None if late else self.free.subtract(promise, owed * 60)
        return SlackItem(
            key,
            deliverable,
            client,
            project,
            room,
            capacity_minutes=capacity,
            owed_minutes=owed,
            slack_minutes=slack_left,
            naive_slack_minutes=capacity - max(0, work),
            latest_start=start,
            act_today=room in (Room.LATE, Room.SHORT) or self._ends_today(start),
        )

    def _room(self, slack_left: int, owed: int) -> Room:
        """Name the room: tight is less than half a usual day, or than a tenth of the work owed."""
        if slack_left < 0:
            return Room.SHORT
        tight = slack_left < self.half_day or slack_left * 100 < owed * self.tight_percent
        return Room.TIGHT if tight else Room.AMPLE

    def _ends_today(self, start: datetime | None) -> bool:
        """Whether tomorrow is too late to begin, so that today decides."""
        return start is not None and (self.day_ends is None or start < self.day_ends)


def _free(working_time: WorkingTime, busy: Busy) -> FreeTime:
    """Work out the free time unless that was done already."""
    return busy if isinstance(busy, FreeTime) else FreeTime(working_time, busy)


def _promised_work(deliverables: Iterable[Deliverable]) -> list[tuple[datetime, int]]:
    """Give promise and work left of each open deliverable that has both, in promise order."""
    return sorted(
        (d.promised_at, max(0, d.work_left))
        for d in deliverables
        if d.open and d.promised_at is not None and d.work_left is not None
    )


def _owed_until(deliverables: Iterable[Deliverable]) -> dict[datetime, int]:
    """Give for each promised instant the work left on everything promised until then."""
    owed: dict[datetime, int] = {}
    total = 0
    for promise, work in _promised_work(deliverables):
        total += work
        owed[promise] = total
    return owed


def _next_opening(now: datetime, working_time: WorkingTime) -> datetime | None:
    """Give the opening of the first working day after today."""
    day = next_working_day(local_date(now, working_time.zone), working_time)
    return working_time.day_opening(day) if day else None


def _promise_order(deliverable: Deliverable) -> tuple[bool, datetime | int, str, int]:
    """Sort by promise, what has none last; equal ones by name so that the order never flickers."""
    promise = deliverable.promised_at
    return promise is None, promise or 0, deliverable.name, deliverable.id


def _name(among: Mapping[int, Client] | Mapping[int, Project], which: int) -> str:
    """Give the name, or nothing for one that is gone."""
    found = among.get(which)
    return found.name if found else ""


def _minutes(seconds: float) -> int:
    """Give whole minutes; a begun one is not counted as there."""
    return int(seconds // 60)
