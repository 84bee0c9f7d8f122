"""Open deliverables as the queue of jobs they are."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from data.model.work import Deliverable
from data.rules.promise.job import Job


def job_of(deliverable: Deliverable) -> Job | None:
    """Give a deliverable as a job; None when it is done, or nobody knows how much it is.

    Work that has used up what it was judged to be is not done: how far such jobs run over is what the
    history knows about.
    """
    if deliverable.finished_at is not None:
        pending = deliverable.pending_minutes
        return Job(pending / 60) if pending else None
    known = deliverable.total_minutes
    total = None if known is None else known + deliverable.pending_minutes
    return Job(total / 60, deliverable.spent_minutes / 60) if total else None


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
