"""The form of a find-out: a question answered with "I'll find out", and when you come back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from textual.widget import Widget

from data.model.promise import FindOut
from tui.screens.forms import notations
from tui.screens.forms.base import Save
from tui.screens.forms.for_client import ForClient
from tui.widgets.fields import Line, NameField, ReadingField, TextField

if TYPE_CHECKING:
    from data.desk.desk import Desk


class FindOutForm(ForClient[FindOut]):
    """Add a question to find out about, or change one."""

    def __init__(
        self,
        desk: Desk,
        find_out: FindOut | None = None,
        *,
        client_id: int | None = None,
        save: Save[FindOut] | None = None,
    ) -> None:
        """Ask about `find_out`, or about a new one of the client."""
        super().__init__(desk, find_out.client_id if find_out else client_id, save=save)
        self.find_out = find_out or FindOut(
            "", asked_at=desk.now(), come_back_at=desk.find_outs.usual_come_back()
        )

    def heading(self) -> str:
        """Say what it is about."""
        return "Edit question" if self.find_out.id else "I'll find out"

    def fields(self) -> Iterable[Widget]:
        """Give the fields of a find-out; the answer only once there was time to find one."""
        item = self.find_out
        yield NameField(
            "What do they want to know?",
            item.question,
            needed="What is to be found out?",
            example="Can the shop take Swiss francs?",
            longest=500,
            id="question",
        )
        yield Line(
            self.client_field(needed=""),
            ReadingField(
                "You come back",
                notations.due(self.desk),
                item.come_back_at,
                needed="When? They wait until you come back.",
                example="tomorrow noon, fri 3pm",
                id="come-back",
            ),
        )
        yield TextField(
            "Where the answer may be",
            item.source,
            example="the host's price list, ask Ann",
            longest=500,
            id="source",
        )
        if item.id:
            yield TextField(
                "What you found out", item.answer, hint="empty while you don't know yet", id="found"
            )

    def answer(self) -> FindOut:
        """Make the find-out of what was filled in."""
        return replace(
            self.find_out,
            question=self.text("question"),
            client_id=self.client_id() or None,
            come_back_at=self.reading("come-back"),
            source=self.text("source"),
            answer=self.text("found") if self.find_out.id else "",
        )
