"""Work that was promised: projects, deliverables and the small commitments between them."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from data.values import frozen

DROPPED = "dropped: "
"""How the line of a note begins that says why a promise was let go."""


@frozen
class Project:
    """A piece of work for one client, from the first talk to the thank-you card."""

    client_id: int
    name: str
    id: int = 0
    started_on: date | None = None
    ended_on: date | None = None
    """The day it was closed; None while it runs."""
    ended_badly: bool = False
    """No gestures are suggested after a project that ended badly."""
    true_detail: str = ""
    """One true detail worth mentioning in a handwritten card."""
    note: str = ""


@frozen
class Deliverable:
    """Something the client was told they get, by a date.

    `promised_at` is what the client was told; `target_on` is what the freelancer aims for and never
    appears in anything a client could receive.
    """

    project_id: int
    client_id: int
    name: str
    id: int = 0
    estimate_minutes: int | None = None
    spent_minutes: int = 0
    """What the work entries say, polish apart; kept in step with them by the store."""
    judged_minutes: int | None = None
    """All of the work as judged last, what was spent by then included; None: as estimated."""
    promised_at: datetime | None = None
    target_on: date | None = None
    delivered_at: datetime | None = None
    dropped_at: datetime | None = None
    note: str = ""
    polish_minutes: int = 0
    """Logged after the work was finished; never part of the effort history."""
    pending_minutes: int = 0
    """Extras the client asked for that nobody has accepted or declined yet; they count at once."""
    budget_cents: int | None = None
    """What the client pays for it; None: no fixed budget."""
    finished_at: datetime | None = None
    """When the work was done though not yet delivered: delivered later on purpose, or being polished."""
    extra: str = ""
    """The little more the client will notice."""
    estimated_at_minutes: int | None = None
    """What was spent when it was first estimated: an estimate made near the end teaches nothing."""

    @property
    def open(self) -> bool:
        """Whether it is still owed."""
        return self.delivered_at is None and self.dropped_at is None

    @property
    def total_minutes(self) -> int | None:
        """All of the work as judged last, undecided extras apart; None when nobody has estimated it."""
        return self.estimate_minutes if self.judged_minutes is None else self.judged_minutes

    @property
    def used_up(self) -> bool:
        """Whether as much is spent as all of it was judged to be, and nobody says that it is done."""
        total = self.total_minutes
        return self.finished_at is None and total is not None and 0 < total <= self.spent_minutes

    @property
    def work_left(self) -> int | None:
        """Minutes of work still to do, undecided extras included; None when nobody has estimated it."""
        if self.finished_at is not None:
            return self.pending_minutes
        total = self.total_minutes
        return None if total is None else max(0, total - self.spent_minutes) + self.pending_minutes


class CommitmentKind(StrEnum):
    """How a commitment came to be."""

    COMMITMENT = "commitment"
    FOLLOW_UP = "follow_up"
    """Something to do after a call."""
    CALLBACK = "callback"
    """"I'll call you back at ten.\""""


@frozen
class Commitment:
    """Something said to a client that has a time: "I'll send the link by five"."""

    text: str
    due_at: datetime
    id: int = 0
    client_id: int | None = None
    kind: CommitmentKind = CommitmentKind.COMMITMENT
    touch_id: int | None = None
    """The contact it was said in."""
    done_at: datetime | None = None
    dropped_at: datetime | None = None
    note: str = ""

    @property
    def open(self) -> bool:
        """Whether it is still owed."""
        return self.done_at is None and self.dropped_at is None
