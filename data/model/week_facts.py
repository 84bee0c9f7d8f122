"""The rows that the figures of a week are computed from, gathered in one read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from datetime import date, datetime

from data.model.after_hours import AwaitedMail
from data.model.agreement import Agreement
from data.model.card import CardDecision
from data.model.client import Client
from data.model.effort import EffortChange, WorkEntry
from data.model.gesture import Gesture
from data.model.mail_check import MailCheck
from data.model.promise import FindOut, Told
from data.model.scope import Obligation
from data.model.today import GestureItem, SlackItem
from data.model.touch import Answer, Channel, Touch
from data.model.work import Commitment, Deliverable
from data.values import frozen

Contact = tuple[int | None, datetime]
"""Whom it was with, and when."""


@frozen
class Turn:
    """One thing in an exchange that its reply clock heeds."""

    at: datetime
    came_in: bool
    """Whether the client said something; else the clock was stopped."""
    how: Answer | None = None
    """By which word it was stopped; None: by a message in the exchange itself."""


@frozen
class Exchange:
    """A thread with all its turns, for the times one waited in it."""

    thread_id: int
    client_id: int
    channel: Channel
    urgent: bool = False
    waiting_since: datetime | None = None
    """Since when it waits now; None: it does not, or does not count (from before, or of a hidden client)."""
    turns: tuple[Turn, ...] = ()
    """In the order of time."""


@frozen
class TrendFacts:
    """What the trends of several weeks are drawn from: few columns of many rows."""

    told: tuple[Told, ...] = ()
    """All that was told about deliverables with a date in these weeks, in order."""
    deliverables: Mapping[int, Deliverable] = field(default_factory=dict)
    """Those deliverables, by id."""
    commitments: tuple[Commitment, ...] = ()
    """Due in these weeks."""
    exchanges: tuple[Exchange, ...] = ()
    """In which somebody said something in these weeks, or a clock was stopped."""
    contacts: tuple[Contact, ...] = ()
    """All of these weeks, in the order of time."""


@frozen
class WeekFacts:
    """What the store knows that the review of one week needs; its size does not grow with history.

    What a hidden client was owed counts as dropped from when it was hidden.
    """

    clients: Mapping[int, Client] = field(default_factory=dict)
    told: tuple[Told, ...] = ()
    """All that was told about deliverables with a date in the week or told about in it, in order."""
    deliverables: Mapping[int, Deliverable] = field(default_factory=dict)
    """Those, and what is open, was delivered or worked on in the week, by id."""
    commitments: tuple[Commitment, ...] = ()
    """Due in the week, made in its contacts, and open ones."""
    find_outs: tuple[FindOut, ...] = ()
    """To be come back on in the week."""
    cards: tuple[CardDecision, ...] = ()
    """What was decided about the heads-ups of the deliverables above."""
    touches: tuple[Touch, ...] = ()
    """Of the week, in the order of time."""
    exchanges: tuple[Exchange, ...] = ()
    """Those that waited at some time of the week, and perhaps more."""
    mail_checks: tuple[MailCheck, ...] = ()
    """Of the week, in the order of time."""
    mail_checks_since: datetime | None = None
    """When the first one ever was made."""
    entries: tuple[WorkEntry, ...] = ()
    """Begun in the week; sums that were entered afterwards are none of them."""
    effort_changes: tuple[EffortChange, ...] = ()
    """Of the week."""
    awaited_mails: tuple[AwaitedMail, ...] = ()
    """Asked for by the end of the week, whose noon lies in the week or after it."""
    obligations: tuple[Obligation, ...] = ()
    """Open ones, and those that came or were dropped since the week began."""
    open_work: frozenset[int] = frozenset()
    """Clients for whom work was open at the cut that was promised, asked about or begun by then."""
    agreements: tuple[Agreement, ...] = ()
    """All with these clients and with those of the contacts above, later ones and earlier versions too."""
    gestures: tuple[Gesture, ...] = ()
    """Done or declined until the end of the week, eight months back."""
    courtesy_shown: int = 0
    """Hints that courtesy checks gave in the week."""
    courtesy_rewritten: int = 0
    history: tuple[tuple[float, float], ...] = ()
    """Estimated and actual hours of the latest jobs finished by the end of the week, the oldest first."""
    last_contact: Mapping[int, datetime] = field(default_factory=dict)
    """Latest contact before the end of the week on any channel, by client."""
    contacts: tuple[Contact, ...] = ()
    """Of the week and the eleven before it, in the order of time."""
    store_since: date | None = None
    """The day the store was made: silence before it is not known."""
    slack_before: int | None = None
    """What was left when the week before was closed, in minutes; None: it was not."""
    slack: tuple[SlackItem, ...] | None = None
    """The dashboard's, where the week runs or has just ended; None: long past."""
    coming: tuple[int, int] | None = None
    """Minutes of work owed by the end of the week after and the time there is in it, where the week runs."""
    suggestions: tuple[GestureItem, ...] | None = None
    """The kindnesses the dashboard shows, where the week runs; None: it does not."""
