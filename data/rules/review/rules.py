"""What the settings say about the figures of a week."""

from __future__ import annotations

from dataclasses import field

from data.model.agreement import Terms
from data.rules.replies import ReplyLimits
from data.values import frozen


@frozen
class ReviewRules:
    """What a week is judged by."""

    replies: ReplyLimits = field(default_factory=ReplyLimits)
    hourly_cents: int | None = None
    """What an hour costs; None: after-hours work has no price."""
    loading_percent: int = 50
    """What is added to the price of after-hours work (SERVICE.md 2.13)."""
    confidence: float = 0.9
    """At which promises are reckoned."""
    mail_windows: tuple[str, ...] = ()
    """Wall-clock times such as "10:00"; empty when mail windows are switched off."""
    terms: Terms = field(default_factory=Terms)
    """What the settings say about hours and money, to hold agreements against."""
    keep_in_touch_days: int = 60
    """Silence from which a client is quiet, for those without an interval of their own; 0: never."""
