"""Days off and appointments: what takes working time away."""

from __future__ import annotations

from datetime import date, datetime

from data.values import frozen


@frozen
class DayOff:
    """A date without working hours."""

    on: date
    name: str = ""


@frozen
class Appointment:
    """One occurrence of a calendar event; recurrences are already unrolled.

    `key` is stable across readings: source, UID and the occurrence's original start.
    """

    key: str
    source: str
    title: str
    starts_at: datetime
    ends_at: datetime
    all_day: bool = False
    busy: bool = True
    """Whether it takes capacity away (TRANSP:OPAQUE and not cancelled; all-day events do not)."""
    location: str = ""
    attendees: tuple[str, ...] = ()
    """E-mail addresses, lower-case, organiser included."""
    client_id: int | None = None
    visit: bool = False
    """Takes place at the client's, so that a take-away coffee can come along."""
