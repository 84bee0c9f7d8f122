"""What was agreed and what changes it: extras asked for, things the client owes, steps of a project."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from data.values import frozen


class ChangeState(StrEnum):
    """What became of a change request."""

    PENDING = "pending"
    ACCEPTED = "accepted"
    DECLINED = "declined"


@frozen
class ChangeRequest:
    """More than was agreed, asked for while the work goes on (SERVICE.md 1.4)."""

    deliverable_id: int
    text: str
    asked_at: datetime
    id: int = 0
    minutes: int | None = None
    """How much more work it is; None: not estimated."""
    state: ChangeState = ChangeState.PENDING
    decided_at: datetime | None = None


@frozen
class Obligation:
    """Something the client owes: texts, access, a decision (SERVICE.md 1.8)."""

    client_id: int
    text: str
    asked_at: datetime
    needed_on: date
    id: int = 0
    deliverable_id: int | None = None
    """What waits for it; None: nothing in particular."""
    received_at: datetime | None = None
    dropped_at: datetime | None = None
    nudged_at: datetime | None = None
    """When they were last reminded."""

    @property
    def open(self) -> bool:
        """Whether it is still owed."""
        return self.received_at is None and self.dropped_at is None


@frozen
class Step:
    """One step of a project's process (SERVICE.md 1.7); a missing one is shown and never blocks."""

    project_id: int
    place: int
    text: str
    id: int = 0
    done_on: date | None = None
    review: bool = False
    """A review point: the client looks at it here."""


@frozen
class ProjectTemplate:
    """A way of working that new projects can start with."""

    name: str
    steps: tuple[str, ...] = ()
    reviews: tuple[str, ...] = ()
    """Those of the steps at which the client looks at it."""
    obligations: tuple[str, ...] = ()
    """What the client usually owes."""
