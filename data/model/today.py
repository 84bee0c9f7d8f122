"""The one snapshot the dashboard shows: frozen, whole, computed anew after each act."""

from __future__ import annotations

from dataclasses import field
from datetime import date, datetime
from enum import StrEnum

from data.model.client import Client
from data.model.effort import Running
from data.model.gesture import GestureKind
from data.model.touch import Channel
from data.model.work import Deliverable
from data.values import frozen


class Stage(StrEnum):
    """How far something is. Shown as a mark and a word, never as colour alone."""

    FRESH = "fresh"
    """Less than half of the time is used."""
    DUE = "due"
    LATE = "late"
    DONE = "done"


class AgendaKind(StrEnum):
    """What an entry of the Today pane is."""

    COMMITMENT = "commitment"
    FOLLOW_UP = "follow_up"
    CALLBACK = "callback"
    APPOINTMENT = "appointment"
    VISIT = "visit"
    DELIVERY = "delivery"
    """A deliverable promised for today (or late)."""
    FIND_OUT = "find_out"
    """A question to come back on."""
    HEADS_UP = "heads_up"
    UPDATE = "update"
    NUDGE = "nudge"
    ARRIVED = "arrived"
    DONE_EARLY = "done_early"
    SCOPE = "scope"
    WRITE_UP = "write_up"
    AGREEMENTS = "agreements"
    EMERGENCY_CHECK = "emergency_check"
    """Look at the emergency line on a day off; unlike other cards it has a time of day."""


CARD_KINDS = frozenset(
    {
        AgendaKind.HEADS_UP,
        AgendaKind.UPDATE,
        AgendaKind.NUDGE,
        AgendaKind.ARRIVED,
        AgendaKind.DONE_EARLY,
        AgendaKind.SCOPE,
        AgendaKind.WRITE_UP,
        AgendaKind.AGREEMENTS,
        AgendaKind.EMERGENCY_CHECK,
    }
)
"""Entries that are suggestions of the program: they have no time of day and can be put off."""


@frozen
class AgendaItem:
    """One entry of the Today pane."""

    key: str
    """`commitment:ID`, `deliverable:ID`, `find_out:ID`, `appointment:KEY` or a card's: survives a reload."""
    kind: AgendaKind
    text: str
    client: str
    client_id: int | None
    at: datetime
    """When it is due, or when it starts."""
    stage: Stage
    ends_at: datetime | None = None
    all_day: bool = False
    done_at: datetime | None = None
    coffee: str = ""
    """Orders to bring along on a visit."""
    about_id: int = 0
    """Of a card or find-out: the id of what it is about, such as a deliverable, an obligation or a client."""


class Room(StrEnum):
    """How a deliverable stands in promise order."""

    AMPLE = "ample"
    TIGHT = "tight"
    SHORT = "short"
    """Slack is below zero: the promise does not hold as things are."""
    LATE = "late"
    """The promised instant has passed."""
    UNKNOWN = "unknown"
    """No estimate or no promise: nothing can be said."""


@frozen
class SlackItem:
    """One open deliverable with its slack, in promise order over shared capacity (SERVICE.md 1.9)."""

    key: str
    deliverable: Deliverable
    client: str
    project: str
    room: Room
    capacity_minutes: int | None = None
    """Working minutes from now to the promise, less appointments."""
    owed_minutes: int | None = None
    """Work on everything promised until then, this one included, at the wanted confidence."""
    slack_minutes: int | None = None
    """capacity − owed; negative when short."""
    plain_slack_minutes: int | None = None
    """The same if every estimate were right."""
    naive_slack_minutes: int | None = None
    """What this item alone would leave; shown in the detail only."""
    latest_start: datetime | None = None
    """Last instant from which the work before this promise can still be done."""
    heads_up_by: datetime | None = None
    """When short: the instant by which the client has to hear of it."""
    expected_at: datetime | None = None
    """When it would be due, promised from an arrival on; nobody was told that date."""
    waiting_for: str = ""
    """What the client owes and is late with; empty: nothing."""
    waiting_days: int = 0
    """Working days it is late."""
    would_become: datetime | None = None
    """What the promise would become if that came today."""
    budget_slack_cents: int | None = None
    """Budget less the work done and to do; None without a budget or a rate."""
    act_today: bool = False
    """Whether doing something today changes the outcome; only then is it red."""


@frozen
class WaitingItem:
    """One exchange in which the client waits for the freelancer."""

    key: str
    """`thread:ID`."""
    thread_id: int
    client: str
    client_id: int
    who: str
    subject: str
    channel: Channel
    waiting_since: datetime
    waiting_since_id: str | None
    newest_at: datetime
    newest_id: str | None
    count: int
    limit_minutes: int
    elapsed_minutes: int
    """Business minutes since `waiting_since`."""
    share: float
    """elapsed ÷ limit."""
    stage: Stage
    due_at: datetime | None
    """When the limit is used up; None when the freelancer never opens."""
    urgent: bool = False
    zone: str | None = None
    wrote_since: datetime | None = None
    """You wrote on another subject since (R8): one key closes it."""
    called_since: datetime | None = None
    tries: int = 0
    can_wait: bool = False
    """Mail that is held back until the next mail window (SERVICE.md 2.4)."""


@frozen
class GestureItem:
    """One suggestion of the Gestures pane."""

    key: str
    kind: GestureKind
    client: str
    client_id: int
    due_on: date
    title: str
    reason: str
    project_id: int | None = None
    overdue: bool = False


@frozen
class Notice:
    """Something that went wrong or wants a look, as one sentence."""

    text: str
    serious: bool = False


@frozen
class Today:
    """Everything the dashboard shows, at one instant."""

    now: datetime
    zone: str
    open_until: datetime | None = None
    """When the working day ends: its last closing today. None when closed now and for the rest of it."""
    is_open: bool = False
    opens_at: datetime | None = None
    """Next opening when closed now."""
    work_left_minutes: int = 0
    """Working minutes left today, less appointments."""
    load: float | None = None
    """Owed ÷ capacity until the end of this ISO week; None when there is no capacity left."""
    week_over_minutes: int = 0
    """Work owed by the end of this ISO week that has no room in it any more."""
    day_minutes: int = 480
    """Length of the freelancer's usual working day, for showing spans in days."""
    next_mail_window: datetime | None = None
    """When mail is read next; None without mail windows."""
    mail_window_until: datetime | None = None
    """When the mail window that runs closes; None between windows."""
    mail_shown_until: datetime | None = None
    """Until when all mail is shown, by a window or a look; None while it is held back or never is."""
    agenda: tuple[AgendaItem, ...] = ()
    slack: tuple[SlackItem, ...] = ()
    waiting: tuple[WaitingItem, ...] = ()
    """Whoever waits, what is held back included."""
    gestures: tuple[GestureItem, ...] = ()
    owed_minutes: int = 0
    """Work on everything in the Slack pane that is estimated and promised, at the wanted confidence."""
    capacity_minutes: int = 0
    """Working minutes, less appointments, until the last of these promises."""
    gestures_done_this_week: int = 0
    gestures_per_week: int = 3
    snoozed: int = 0
    """Threads that sleep until later."""
    from_before: int = 0
    """Threads in the "from before" tray."""
    unknown_senders: int = 0
    """People in the "who is this?" tray."""
    time_to_place: int = 0
    """Labels and held entries in the "what is this time?" tray."""
    notices: tuple[Notice, ...] = ()
    running: Running | None = None
    """The clock that runs on a deliverable."""
    confidence: float = 0.9
    """At which promises are reckoned."""
    clients: int = 0
    """How many clients there are: 0 means a first start."""
    recent: tuple[Client, ...] = field(default=())
    """Clients by latest contact, for the call form."""

    @property
    def waiting_now(self) -> tuple[WaitingItem, ...]:
        """Whoever waits and is not held back."""
        return tuple(item for item in self.waiting if not item.can_wait)

    @property
    def held(self) -> tuple[WaitingItem, ...]:
        """What is held back until the next mail window."""
        return tuple(item for item in self.waiting if item.can_wait)
