"""What a message to a client is made of. The program sends none: it is copied, saved or opened elsewhere."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from data.values import frozen


class DraftKind(StrEnum):
    """The occasions on which a text is offered."""

    HEADS_UP = "heads_up"
    """A promise will not hold; told before it slips."""
    UPDATE = "update"
    """Where the work stands."""
    NUDGE = "nudge"
    """A polite word about what the client owes."""
    FIND_OUT = "find_out"
    """Still on it: no answer yet, and when one comes."""
    MISTAKE = "mistake"
    """Something went wrong, and it was yours."""
    WRITE_UP = "write_up"
    """What was agreed on the phone after hours, since no mail confirmed it."""
    AGREEMENTS = "agreements"
    """What was agreed about working together, in writing."""


@frozen(kw_only=True)
class DraftFacts:
    """What a text may say, all plain values.

    There is no date aimed for in here: what a template cannot reach, it cannot tell.
    """

    kind: DraftKind
    client: str
    today: date
    """Today on your own calendar."""
    greeting: str = ""
    """First name of the person, or the client's name."""
    me: str = ""
    """Your name."""
    what: str = ""
    """Name of the deliverable or project it is about."""
    promised_on: date | None = None
    """The day the client was told."""
    new_promise_on: date | None = None
    """The day to tell them now, margin included."""
    date_holds: bool | None = None
    """Whether the day they were told is still good; None says nothing about it."""
    done: tuple[str, ...] = ()
    next: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    """What is needed from the client."""
    agreed: str = ""
    """What was put off on the phone, in your own words."""
    called: datetime | None = None
    """When they called, on your own clock."""
    question: str = ""
    come_back: datetime | None = None
    """When they hear from you, on your own clock."""
    asked_on: date | None = None
    needed_on: date | None = None
    days_late: int = 0
    missed: datetime | None = None
    """When they were to hear from you and did not, on your own clock."""
    reason: str = ""
    """Why, in your own true words. Nothing is said when it is empty."""
    choices: tuple[str, ...] = ()
    """What the client can choose between."""
    agreements: tuple[str, ...] = ()
    """What was agreed about working together, one line each."""
    emergency: tuple[str, ...] = ()
    """The policy for emergencies, one line each."""
    emergency_agreed: bool = False
    """Whether that was agreed; else it is a suggestion."""
    to_agree: tuple[str, ...] = ()
    """What is still to be agreed."""


@frozen
class Draft:
    """A text ready to be read once more, changed and taken elsewhere."""

    kind: DraftKind
    to: tuple[str, ...]
    """Addresses."""
    subject: str
    body: str


class CourtesyRule(StrEnum):
    """What a text to a client is looked through for."""

    TARGET_DATE = "target_date"
    """The day aimed for, which is yours alone."""
    OTHER_CLIENT = "other_client"
    """The name, domain or project of somebody else."""
    BLAME = "blame"
    """Blame on another client, or on the one who reads it."""
    TO_FILL_IN = "to_fill_in"
    """A place that a template left open for what only the writer knows."""


@frozen
class Finding:
    """Some words that had better not be sent. It is advice: nothing is blocked."""

    rule: CourtesyRule
    start: int
    end: int
    """Where the words stand in the text, as a slice."""
    words: str
    reason: str
    """One sentence."""
    rewrite: str = ""
    """What could stand there instead; empty when they are best left out."""
