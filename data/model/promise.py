"""Promises: what a date rests on, what was told and when, and what is not known yet."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from data.model.touch import Channel
from data.model.work import Deliverable
from data.values import frozen


class Verdict(StrEnum):
    """What the promise check says of a date (SERVICE.md 1.2)."""

    YES = "yes"
    """It holds at the wanted confidence, and so does everything promised after it."""
    NOT_SAFE = "not_safe"
    """It fits if nothing goes wrong; at the wanted confidence it does not."""
    NO = "no"
    """It does not fit even if nothing goes wrong."""
    CANT_SAY = "cant_say"
    """Nobody has estimated the work: the honest answer is a time to come back with one."""


class ToldKind(StrEnum):
    """What an entry of the promise history is."""

    PROMISED = "promised"
    """A first date."""
    MOVED = "moved"
    """Another date in place of the one told before."""
    ASKED = "asked"
    """They asked for a date and none was promised."""
    CONDITIONAL = "conditional"
    """Promised from the day something arrives."""
    WITHDRAWN = "withdrawn"
    """The date was taken back without a new one."""


@frozen
class Told:
    """One entry of the promise history: append-only, so that there is one truth (SERVICE.md 4.3)."""

    deliverable_id: int
    kind: ToldKind
    told_at: datetime
    id: int = 0
    promised_at: datetime | None = None
    """The date told; of `ASKED` the date they wished for; None where there is none."""
    how: Channel | None = None
    """On which channel it was told; None: nobody said."""
    why: str = ""
    verdict: Verdict | None = None
    """What the promise check said of that date; None: it was not asked."""
    after: str = ""
    """`CONDITIONAL`: what has to arrive first."""
    after_days: int | None = None
    """`CONDITIONAL`: working days from its arrival to the promise."""


@frozen
class Conditional:
    """The last word on something promised from the day that something of theirs arrives."""

    told: Told
    needed_on: date | None = None
    """When that was asked for; None once it is here, or nothing says when."""
    arrived_at: datetime | None = None


@frozen
class PromiseDraft:
    """A promise as confirmed on the screen or the command line, not stored yet."""

    told_at: datetime | None
    """The date to tell; None: asked, not promised, or promised from an arrival on."""
    aim_on: date | None
    left_minutes: int
    """How much work it is, of something begun how much is left, undecided extras included."""
    client_id: int
    name: str
    deliverable_id: int | None = None
    """None: a new deliverable."""
    opened: Deliverable | None = None
    """That deliverable as it was when the question was put; None: whatever it is by now."""
    project: str = ""
    wished_at: datetime | None = None
    verdict: Verdict | None = None
    how: Channel | None = None
    why: str = ""
    after: str = ""
    after_days: int | None = None


@frozen
class FindOut:
    """A question that was answered with "I'll find out": it runs like a promise (SERVICE.md 4.1)."""

    question: str
    asked_at: datetime
    come_back_at: datetime
    """When they were told they would hear."""
    id: int = 0
    client_id: int | None = None
    source: str = ""
    """Where the answer may be found."""
    answer: str = ""
    interim_at: datetime | None = None
    """When they were told that you are still on it."""
    told_at: datetime | None = None
    """When they were told the answer."""
    dropped_at: datetime | None = None
    touch_id: int | None = None
    """The contact it was asked in."""

    @property
    def open(self) -> bool:
        """Whether they still wait for the answer."""
        return self.told_at is None and self.dropped_at is None
