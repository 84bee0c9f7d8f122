"""What a promise rests on, so that it can explain itself."""

from __future__ import annotations

from math import log

from data.model.check import Odds
from data.rules.promise.history import History, Past, past_of
from data.rules.promise.job import Job, checked
from data.rules.promise.ratios import PRIOR_WEIGHT, ratios_at

# In ln hours; a job of exactly twice the estimate is still alike, whatever the rounding.
_LIKE = log(2) * (1 + 1e-9)


def odds(history: History, job: Job, confidence: float) -> Odds:
    """Say what the promise for a job is and why; raises ValueError unless the confidence is one.

    Of work in progress only jobs that came as far are asked, as its promise does.
    """
    past = past_of(history)
    ratios = ratios_at(past, job.estimate)
    begun = ratios.beyond(job.spent / job.estimate) if job.spent else 0
    return Odds(
        confidence=checked(confidence),
        ratio=max(ratios.at(confidence, begun), job.spent / job.estimate),
        own_jobs=len(past.ratios),
        similar_jobs=_similar(past, job.estimate),
        own_share=max(0.0, 1 - PRIOR_WEIGHT / ratios.total) if past.ratios else 0.0,
        begun=job.spent > 0,
    )


def _similar(past: Past, estimate: float) -> int:
    size = log(estimate)
    alike = [abs(known - size) <= _LIKE for known in past.log_sizes]
    return sum(map(alike.__getitem__, past.sizes))
