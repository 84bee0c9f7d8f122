"""Open deliverables as the queue of jobs they are."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from data.model.work import Deliverable
from data.rules.promise.job import Job


def job_of(deliverable: Deliverable) -> Job | None:
    """Give a deliverable as a job; None when there is nothing left to do, or nobody knows how much.

    What was judged anew since counts from there: the total is what is spent and what is left.
    """
    left = deliverable.work_left
    if left is None or deliverable.finished_at is not None:
        return None
    spent = deliverable.spent_minutes
    if deliverable.remaining_minutes is not None:
        return Job((spent + left) / 60, spent / 60) if left else None
    # Past its estimate and not judged anew: how far such a job runs over is what the history knows.
    total = (deliverable.estimate_minutes or 0) + deliverable.pending_minutes
    return Job(total / 60, spent / 60) if total else None


def in_promise_order(deliverables: Iterable[Deliverable]) -> list[tuple[datetime, Deliverable, Job]]:
    """Give promise, deliverable and job of everything that is owed by a date, the first date first."""
    owed = [
        (promise, deliverable, job)
        for deliverable in deliverables
        if deliverable.open
        and (promise := deliverable.promised_at) is not None
        and (job := job_of(deliverable)) is not None
    ]
    return sorted(owed, key=lambda each: (each[0], each[1].name, each[1].id))
