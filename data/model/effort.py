"""Where the hours go: work entries, and why an estimate had to grow."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from data.values import frozen


@frozen
class WorkEntry:
    """Time worked on a deliverable."""

    deliverable_id: int
    started_at: datetime
    id: int = 0
    minutes: int | None = None
    """None while the clock runs; below zero for a correction of what was entered before."""
    polish: bool = False
    """Beyond what was promised: it does not spoil the effort history."""
    note: str = ""
    summed: bool = False
    """Entered as a sum: it says how much was worked, and not on which day."""

    @property
    def running(self) -> bool:
        """Whether the clock runs."""
        return self.minutes is None


class Cause(StrEnum):
    """Why the remaining work grew: what the slack was spent on (SERVICE.md 1.6)."""

    OWN_ESTIMATE = "own_estimate"
    EXTRA_ASKED = "extra_asked"
    WAITING_ON_CLIENT = "waiting_on_client"
    EMERGENCY = "emergency"
    ILL = "ill"


@frozen
class EffortChange:
    """One entry of the slack ledger: the remaining work was judged anew."""

    deliverable_id: int
    at: datetime
    minutes: int
    """By how much the remaining work grew; below zero when it shrank."""
    id: int = 0
    cause: Cause | None = None
    """None when it shrank: nothing has to be explained."""
    note: str = ""


@frozen
class PastJob:
    """A finished job from before frontdesk, for the effort history."""

    estimate_minutes: int
    actual_minutes: int
    id: int = 0
    finished_on: date | None = None


@frozen
class Running:
    """The clock that runs."""

    entry: WorkEntry
    name: str
    client_id: int


@frozen
class Worked:
    """What the work entries of the window sum up to."""

    minutes: int = 0
    days: int = 0
    """Days with at least one entry."""
    first_on: date | None = None
    """The first of them."""
