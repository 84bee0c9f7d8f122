"""The rows one snapshot is computed from, gathered in one read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from datetime import date, datetime

from data.model.after_hours import AwaitedMail
from data.model.calendar import Appointment
from data.model.card import CardDecision
from data.model.client import Client
from data.model.effort import Running, Worked
from data.model.gesture import Gesture
from data.model.promise import Conditional, FindOut
from data.model.scope import Obligation
from data.model.source import SourceState
from data.model.touch import Thread
from data.model.work import Commitment, Deliverable, Project
from data.values import frozen


@frozen
class Facts:
    """What the store knows that the dashboard needs, no more: its size does not grow with history."""

    clients: Mapping[int, Client] = field(default_factory=dict)
    projects: Mapping[int, Project] = field(default_factory=dict)
    """Those of the deliverables below, by id."""
    deliverables: tuple[Deliverable, ...] = ()
    """Open ones, and those delivered today."""
    commitments: tuple[Commitment, ...] = ()
    """Open ones due until the end of today (overdue ones included), and those done today."""
    threads: tuple[Thread, ...] = ()
    """Those that wait, sleeping ones included."""
    from_before: int = 0
    """How many waited already when their mailbox was first read."""
    appointments: tuple[Appointment, ...] = ()
    """From the start of today to two weeks after the last open promise."""
    ended_projects: tuple[Project, ...] = ()
    """Ended within the last eight months."""
    ended_badly: frozenset[int] = frozenset()
    """Clients whose last project ended badly, however long ago."""
    decisions: tuple[Gesture, ...] = ()
    """What was decided about suggestions within the last eight months."""
    last_contact: Mapping[int, datetime] = field(default_factory=dict)
    """Latest contact on any channel, by client."""
    last_written: Mapping[int, datetime] = field(default_factory=dict)
    """Latest message to the client, for clients with a waiting thread."""
    last_called: Mapping[int, datetime] = field(default_factory=dict)
    """Latest call that reached the client, for clients with a waiting thread."""
    last_word: Mapping[int, datetime] = field(default_factory=dict)
    """Latest word from the freelancer on any channel, for clients with open work."""
    told_at: Mapping[int, datetime] = field(default_factory=dict)
    """When the date that stands was told, by open deliverable."""
    conditionals: tuple[Conditional, ...] = ()
    """Promised from an arrival on: the last word about open deliverables without a date."""
    obligations: tuple[Obligation, ...] = ()
    """Open ones."""
    find_outs: tuple[FindOut, ...] = ()
    """Open ones, and those told today."""
    awaited_mails: tuple[AwaitedMail, ...] = ()
    """Asked for on the phone after hours in the last weeks, and settled by nobody's word."""
    cards: tuple[CardDecision, ...] = ()
    """What was decided about the cards of open deliverables and agreements, and cards that are put off."""
    first_calls: Mapping[int, datetime] = field(default_factory=dict)
    """The first call that reached each client, of the last weeks; not of those one agreed something with."""
    on_call: Mapping[int, str] = field(default_factory=dict)
    """Clients who may reach one in an emergency, on days without working hours; empty on all others."""
    emergency_checks: tuple[CardDecision, ...] = ()
    """What was decided about the looks at the emergency line of such a day."""
    running: Running | None = None
    history: tuple[tuple[float, float], ...] = ()
    """Estimated and actual hours of the latest finished jobs, the oldest first."""
    worked: Worked = field(default_factory=Worked)
    """What was logged in the last 60 working days."""
    sources: tuple[SourceState, ...] = ()
    unknown_senders: int = 0
    mail_checked_at: datetime | None = None
    """When the mail was looked at last (`data.model.mail_check`)."""
    time_to_place: int = 0
    """Labels and held entries of time logs nobody has decided on."""
    store_since: date | None = None
    """The day the store was made: nothing older than that floods the gestures."""
