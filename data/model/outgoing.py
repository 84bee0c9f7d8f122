"""Promises as they may leave the house: what was told to whom for when, and how it went. Nothing else.

There is no field for the date aimed for, a note, an estimate or money, so no writer of these can let one out.
"""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from data.values import frozen


class PromiseKind(StrEnum):
    """What kind of row a promise is."""

    DELIVERABLE = "deliverable"
    COMMITMENT = "commitment"
    FIND_OUT = "find_out"


@frozen
class OutgoingPromise:
    """One promise with the time that was told."""

    id: int
    kind: PromiseKind
    client_id: int
    client: str
    text: str
    due_at: datetime
    kept_at: datetime | None = None
    dropped_at: datetime | None = None
    """When it was let go or the date was taken back."""
    own: bool = False
    """Noted after a talk for oneself and perhaps said to nobody: not for the client's eyes."""

    @property
    def place(self) -> str:
        """Give what it is known by, for ever: `deliverable:ID`."""
        return f"{self.kind}:{self.id}"


@frozen
class Revision:
    """How often what is said of a promise has changed, and when it last did."""

    sequence: int
    modified_at: datetime


class CalendarForm(StrEnum):
    """As what promises stand in a calendar file."""

    TASKS = "tasks"
    EVENTS = "events"
    DAYS = "days"
