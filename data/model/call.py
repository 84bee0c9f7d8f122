"""Calls and messages as a telephone's own log has them."""

from __future__ import annotations

from datetime import datetime

from data.model.touch import Channel, Direction, Outcome
from data.values import frozen

LONGEST_TEXT = 200
"""Letters that are kept of a message, as of a mail's subject; the rest of it is never stored."""


@frozen
class CallRecord:
    """One entry of a log: a call, or a text message."""

    channel: Channel
    """CALL or SMS, or what else a general list says."""
    direction: Direction
    at: datetime
    """When it rang or came, to the second, in UTC."""
    number: str = ""
    """Of the other side, as it stands in the log; empty when it was withheld."""
    name: str = ""
    """Of the other side, as the log has it; outside text, shown but never interpreted."""
    seconds: int | None = None
    """How long one spoke; None where the log does not say."""
    outcome: Outcome | None = None
    """Of a call; None for a message."""
    text: str = ""
    """The beginning of a message, on one line."""


@frozen
class LogReport:
    """What a file of calls would bring, counted before anything is stored."""

    kinds: tuple[str, ...] = ()
    """Which formats were seen."""
    calls_in: int = 0
    calls_out: int = 0
    missed: int = 0
    """Of those that came in: missed, declined or on the voicemail."""
    messages_in: int = 0
    messages_out: int = 0
    from_clients: int = 0
    """Calls and messages with clients, of all of them."""
    new: int = 0
    """Not in the store yet."""
    unknown_numbers: int = 0
    """Numbers that are no client's."""
    withheld: int = 0
    """Without a number that could be anybody's: withheld, too short, or a name such as of a bank."""
    first_at: datetime | None = None
    last_at: datetime | None = None
    skipped: int = 0
    """Entries that were not understood."""
    reasons: tuple[str, ...] = ()
    """Why, the first few with their place."""
    notes: tuple[str, ...] = ()
    """Worth knowing, and no mistake."""
    stored: bool = False
    """Whether it was taken in, or only looked at."""
