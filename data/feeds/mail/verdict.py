"""What the rule makes of letters: a verdict for each, and the exchanges they form."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from datetime import datetime
from enum import StrEnum

from data.feeds.mail.letter import LetterKey
from data.values import frozen


class Kind(StrEnum):
    """The verdict itself."""

    UNANSWERED = "unanswered"
    """Waits, alone or as an older part of an exchange."""
    ANSWERED = "answered"
    OUTBOUND = "outbound"
    NOT_COUNTED = "not_counted"
    """Understood, left out; the reason says why."""
    SKIPPED = "skipped"
    """Not understood; the reason says why."""
    DUPLICATE = "duplicate"
    IGNORED = "ignored"
    """No message at all."""


class Ruling(StrEnum):
    """What the user decided about a message and everything before it in its exchange (R18)."""

    ANSWERED = "answered"
    NO_REPLY_NEEDED = "no_reply_needed"
    NOT_CLIENT_MATTER = "not_client_matter"
    COUNTS = "counts"
    """This one message does wait, whatever the rule says: re-opens what was "closed by thanks"."""


@frozen
class Verdict:
    """What one letter is, why, and by which rule of MAIL.md."""

    verdict: Kind
    reason: str = ""
    rule: str = ""
    client_id: int | None = None
    """The client who wrote it, or to whom it went."""
    address: str = ""
    """Who wrote it, by R4; for a message of mine the first recipient."""


@frozen
class Exchange:
    """One client in one thread (R12). Ids are as `Letter.ident` has them."""

    client_id: int
    anchor: str
    """Id of its earliest message that counts: names the exchange."""
    subject: str
    who: str
    """Name, else address, of whoever wrote the newest message."""
    address: str
    members: tuple[LetterKey, ...]
    """Its messages, theirs and mine, oldest first; of copies only one."""
    newest_at: datetime
    """Arrival of the newest waiting message, of the newest that counts when none waits."""
    newest_id: str
    waiting_since: datetime | None = None
    waiting_since_id: str | None = None
    count: int = 0
    """Waiting messages."""
    urgent: bool = False
    answered_flag: bool = False
    """Nothing but the mail program's own mark says that it was answered (R7)."""
    wrote_since: datetime | None = None
    """I wrote to that person on another subject since (R8), as far as the judged letters tell."""


@frozen
class Judgement:
    """Everything the rule says about a set of letters."""

    verdicts: Mapping[LetterKey, Verdict] = field(default_factory=dict)
    exchanges: tuple[Exchange, ...] = ()
    aliases: tuple[str, ...] = ()
    """Addresses that look like mine but are not configured (R9)."""
