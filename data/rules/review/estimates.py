"""How the estimates turned out, and the room the next promise gets (PROMISES.md)."""

from __future__ import annotations

from collections.abc import Sequence

from data.model.week import Block, Figure, Unit
from data.model.week_facts import WeekFacts
from data.model.work import Deliverable
from data.rules.promise import Job
from data.rules.promise.odds import odds
from data.rules.review.figures import number, quantile
from data.rules.review.rules import ReviewRules
from data.rules.review.window import Window

ENOUGH = 10
"""Finished jobs from which on their shares say something."""
ROOM_HOURS = 8.0
"""The job whose room is told: a working day."""
_SHARES = (("p50", 0.5), ("p80", 0.8), ("p90", 0.9))


def block(facts: WeekFacts, window: Window, rules: ReviewRules) -> Block:
    """Give the figures of estimates.

    `finished`: deliverables delivered in the week that one learns from: estimated, and not near their end,
    with time on them. `p50`, `p80`, `p90`: the ratio of actual to estimate that so many of the last jobs
    finished by then did not exceed, of how many; None for less than ten. `room`: the ratio that an
    eight-hour job is promised with at the wanted confidence, of how many jobs of one's own.
    """
    finished = [
        what for what in facts.deliverables.values() if window.holds(what.delivered_at) and _teaches(what)
    ]
    finished.sort(key=lambda what: (what.delivered_at, what.id))
    ratios = [actual / estimate for estimate, actual in facts.history if estimate > 0]
    room = odds(facts.history, Job(ROOM_HOURS), rules.confidence)
    return Block(
        "estimates",
        (
            number("finished", [f"deliverable:{what.id}" for what in finished]),
            *(_share(name, ratios, share) for name, share in _SHARES),
            Figure("room", Unit.RATIO, room.ratio, room.own_jobs),
        ),
    )


def _share(name: str, ratios: Sequence[float], share: float) -> Figure:
    value = quantile(ratios, share) if len(ratios) >= ENOUGH else None
    return Figure(name, Unit.RATIO, value, len(ratios))


def _teaches(what: Deliverable) -> bool:
    """Whether the effort history learns from it: an estimate made near the end teaches nothing."""
    if not what.estimate_minutes or not what.spent_minutes or what.estimated_at_minutes is None:
        return False
    return what.estimated_at_minutes * 10 <= what.spent_minutes
