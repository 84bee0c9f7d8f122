"""What an act works on, and what it needs of the screen that does it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol, TypeVar

from data.model.found import Found
from data.model.today import (
    CARD_KINDS,
    AgendaItem,
    GestureItem,
    SlackItem,
    Stage,
    Today,
    WaitingItem,
)
from data.values import frozen
from tui.wording.reasons import Kind

if TYPE_CHECKING:
    from textual.screen import Screen

    from data.desk.desk import Desk

AnswerT = TypeVar("AnswerT")

Item = AgendaItem | SlackItem | WaitingItem | GestureItem
"""What a row of the dashboard is about."""


@frozen
class Subject:
    """One thing an act can be done to."""

    kind: Kind
    key: str
    client_id: int | None
    done: bool = False
    item: Item | None = None

    @property
    def id(self) -> int:
        """The number in its key; 0 where the key has none (appointments, gestures)."""
        number = self.key.partition(":")[2]
        return int(number) if number.isdecimal() else 0

    @classmethod
    def of(cls, item: Item) -> Subject:
        """Give what a row of the dashboard is about."""
        if isinstance(item, WaitingItem):
            return cls("thread", item.key, item.client_id, item=item)
        if isinstance(item, GestureItem):
            return cls("gesture", item.key, item.client_id, item=item)
        if isinstance(item, SlackItem):
            return cls("deliverable", item.key, item.deliverable.client_id, item=item)
        kind: Kind = "card" if item.kind in CARD_KINDS else _kind(item.key)
        return cls(kind, item.key, item.client_id, item.stage is Stage.DONE, item)

    @classmethod
    def found(cls, found: Found) -> Subject:
        """Give what a hit of the search is about."""
        return cls(_kind(found.key), found.key, found.client_id)


def _kind(key: str) -> Kind:
    kinds: dict[str, Kind] = {
        "commitment": "commitment",
        "find_out": "find_out",
        "deliverable": "deliverable",
        "client": "client",
        "project": "project",
        "touch": "touch",
        "thread": "thread",
    }
    return kinds.get(key.partition(":")[0], "appointment")


class Host(Protocol):
    """The screen an act is done on."""

    desk: Desk

    @property
    def snapshot(self) -> Today:
        """The snapshot shown."""

    async def ask(self, modal: Screen[AnswerT | None]) -> AnswerT | None:
        """Put a question and wait for its answer; None when it was left."""

    def do(self, verb: Callable[[], object], *, undo: bool = True) -> bool:
        """Call one verb of the Desk, say what it says, and show what has become of the day."""

    def select_returned(self, before: Today) -> None:
        """Select what an undo has brought back since a snapshot, where there is such a row."""

    def saved(self, sentence: str) -> None:
        """Say what a form has stored, and show what has become of the day."""

    async def look_at(self, subject: Subject) -> None:
        """Show all there is to know about something."""

    def read_now(self) -> None:
        """Have mail and calendars read."""

    def tell(self, sentence: str) -> None:
        """Say a sentence that nothing needs to be done about."""
