"""What happens outside working hours: what to say on the phone, the mail that confirms it, who calls then."""

from __future__ import annotations

from datetime import datetime, timedelta

from data.values import frozen

HINTS = ("I'm not at my desk", "I'm with my family", "I'm on the road")
"""What can be said first where it is true, until the settings have others (SERVICE.md 2.8)."""

CONFIRM_WITHIN = timedelta(days=7)
"""A mail that comes later than that after a call is about something else."""


@frozen
class AwaitedMail:
    """A mail that a client was asked for on the phone after hours (SERVICE.md 2.8)."""

    touch_id: int
    """The call it was asked for in."""
    client_id: int
    text: str
    """What was put off to the next working day."""
    asked_at: datetime
    """When the call began."""
    due_at: datetime
    """When it was said to be seen to."""
    write_up_at: datetime
    """Noon of that working day: without a mail by then it is to be written up by oneself."""
    id: int = 0
    commitment_id: int | None = None
    """The promise that was made with it; None: it was deleted since."""
    came_at: datetime | None = None
    """When the freelancer said that the confirmation is here, whichever way it came."""
    written_at: datetime | None = None
    """When the freelancer wrote it up and told them."""
    dropped_at: datetime | None = None
    """When it was let go, or the promise it confirms was."""
    dropped_why: str = ""
    first_mail_at: datetime | None = None
    """Arrival of the client's first mail after the call and within `CONFIRM_WITHIN`, read with the row."""

    @property
    def open(self) -> bool:
        """Whether nobody has said yet that it is settled; a mail may have come all the same."""
        return self.came_at is None and self.written_at is None and self.dropped_at is None


@frozen
class LateContacts:
    """How often a client got in touch outside working hours, lately (SERVICE.md 2.5)."""

    came: int = 0
    """Contacts outside working hours that came from the client."""
    answered_at: datetime | None = None
    """When the freelancer answered outside working hours for the first time of these days; None: never."""
    since_answered: int = 0
    """Those that came from the client after that."""
    days: int = 90
    """How many days back."""
