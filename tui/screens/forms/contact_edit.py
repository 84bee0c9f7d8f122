"""The form that mends a contact that was logged."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from textual.widget import Widget

from data.model.touch import Channel, Direction, Touch
from tui.screens.forms import notations
from tui.screens.forms.base import Save
from tui.screens.forms.for_client import ForClient
from tui.widgets.fields import ChoiceField, Line, ReadingField, TextField
from tui.wording.forms import CALLERS, OUTCOMES

if TYPE_CHECKING:
    from data.desk.desk import Desk


class ContactEdit(ForClient[Touch]):
    """Change a contact. Mail is read, not written: only its note can be changed."""

    HEADING = "Edit contact"

    def __init__(self, desk: Desk, touch: Touch, *, save: Save[Touch] | None = None) -> None:
        """Ask about `touch`."""
        super().__init__(desk, touch.client_id, save=save)
        self.touch = touch

    def fields(self) -> Iterable[Widget]:
        """Give the fields of a contact that can be changed."""
        touch = self.touch
        if touch.message_id is None:
            yield Line(
                self.client_field(),
                ReadingField("When", notations.behind(self.desk), touch.at, needed="When was it?", id="at"),
            )
            yield Line(
                ChoiceField("Who reached out", CALLERS, touch.direction, id="direction"),
                ReadingField("Minutes", notations.call_minutes(), touch.minutes, id="minutes"),
            )
            if touch.channel is Channel.CALL:
                yield ChoiceField("What came of it", OUTCOMES, touch.outcome, id="outcome")
        yield TextField("Note", touch.note, id="note")

    def answer(self) -> Touch:
        """Make the contact of what was filled in."""
        changed = replace(self.touch, note=self.text("note"))
        if self.touch.message_id is not None:
            return changed
        direction: Direction = self.choice("direction")
        return replace(
            changed,
            client_id=self.client_id(),
            at=self.reading("at"),
            direction=direction,
            minutes=self.reading("minutes"),
            outcome=self.choice("outcome") if self.touch.channel is Channel.CALL else None,
        )
