"""What the rest of a week decided after it was closed: on Friday afternoon, most of the time.

Its frozen figures are those of the instant it was closed at. A promise for that evening and a call on
Saturday belong to the same week all the same, and to no other; so they stand beside what was frozen.
"""

from __future__ import annotations

from dataclasses import replace

from data.model.week import Correction, Trend, WeekReview

_DECIDED = {
    "promises": ("due", "kept", "moved", "broken", "kept_rate"),
    "honesty": ("heads_ups", "find_outs"),
    "replies": ("within",),
    "calls": ("callbacks",),
    "after_hours": (
        "contacts_in",
        "contacts_out",
        "confirming_mails",
        "loaded_minutes",
        "loaded_cents",
        "evenings",
    ),
}
"""Block and figures that say how something went; what only counts what there was is left as it was."""


def decided(then: WeekReview, whole: WeekReview) -> tuple[Correction, ...]:
    """Give the figures that are others at the end of the week than when it was closed, both as known now."""
    pairs = (
        (block, then.figure(block, name), whole.figure(block, name))
        for block, names in _DECIDED.items()
        for name in names
    )
    return tuple(
        Correction(block, before, after)
        for block, before, after in pairs
        if (before.value, before.of) != (after.value, after.of)
    )


def with_rest(kept: Trend, then: Trend, whole: Trend) -> Trend:
    """Add what came after closing to what was frozen; what was changed later stays out of both."""
    return replace(
        kept,
        kept=max(0, kept.kept + whole.kept - then.kept),
        due=max(0, kept.due + whole.due - then.due),
        after_hours=max(0, kept.after_hours + whole.after_hours - then.after_hours),
    )
