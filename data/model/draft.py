"""What a form hands over: the answer to a typed question, not stored yet."""

from __future__ import annotations

from datetime import datetime

from data.model.touch import Channel, Direction, Outcome
from data.values import frozen


@frozen
class FollowUp:
    """Something to do after a contact, by an instant."""

    text: str
    due_at: datetime


@frozen
class WishedPromise:
    """Work they asked for in a contact: to be checked once the contact is stored."""

    minutes: int | None
    """None where it was not said how much."""
    wished_at: datetime | None = None
    text: str = ""


@frozen
class WishedChange:
    """More than was agreed, asked for in a contact."""

    text: str
    minutes: int | None = None


@frozen
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
    find_outs: tuple[str, ...] = ()
    """Questions to come back on."""
    changes: tuple[WishedChange, ...] = ()
    tomorrow: FollowUp | None = None
    """Calls after hours: what was put off to the next working day, and is to be confirmed by a mail."""
    promises: tuple[WishedPromise, ...] = ()
    """Not stored with it: the promise check comes after."""
    wants_answer: bool = False
    """An inbound message that now waits for one."""
