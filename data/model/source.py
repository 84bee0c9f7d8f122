"""How each outside source is doing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class SourceState:
    """What the last reading of one mailbox or calendar brought."""

    name: str
    kind: str
    first_read_at: datetime | None = None
    last_read_at: datetime | None = None
    """When it last worked."""
    error: str = ""
    """One sentence when the last reading failed; empty when it worked."""
    read: int = 0
    """Messages or events known from it."""
    skipped: int = 0
    """Not understood; `frontdesk mail verdicts` names each with its reason."""
    not_client: int = 0
    """From people who are no clients."""
    note: str = ""
    """Something to know that is no error, such as "no Sent folder found"."""
    offline_since: datetime | None = None
    """Since when it cannot be reached; None while it can. No error: what was read stays good."""


@dataclass(frozen=True, slots=True)
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
