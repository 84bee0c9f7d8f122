"""What becomes of a suggested kindness."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from data.errors import WrongUse
from data.model.gesture import Gesture
from data.store import gestures

if TYPE_CHECKING:
    from data.desk.core import Core
    from data.model.today import GestureItem


class Gestures:
    """Decisions about suggestions; the suggestions themselves are computed anew each time."""

    def __init__(self, core: Core) -> None:
        self._core = core

    def done(self, item: GestureItem, cost_cents: int | None = None) -> str:
        """Remember that it was done today, and what was paid for it."""
        decision = replace(_decision(item), done_on=self._core.today(), cost_cents=cost_cents)
        self._decide(f"done: {item.title}", decision)
        return f"{item.title} for {item.client}: done. They will notice."

    def put_off(self, item: GestureItem, until: date) -> str:
        """Not show it before a day."""
        if until <= self._core.today():
            raise WrongUse("Choose a day that is still ahead.")
        self._decide(f"put off: {item.title}", replace(_decision(item), put_off_until=until))
        return f"{item.title} for {item.client}: back on {until:%a} {until.day} {until:%b}."

    def decline(self, item: GestureItem, why: str) -> str:
        """Not suggest it again, and remember why."""
        decision = replace(_decision(item), dismissed_on=self._core.today(), dismissed_why=why.strip())
        self._decide(f"decline: {item.title}", decision)
        return f"{item.title} for {item.client}: not this time."

    def _decide(self, name: str, decision: Gesture) -> None:
        with self._core.act(name) as db:
            gestures.decide(db, decision)


def _decision(item: GestureItem) -> Gesture:
    return Gesture(
        key=item.key, kind=item.kind, client_id=item.client_id, due_on=item.due_on, project_id=item.project_id
    )
