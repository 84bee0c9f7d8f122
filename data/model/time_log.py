"""Time kept elsewhere: what a time tracker wrote down, and what the freelancer says it was spent on."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from data.values import frozen


@frozen
class TimeLabel:
    """What a time tracker calls the work: what is mapped to a deliverable once."""

    client: str = ""
    project: str = ""
    tags: tuple[str, ...] = ()
    """Sorted, each once."""
    words: str = ""
    """The description, where there is nothing else to tell it by; empty otherwise."""

    @property
    def weight(self) -> int:
        """How much it says: of two mappings that fit, the one that says more holds."""
        return bool(self.client) + bool(self.project) + len(self.tags) + bool(self.words)

    @property
    def said(self) -> str:
        """Say it on one line; what is called nothing says so."""
        named = " / ".join(part for part in (self.client, self.project) if part)
        parts = (named, " ".join(self.tags), self.words)
        return " · ".join(part for part in parts if part) or "time without a name"


@frozen
class LoggedTime:
    """One entry of a time log."""

    key: str
    """Its own within its source: what it began with and is called by, for the numbers there change."""
    started_at: datetime
    ended_at: datetime | None
    """None while the clock runs there."""
    label: TimeLabel
    description: str = ""


class Placing(StrEnum):
    """What becomes of the time under a label."""

    WORK = "work"
    POLISH = "polish"
    """Beyond what was promised: it does not spoil the effort history."""
    IGNORE = "ignore"
    """No client's time: lunch, accounting."""


@frozen
class TimeMapping:
    """The freelancer's word on a label, said once."""

    kind: str
    """Of the source: "timewarrior" or "toggl"."""
    placing: Placing
    made_at: datetime
    id: int = 0
    deliverable_id: int | None = None
    """None where the time is ignored."""
    since: datetime | None = None
    """Time that began earlier keeps the mapping before this one; None: all of it."""
    client: str = ""
    project: str = ""
    tags: tuple[str, ...] = ()
    words: str = ""

    @property
    def label(self) -> TimeLabel:
        """Give what it is about."""
        return TimeLabel(self.client, self.project, self.tags, self.words)


@frozen
class StoredTime:
    """One entry of a time log as it is kept, and what became of it."""

    source: str
    kind: str
    key: str
    started_at: datetime
    ended_at: datetime
    id: int = 0
    client: str = ""
    project: str = ""
    tags: tuple[str, ...] = ()
    words: str = ""
    description: str = ""
    placing: Placing | None = None
    """None while nobody has said what it is."""
    deliverable_id: int | None = None
    held: bool = False
    """Not counted: the same time is on the same deliverable already, or it was left out by hand."""

    @property
    def label(self) -> TimeLabel:
        """Give what it is called there."""
        return TimeLabel(self.client, self.project, self.tags, self.words)

    @property
    def minutes(self) -> int:
        """How long it took, to the nearest minute."""
        return round((self.ended_at - self.started_at).total_seconds() / 60)


@frozen
class UnplacedTime:
    """Time nobody has said the meaning of: one row of the tray "what is this time?"."""

    kind: str
    label: TimeLabel
    entries: int
    minutes: int
    last_at: datetime
    """When the latest entry began."""
    description: str = ""
    """Of the latest entry."""
    why: str = ""
    """Why it waits although the label is mapped, such as a deliverable that is delivered."""
    suggested: tuple[int, ...] = ()
    """Open deliverables with a like name, the likeliest first."""


@frozen
class HeldTime:
    """Time that was not counted because the same time is on the deliverable already."""

    entry: StoredTime
    name: str
    """Of the deliverable."""
    by_hand: bool
    """Whether what it overlaps was entered here, and not in another time log."""


@frozen
class LabelSum:
    """One label in the preview of a time log."""

    label: TimeLabel
    entries: int
    minutes: int
    placing: Placing | None
    name: str = ""
    """Of the deliverable it is mapped to."""


@frozen
class TimePreview:
    """What reading a time log would bring; nothing was written."""

    kind: str
    entries: int
    minutes: int
    new: int
    """Entries that are not known yet."""
    first_at: datetime | None
    last_at: datetime | None
    labels: tuple[LabelSum, ...]
    skipped: tuple[tuple[str, str], ...]
    """Where, and why, for everything that could not be counted."""
    notes: tuple[str, ...] = ()
