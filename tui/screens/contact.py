"""The form for contacts that are no calls: a message, a meeting, a letter."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from textual.widget import Widget

from data.model.draft import ContactDraft
from data.model.touch import Channel, Direction
from tui.screens.forms import notations
from tui.screens.forms.contact_base import ContactBase
from tui.widgets.fields import ChoiceField, Line, ReadingField, TextField
from tui.wording.forms import CALLERS, CHANNELS

_WANTS = ((False, "no"), (True, "yes, start the clock"))


class ContactForm(ContactBase):
    """Log another contact: who, on which channel, what about, and whether they wait for an answer."""

    HEADING = "Log a contact"

    def fields(self) -> Iterable[Widget]:
        """Give the fields of a contact."""
        yield Line(
            self.client_field(),
            ReadingField(
                "When",
                notations.behind(self.desk),
                self.now,
                needed="When was it? now, 10:30, yesterday 16:00 …",
                id="at",
            ),
        )
        yield ChoiceField("How", CHANNELS, id="channel")
        yield Line(
            ChoiceField("Who reached out", CALLERS, self.first_direction, id="direction"),
            ChoiceField("Do they wait for an answer?", _WANTS, id="wants"),
        )
        yield TextField("Note", id="note")
        yield from self.after_fields()

    def answer(self) -> ContactDraft:
        """Make a draft of what was filled in."""
        client_id, new_client = self.who()
        direction: Direction = self.choice("direction")
        channel: Channel = self.choice("channel")
        at: datetime | None = self.reading("at")
        wants: bool = self.choice("wants")
        return ContactDraft(
            channel=channel,
            direction=direction,
            client_id=client_id,
            at=at or self.now,
            who=new_client,
            new_client=new_client,
            note=self.text("note"),
            follow_ups=self.follow_up(),
            answers=self.answered(),
            wants_answer=wants and direction is Direction.IN,
        )
