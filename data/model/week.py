"""The review of one ISO week: figures with the rows behind them, and what was decided in it."""

from __future__ import annotations

from dataclasses import field
from datetime import date, datetime
from enum import StrEnum

from data.values import frozen


class Unit(StrEnum):
    """How a figure is to be said."""

    NUMBER = "number"
    """A plain count."""
    OF = "of"
    """A count out of another: "7 of 8"; out of nothing is "nothing due"."""
    MINUTES = "minutes"
    """Clock time."""
    WORK = "work"
    """Working time, in minutes of business hours."""
    DAYS = "days"
    """Working days."""
    RATIO = "ratio"
    """Actual over estimated."""
    LOAD = "load"
    """Work owed, in minutes, out of the minutes there are for it."""
    CENTS = "cents"
    SHARE = "share"
    """A part of 1, said as a percentage only where `of` is large enough."""


@frozen
class Figure:
    """One figure of the week."""

    name: str
    """As in `data.rules.review`, whose docstrings define it."""
    unit: Unit
    value: float | None
    """None: there was nothing it could be told from."""
    of: int | None = None
    """What it is out of, or from how many it was told."""
    rows: tuple[str, ...] = ()
    """Keys of the rows behind it, such as `deliverable:ID` or `touch:ID`."""


@frozen
class Block:
    """Figures about one thing."""

    name: str
    figures: tuple[Figure, ...]

    def figure(self, name: str) -> Figure:
        """Give one of them; KeyError when there is none."""
        for figure in self.figures:
            if figure.name == name:
                return figure
        raise KeyError(name)


@frozen
class ClientWeek:
    """How much attention one client got."""

    client_id: int
    client: str
    contacts: int
    minutes: int
    """On calls and on their work."""
    open_promises: int | None
    """Now; None once the week is over."""
    reply_minutes: float | None
    """Median wait for an answer, in business minutes."""
    reply_flag: bool = False
    """They waited more than twice as long as everybody together."""
    quiet: bool = False
    """Nobody has spoken to them for longer than their interval."""
    weeks: tuple[int, ...] = ()
    """Contacts in each of the last twelve weeks, this one last."""


@frozen
class Correction:
    """A figure that has become another one since the week was closed."""

    block: str
    figure: Figure
    now: Figure


@frozen
class WeekReview:
    """All that is said about one week."""

    week: str
    """ISO week, such as "2026-W47"."""
    starts_on: date
    start: datetime
    end: datetime
    """The first instant of the next week, in UTC."""
    now: datetime
    zone: str
    blocks: tuple[Block, ...]
    clients: tuple[ClientWeek, ...] = ()
    closed_at: datetime | None = None
    """When it was closed; its figures are frozen since."""
    settings: tuple[tuple[str, str], ...] = ()
    """The settings that applied, by name."""
    corrected: tuple[Correction, ...] = ()
    whole: tuple[Correction, ...] = ()
    """Figures that what came between closing and the end of the week made others."""

    def block(self, name: str) -> Block:
        """Give one of the blocks; KeyError when there is none."""
        for block in self.blocks:
            if block.name == name:
                return block
        raise KeyError(name)

    def figure(self, block: str, name: str) -> Figure:
        """Give one figure; KeyError when there is none."""
        return self.block(block).figure(name)


@frozen
class Intention:
    """Something one means to do next week, judged at its end."""

    week: str
    """The week it is meant for."""
    place: int
    text: str
    id: int = 0
    kept: bool | None = None
    """None: not judged yet."""


@frozen
class ReviewState:
    """How far the review of a week is."""

    week: str
    id: int = 0
    step: int = 0
    """0 LOOK, 1 CLEAR, 2 NEXT WEEK."""
    started_at: datetime | None = None
    closed_at: datetime | None = None


@frozen
class ReviewRow:
    """One row behind a figure."""

    key: str
    title: str
    client: str
    client_id: int | None
    at: datetime | None
    said: str = ""
    """What has become of it: "kept", "open", "on the phone"."""
    opens: str = ""
    """Key of the page it is looked at on: a deliverable's, else the client's; empty: there is none."""


@frozen
class Trend:
    """The figures of one week that are drawn over twelve."""

    week: str
    kept: int
    due: int
    reply_minutes: float | None
    slack_minutes: int | None
    after_hours: int
    closed: bool = False


@frozen
class NextWeek:
    """What the coming week holds."""

    week: str
    starts_on: date
    capacity_minutes: int
    owed_minutes: int
    begun: bool = False
    """Whether it runs or is over already, so that capacity is what is left of it."""
    promises: tuple[ReviewRow, ...] = ()
    intentions: tuple[Intention, ...] = field(default=())

    @property
    def load(self) -> float | None:
        """Owed ÷ capacity; None when there is no capacity."""
        return self.owed_minutes / self.capacity_minutes if self.capacity_minutes > 0 else None


class ClearKind(StrEnum):
    """What a card of the second step is about."""

    COMMITMENT = "commitment"
    DELIVERABLE = "deliverable"
    THREAD = "thread"
    FIND_OUT = "find_out"
    OBLIGATION = "obligation"


@frozen
class ClearCard:
    """Something left over from the week that wants a decision."""

    key: str
    kind: ClearKind
    text: str
    client: str
    client_id: int | None
    at: datetime
    """When it was due."""
    said: str = ""
    """Why it stands here."""
