"""What the promise check says."""

from __future__ import annotations

from datetime import datetime

from data.model.promise import Verdict
from data.values import frozen


@frozen
class OpenPromise:
    """Something promised already."""

    id: int
    name: str
    client_id: int
    promised_at: datetime
    left_minutes: int
    """Work still to do as estimated."""


@frozen
class Hurt:
    """A promise that would not be safe any more."""

    promise: OpenPromise
    short_minutes: int
    """How much is missing at the wanted confidence."""
    plain_short_minutes: int
    """How much is missing even if nothing goes wrong; 0 when nothing is."""


@frozen
class Judged:
    """What is to be said of one date."""

    at: datetime
    verdict: Verdict
    plain_minutes: int
    """Margin of the candidate itself; negative when it is short."""
    sure_minutes: int
    hurts: tuple[Hurt, ...]

    @property
    def short_minutes(self) -> int:
        """How much the candidate itself is short at the wanted confidence; 0 when it is not."""
        return max(0, -self.sure_minutes)


@frozen
class Odds:
    """For "9 of 10 jobs of about this size took no more than 1.9 × your estimate"."""

    confidence: float
    """Between 0 and 1: 0.9 for 9 of 10."""
    ratio: float
    """The promise over the estimate."""
    own_jobs: int
    """How many of the person's finished jobs were asked, whatever their size."""
    similar_jobs: int
    """How many of those were estimated at half to twice as much."""
    own_share: float
    """How much of the answer is the person's own past, 0 to 1; the rest is other people's (the prior)."""
    begun: bool = False
    """Whether only jobs that came as far as this one were asked."""
