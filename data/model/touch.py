"""Contacts: messages and calls in one, and the threads they form."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from enum import StrEnum

from data.values import frozen


class Channel(StrEnum):
    """How a contact happened."""

    MAIL = "mail"
    CALL = "call"
    SMS = "sms"
    CHAT = "chat"
    MEETING = "meeting"
    LETTER = "letter"
    OTHER = "other"


class Direction(StrEnum):
    """Who reached out: `IN` is the client, `OUT` is the freelancer."""

    IN = "in"
    OUT = "out"


class Outcome(StrEnum):
    """How a call ended."""

    SPOKE = "spoke"
    VOICEMAIL = "voicemail"
    NO_ANSWER = "no_answer"
    MISSED = "missed"
    DECLINED = "declined"


LOG_MARK = "call:"
"""How the `message_id` of a contact begins that a telephone's log brought: no Message-ID is without an @."""


@frozen
class Touch:
    """One contact with a client on any channel."""

    channel: Channel
    direction: Direction
    at: datetime
    id: int = 0
    client_id: int | None = None
    person_id: int | None = None
    thread_id: int | None = None
    who: str = ""
    """Name or address of the other side as it came; outside text, shown but never interpreted."""
    subject: str = ""
    note: str = ""
    minutes: int | None = None
    outcome: Outcome | None = None
    message_id: str | None = None
    """RFC 5322 Message-ID without angle brackets, for mail; "call:" and a digest for what a log brought."""

    @property
    def is_from_log(self) -> bool:
        """Whether a telephone's log brought it, and not a hand or a mailbox."""
        return self.message_id is not None and self.message_id.startswith(LOG_MARK)


class Answer(StrEnum):
    """How an exchange stopped waiting."""

    MAIL = "mail"
    CALL = "call"
    SMS = "sms"
    CHAT = "chat"
    MEETING = "meeting"
    LETTER = "letter"
    OTHER = "other"
    NO_REPLY_NEEDED = "no_reply_needed"
    NOT_CLIENT_MATTER = "not_client_matter"


@frozen
class Thread:
    """One exchange with one client, and whether it waits (MAIL.md R12)."""

    client_id: int
    channel: Channel
    id: int = 0
    subject: str = ""
    who: str = ""
    waiting_since: datetime | None = None
    """Arrival of the first message after my last answer; None when nothing waits."""
    waiting_since_id: str | None = None
    """Message-ID of that first message (mail only)."""
    newest_at: datetime | None = None
    newest_id: str | None = None
    """Message-ID of the newest waiting message (mail only)."""
    waiting_count: int = 0
    urgent: bool = False
    settled: bool = False
    """Waited longer than `settle_days` when its source was first read: listed under "from before"."""
    snoozed_until: datetime | None = None
    tries: int = 0
    """Vain attempts to call back."""

    def at_rest(self) -> Thread:
        """Give the exchange as it is when nobody waits in it any more."""
        return replace(
            self,
            waiting_since=None,
            waiting_since_id=None,
            waiting_count=0,
            snoozed_until=None,
            settled=False,
            tries=0,
        )
