"""One job: how many hours to promise before it is begun and while it is under way (methods 1 and 2)."""

from __future__ import annotations

from data.rules.promise.history import History, Past, past_of
from data.rules.promise.job import Job, checked
from data.rules.promise.ratios import ratios_at


def hours_to_promise(history: History, estimate: float, confidence: float) -> float:
    """Give the hours a job takes at most with this confidence: the estimate times a ratio of the past.

    0.5 gives what to aim for, 0.9 what to tell. Raises ValueError when the estimate is not a finite number
    above 0 or the confidence does not lie between 0 and 1.
    """
    return total_hours(past_of(history), Job(estimate), checked(confidence))


def hours_to_promise_in_progress(history: History, estimate: float, spent: float, confidence: float) -> float:
    """Give all hours of a job that is still open after `spent` hours; never less than those.

    Only jobs that took longer than this one has so far are asked. Where not one did, the past knows no more
    and the answer is `spent`. Raises ValueError like `hours_to_promise`, and when `spent` is below 0 or not
    finite.
    """
    return total_hours(past_of(history), Job(estimate, spent), checked(confidence))


def total_hours(past: Past, job: Job, confidence: float) -> float:
    """Give all hours of the job, what is spent included, at a confidence that was checked."""
    ratios = ratios_at(past, job.estimate)
    begin = ratios.beyond(job.spent / job.estimate)
    return max(job.spent, job.estimate * ratios.at(confidence, begin))


def hours_left(past: Past, job: Job, confidence: float) -> float:
    """Give the hours still to do at a confidence that was checked."""
    return total_hours(past, job, confidence) - job.spent
