"""The form of a change request: more than was agreed, asked for while the work goes on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from textual.widget import Widget

from data.model.scope import ChangeRequest
from data.model.work import Deliverable
from tui.screens.forms import notations
from tui.screens.forms.base import Form, Save
from tui.widgets.fields import Line, NameField, ReadingField
from tui.wording.plain import named

if TYPE_CHECKING:
    from data.desk.desk import Desk


class ChangeRequestForm(Form[ChangeRequest]):
    """Note what they want besides, or change it."""

    def __init__(
        self,
        desk: Desk,
        deliverable: Deliverable,
        request: ChangeRequest | None = None,
        *,
        save: Save[ChangeRequest] | None = None,
    ) -> None:
        """Ask about `request`, or about a new one on the deliverable."""
        super().__init__(save=save)
        self.desk = desk
        self.deliverable = deliverable
        self.request = request or ChangeRequest(deliverable.id, "", desk.now())

    def heading(self) -> str:
        """Say what it is about."""
        return f"Asked besides {named(self.deliverable.name, 60)}"

    def fields(self) -> Iterable[Widget]:
        """Give the fields of a change request."""
        request, day = self.request, self.desk.working_time.usual_day_minutes
        yield NameField(
            "What do they want more?",
            request.text,
            needed="What do they want more?",
            example="A dark mode",
            longest=2_000,
            id="text",
        )
        yield Line(
            ReadingField(
                "How much more work",
                notations.effort(day, "more"),
                request.minutes,
                example="3h, 1d",
                hint="counts in slack at once",
                id="minutes",
            ),
            ReadingField(
                "Asked",
                notations.behind(self.desk),
                request.asked_at,
                needed="When did they ask? now, yesterday 16:00.",
                id="asked",
            ),
        )

    def answer(self) -> ChangeRequest:
        """Make the request of what was filled in."""
        asked: datetime = self.reading("asked")
        return replace(self.request, text=self.text("text"), minutes=self.reading("minutes"), asked_at=asked)
