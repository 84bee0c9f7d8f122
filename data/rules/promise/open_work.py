"""Open deliverables as the queue of jobs they are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from types import MappingProxyType

from data.model.promise import Conditional
from data.model.work import Deliverable
from data.rules.days import add_working_days, local_date
from data.rules.promise.job import Job
from data.rules.working_time import WorkingTime


def lucks(deliverables: Iterable[Deliverable]) -> dict[int, int]:
    """Give each open deliverable its draws, by id, in the order they were entered.

    So the check of something new, whose draws are the next ones, says what the slack will say of it.
    """
    known = sorted(deliverable.id for deliverable in deliverables if deliverable.open)
    return {number: place for place, number in enumerate(known, start=1)}


def job_of(deliverable: Deliverable, luck: int = 0) -> Job | None:
    """Give a deliverable as a job; None when it is done, or nobody knows how much it is.

    Work that has used up what it was judged to be is not done: how far such jobs run over is what the
    history knows about.
    """
    if deliverable.finished_at is not None:
        pending = deliverable.pending_minutes
        return Job(pending / 60, luck=luck) if pending else None
    known = deliverable.total_minutes
    total = None if known is None else known + deliverable.pending_minutes
    return Job(total / 60, deliverable.spent_minutes / 60, luck) if total else None


def expected_by(
    conditionals: Iterable[Conditional], today: date, working_time: WorkingTime
) -> dict[int, datetime]:
    """Give by deliverable when a promise from an arrival on would be due.

    What is awaited counts as coming when it was asked for, and today where that has passed: the work it
    starts is owed all the same.
    """
    found: dict[int, datetime] = {}
    for each in conditionals:
        begins = max(today, each.needed_on or today)
        if each.arrived_at is not None:
            begins = local_date(each.arrived_at, working_time.zone)
        day = add_working_days(begins, max(1, each.told.after_days or 1), working_time)
        closing = working_time.day_closing(max(day, today)) if day is not None else None
        if closing is not None:
            found[each.told.deliverable_id] = closing
    return found


def in_promise_order(
    deliverables: Iterable[Deliverable], expected: Mapping[int, datetime] = MappingProxyType({})
) -> list[tuple[datetime, Deliverable, Job]]:
    """Give date, deliverable and job of everything that is owed by a promised or expected date, in order."""
    deliverables = list(deliverables)
    luck = lucks(deliverables)
    owed = [
        (promise, deliverable, job)
        for deliverable in deliverables
        if deliverable.open
        and (promise := deliverable.promised_at or expected.get(deliverable.id)) is not None
        and (job := job_of(deliverable, luck[deliverable.id])) is not None
    ]
    return sorted(owed, key=lambda each: (each[0], each[1].name, each[1].id))
