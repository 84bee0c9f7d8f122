"""How each outside source is doing, what it could not read, and what a new one would bring."""

from __future__ import annotations

from datetime import datetime

from data.model.touch import Channel, Direction
from data.values import frozen


@frozen
class SourceState:
    """What the last reading of one source brought."""

    name: str
    kind: str
    first_read_at: datetime | None = None
    last_read_at: datetime | None = None
    """When it last worked."""
    error: str = ""
    """One sentence when the last reading failed; empty when it worked."""
    read: int = 0
    """Messages, events, calls, cards or times known from it."""
    skipped: int = 0
    """Not understood; `frontdesk sources` says which and why."""
    not_client: int = 0
    """From people who are no clients."""
    note: str = ""
    """Something to know that is no error, such as "no Sent folder found"."""
    offline_since: datetime | None = None
    """Since when it cannot be reached; None while it can. No error: what was read stays good."""

    @property
    def trouble(self) -> str:
        """The error with the name of the source before it, unless it begins with that; empty without one."""
        if not self.error or self.error.startswith(f"{self.name} "):
            return self.error
        return f"{self.name}: {self.error}"


@frozen
class UnknownSender:
    """Someone who wrote or called and is no client yet: the "who is this?" tray."""

    address: str
    """Empty for somebody of whom only a number is known."""
    name: str
    count: int
    newest_at: datetime
    newest_subject: str
    phone: str = ""
    """The number they called or wrote from, as it came; empty for a sender of mail."""

    @property
    def point(self) -> str:
        """Give what they are known by: the address, or else the number."""
        return self.address or self.phone


@frozen
class Skipped:
    """One thing of a source that could not be read; outside text."""

    place: str
    """The file, the line, the event: where it is."""
    reason: str
    """Why, as it ends the sentence "skipped: "."""
    title: str = ""
    count: int = 1
    """How many were skipped for this reason, where they are not told apart."""


@frozen
class Contacts:
    """How many contacts of one channel and direction a source would bring."""

    channel: Channel
    direction: Direction
    count: int
    first_at: datetime
    last_at: datetime


@frozen
class BookCounts:
    """What an address book holds, and who of it is known."""

    cards: int
    with_addresses: int
    with_phones: int
    known: int
    """All their card says is known already."""
    more: int
    """Known, and the card says more."""
    new: int


@frozen
class Place:
    """A folder or a calendar of an account on a server."""

    name: str
    count: int | None = None
    """Messages within the look-back, or events; None where it cannot be opened."""
    sent: bool = False
    """Whether it holds what you sent."""


@frozen
class Around:
    """What a look around in an account on a server showed."""

    places: tuple[Place, ...] = ()
    """Those that would be read."""
    others: int = 0
    """Places that would not be."""
    at_once: bool | None = None
    """Whether the server says at once that something is new; None where it never does."""


@frozen
class Trial:
    """What reading a source would bring, found out without keeping any of it."""

    state: SourceState
    around: Around = Around()
    """What there is at the server; empty for a source on this machine."""
    contacts: tuple[Contacts, ...] = ()
    """With clients, the most frequent first."""
    waiting: int = 0
    """Exchanges that would wait for an answer."""
    from_before: int = 0
    """Exchanges that waited for longer than `settle_days`: they go to their tray and start no clock."""
    unknown: int = 0
    """People who are no clients yet."""
    appointments: int = 0
    """Ahead, in the calendars' horizon."""
    time_entries: int = 0
    """Entries of a time log."""
    time_minutes: int = 0
    """What they sum up to."""
    time_to_place: int = 0
    """Tags and projects among them that are mapped to no work yet."""
    book: BookCounts | None = None
    """Of an address book."""
    my_addresses: tuple[str, ...] = ()
    """Addresses that sent mail was written from."""
    skipped: tuple[Skipped, ...] = ()
    stopped: bool = False
    """It was stopped before the end: there is more."""
