"""Slack in promise order over shared capacity (SERVICE.md 1.9).

There is one freelancer, so work promised earlier eats the time of work promised later. For a deliverable
promised by `d`: capacity = what one can work from now to `d`; owed = the work on everything promised until
`d`, this one included, at the wanted confidence (two promises for the same instant both count for both);
slack = capacity − owed. Beside it stands the same with the work as estimated (`plain`), and what the item
alone would leave (`naive`). What waits on a client is counted too, for it will still have to be done. All
durations are whole minutes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import field
from datetime import datetime
from itertools import accumulate

from data.model.client import Client
from data.model.today import Room, SlackItem
from data.model.work import Deliverable, Project
from data.rules.capacity import Busy, free_of, whole_minutes
from data.rules.days import local_date, next_working_day
from data.rules.free_time import FreeTime
from data.rules.heads_up import HeadsUpRules, heads_up_by
from data.rules.pace import PacedTime
from data.rules.promise.job import Job
from data.rules.promise.open_work import in_promise_order
from data.rules.working_time import WorkingTime
from data.values import frozen

TIGHT_PERCENT = 10
"""Slack below this share of the work owed is tight, whatever the length of the day."""

Hours = Callable[[Sequence[Job]], Sequence[float]]
"""Gives for each job of a queue the hours of work until it is done."""


def as_estimated(jobs: Sequence[Job]) -> Sequence[float]:
    """Take every job for what it was estimated at."""
    return list(accumulate(max(0.0, job.estimate - job.spent) for job in jobs))


@frozen
class SlackRules:
    """What slack is judged by."""

    tight_percent: int = TIGHT_PERCENT
    hours: Hours = as_estimated
    heads_up: HeadsUpRules = field(default_factory=HeadsUpRules)


_USUAL = SlackRules()


def slack(
    deliverables: Iterable[Deliverable],
    clients: Mapping[int, Client],
    projects: Mapping[int, Project],
    now: datetime,
    working_time: WorkingTime,
    busy: Busy,
    *,
    told_at: Mapping[int, datetime] | None = None,
    expected: Mapping[int, datetime] | None = None,
    rules: SlackRules = _USUAL,
) -> tuple[SlackItem, ...]:
    """Judge every open deliverable, in promise order; those nothing can be said of come last.

    `told_at` says when each promise was told, for how early it wants a word before it slips; `expected` when
    what is promised from an arrival on would be due.
    """
    expected = expected or {}
    still_owed = [deliverable for deliverable in deliverables if deliverable.open]
    judge = _Judge(
        now=now,
        working_time=working_time,
        free=free_of(working_time, busy),
        sure=_owed_until(still_owed, expected, rules.hours),
        plain=_owed_until(still_owed, expected, as_estimated),
        day_ends=_next_opening(now, working_time),
        told_at=told_at or {},
        expected=expected,
        rules=rules,
    )
    items = [
        judge.item(
            deliverable, _name(clients, deliverable.client_id), _name(projects, deliverable.project_id)
        )
        for deliverable in sorted(still_owed, key=lambda each: _promise_order(each, expected))
    ]
    return tuple(sorted(items, key=lambda item: item.room is Room.UNKNOWN))


@frozen
class _Judge:
    """What every deliverable of one snapshot is judged by."""

    now: datetime
    working_time: WorkingTime
    free: FreeTime | PacedTime
    sure: Mapping[datetime, int]
    plain: Mapping[datetime, int]
    day_ends: datetime | None
    """The opening of the next working day: what is not begun by then was not begun today."""
    told_at: Mapping[int, datetime]
    expected: Mapping[int, datetime]
    rules: SlackRules

    def item(self, deliverable: Deliverable, client: str, project: str) -> SlackItem:
        """Judge one open deliverable."""
        key, work = f"deliverable:{deliverable.id}", deliverable.work_left
        expected = None if deliverable.promised_at is not None else self.expected.get(deliverable.id)
        promise = deliverable.promised_at or expected
        late = promise is not None and promise < self.now
        if promise is None or work is None:
            room = Room.LATE if late else Room.UNKNOWN
            return SlackItem(key, deliverable, client, project, room, expected_at=expected, act_today=late)
        capacity = whole_minutes(self.free.between(self.now, promise))
        owed, plain = self.sure[promise], self.plain[promise]
        room = Room.LATE if late else self._room(capacity - owed, owed)
        start = None if late else self.free.subtract(promise, owed * 60)
        told = expected is None
        tell_by = self._tell_by(deliverable, promise) if room is Room.SHORT and told else None
        return SlackItem(
            key,
            deliverable,
            client,
            project,
            room,
            capacity_minutes=capacity,
            owed_minutes=owed,
            slack_minutes=capacity - owed,
            plain_slack_minutes=capacity - plain,
            naive_slack_minutes=capacity - max(0, work),
            latest_start=start,
            heads_up_by=tell_by,
            expected_at=expected,
            act_today=told and self._act_today(room, capacity - plain, start, tell_by),
        )

    def _room(self, slack_left: int, owed: int) -> Room:
        """Name the room: tight is less than half a usual day, or than a tenth of the work owed."""
        if slack_left < 0:
            return Room.SHORT
        half_day = self.working_time.usual_day_minutes // 2
        tight = slack_left < half_day or slack_left * 100 < owed * self.rules.tight_percent
        return Room.TIGHT if tight else Room.AMPLE

    def _tell_by(self, deliverable: Deliverable, promise: datetime) -> datetime:
        told_at = self.told_at.get(deliverable.id, self.now)
        return heads_up_by(promise, told_at, self.working_time, self.rules.heads_up)

    def _act_today(self, room: Room, plain_slack: int, start: datetime | None, tell: datetime | None) -> bool:
        """Whether today decides: it is late, cannot be kept as estimated, or tomorrow is too late to begin.

        What is only not safe any more wants a word, but not today unless the word is due.
        """
        if room is Room.LATE:
            return True
        if room is Room.SHORT:
            return plain_slack < 0 or self._is_before_tomorrow(tell)
        return self._is_before_tomorrow(start)

    def _is_before_tomorrow(self, at: datetime | None) -> bool:
        return at is not None and (self.day_ends is None or at < self.day_ends)


def _owed_until(
    deliverables: Iterable[Deliverable], expected: Mapping[int, datetime], hours: Hours
) -> dict[datetime, int]:
    """Give for each promised instant the minutes of work on everything promised until then."""
    queue = in_promise_order(deliverables, expected)
    dates = (d.promised_at or expected.get(d.id) for d in deliverables)
    owed = dict.fromkeys((at for at in dates if at is not None), 0)
    for (promise, _, _), needed in zip(queue, hours([job for _, _, job in queue]), strict=True):
        owed[promise] = _up(needed * 60)
    total = 0
    for promise in sorted(owed):
        total = owed[promise] = max(total, owed[promise])
    return owed


def _up(minutes: float) -> int:
    """Give whole minutes; a begun one counts, for it is owed."""
    whole = int(minutes)
    return whole + (minutes - whole > 1e-6)


def _next_opening(now: datetime, working_time: WorkingTime) -> datetime | None:
    """Give the opening of the first working day after today."""
    day = next_working_day(local_date(now, working_time.zone), working_time)
    return working_time.day_opening(day) if day else None


def _promise_order(
    deliverable: Deliverable, expected: Mapping[int, datetime]
) -> tuple[bool, datetime | int, str, int]:
    """Sort by promise, what has none last; equal ones by name so that the order never flickers."""
    promise = deliverable.promised_at or expected.get(deliverable.id)
    return promise is None, promise or 0, deliverable.name, deliverable.id


def _name(among: Mapping[int, Client] | Mapping[int, Project], which: int) -> str:
    """Give the name, or nothing for one that is gone."""
    found = among.get(which)
    return found.name if found else ""
