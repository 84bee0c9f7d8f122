"""The form of time worked: how long, since when, and whether it was polish."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from textual.widget import Widget

from data.model.effort import WorkEntry
from data.model.work import Deliverable
from tui.screens.forms import notations
from tui.screens.forms.base import Form, NotYetError, Save
from tui.widgets.fields import ChoiceField, Line, ReadingField, TextField
from tui.wording.plain import named
from tui.wording.times import clock_time

if TYPE_CHECKING:
    from data.desk.desk import Desk

_KINDS = ((False, "what was promised"), (True, "polish: beyond it"))


class TimeEntryForm(Form[WorkEntry]):
    """Enter time worked on a deliverable, or change it. Without a start it has just ended."""

    def __init__(
        self,
        desk: Desk,
        deliverable: Deliverable,
        entry: WorkEntry | None = None,
        *,
        save: Save[WorkEntry] | None = None,
    ) -> None:
        """Ask about `entry`, or about a new one on the deliverable."""
        super().__init__(save=save)
        self.desk = desk
        self.deliverable = deliverable
        # What is done already is worked on for its looks alone.
        polish = deliverable.finished_at is not None
        self.entry = entry or WorkEntry(deliverable.id, desk.now(), polish=polish)

    def heading(self) -> str:
        """Say what it is about."""
        return f"{'Edit time' if self.entry.id else 'Time'} on {named(self.deliverable.name, 60)}"

    def fields(self) -> Iterable[Widget]:
        """Give the fields of an entry."""
        entry = self.entry
        yield Line(
            ReadingField(
                "How long",
                notations.effort(self.desk.working_time.usual_day_minutes, ""),
                entry.minutes,
                needed="How long was it? 45m, 1h30, 2h.",
                example="45m, 1h30, 2h",
                id="minutes",
            ),
            ReadingField(
                "From",
                notations.behind(self.desk),
                entry.started_at if entry.id else None,
                needed="When did it begin?" if entry.id else "",
                example="9:30, yesterday 14:00",
                hint="empty: it ended just now",
                id="began",
            ),
        )
        yield ChoiceField("It was", _KINDS, entry.polish, id="polish")
        yield TextField("Note", entry.note, id="note")

    def answer(self) -> WorkEntry:
        """Make the entry of what was filled in."""
        minutes: int = self.reading("minutes")
        worked, now = timedelta(minutes=minutes), self.desk.now()
        began: datetime = self.reading("began") or now - worked
        # The minute that runs counts as gone.
        if began + worked > now + timedelta(minutes=1):
            ends = clock_time(began + worked, self.desk.settings.zone)
            field = self.query_one("#minutes", ReadingField)
            raise NotYetError(field, f"That would last until {ends}, still ahead: begin it earlier.")
        return replace(
            self.entry,
            started_at=began,
            minutes=minutes,
            polish=self.choice("polish"),
            note=self.text("note"),
        )
