"""What a form hands over: the answer to a typed question, not stored yet."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from data.model.touch import Channel, Direction, Outcome


@dataclass(frozen=True, slots=True)
class FollowUp:
    """Something to do after a contact, by an instant."""

    text: str
    due_at: datetime


@dataclass(frozen=True, slots=True)
class ContactDraft:
    """A call or another contact as typed in a form or on the command line."""

    channel: Channel
    direction: Direction
    client_id: int | None
    at: datetime
    """When it began."""
    who: str = ""
    new_client: str = ""
    """Name of a client to make when `client_id` is None."""
    person_id: int | None = None
    minutes: int | None = None
    outcome: Outcome | None = None
    """Calls only."""
    note: str = ""
    follow_ups: tuple[FollowUp, ...] = ()
    answers: tuple[int, ...] = ()
    """Ids of the waiting threads this contact answers."""
    wants_answer: bool = False
    """An inbound message that now waits for one."""
