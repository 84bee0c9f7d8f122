"""What a promise rests on, so that it can explain itself."""

from __future__ import annotations

from math import log

from data.model.check import Odds
from data.rules.promise.history import History, Past, past_of
from data.rules.promise.job import Job, checked
from data.rules.promise.ratios import PRIOR_WEIGHT, ratios_at

# In ln hours; a job of exactly twice the estimate is still alike, whatever the rounding.
_LIKE = log(2) * (1 + 1e-9)


def odds(history: History, estimate: float, confidence: float) -> Odds:
    """Say what `hours_to_promise` answers and why; raises ValueError like it."""
    past, job = past_of(history), Job(estimate)
    ratios = ratios_at(past, job.estimate)
    return Odds(
        confidence=confidence,
        ratio=ratios.at(checked(confidence)),
        own_jobs=len(past.ratios),
        similar_jobs=_similar(past, job.estimate),
        own_share=max(0.0, 1 - PRIOR_WEIGHT / ratios.total) if past.ratios else 0.0,
    )


def _similar(past: Past, estimate: float) -> int:
    size = log(estimate)
    alike = [abs(known - size) <= _LIKE for known in past.log_sizes]
    return sum(map(alike.__getitem__, past.sizes))
