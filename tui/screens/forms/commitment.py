"""The form of a commitment: something said to a client that has a time."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from textual.widget import Widget

from data.model.work import Commitment, CommitmentKind
from tui.screens.forms import notations
from tui.screens.forms.base import Save
from tui.screens.forms.for_client import ForClient
from tui.widgets.fields import ChoiceField, NameField, ReadingField, TextField

if TYPE_CHECKING:
    from data.desk.desk import Desk

_KINDS = (
    (CommitmentKind.COMMITMENT, "something I said I'd do"),
    (CommitmentKind.CALLBACK, "call back"),
    (CommitmentKind.FOLLOW_UP, "follow-up"),
)


class CommitmentForm(ForClient[Commitment]):
    """Add a commitment, or change one."""

    def __init__(
        self,
        desk: Desk,
        commitment: Commitment | None = None,
        *,
        client_id: int | None = None,
        save: Save[Commitment] | None = None,
    ) -> None:
        """Ask about `commitment`, or about a new one to the client."""
        super().__init__(desk, commitment.client_id if commitment else client_id, save=save)
        self.commitment = commitment or Commitment(text="", due_at=desk.now())

    def heading(self) -> str:
        """Say what it is about."""
        return "Edit commitment" if self.commitment.id else "New commitment"

    def fields(self) -> Iterable[Widget]:
        """Give the fields of a commitment."""
        item = self.commitment
        yield NameField(
            "What did you say you'd do?",
            item.text,
            needed="What is to be done?",
            example="Send the staging link",
            id="text",
        )
        yield ReadingField(
            "By when",
            notations.due(self.desk),
            item.due_at if item.id else None,
            needed="By when? A promise without a time is soon broken.",
            example="fri 3pm, tomorrow, in 2 hours",
            id="due",
        )
        yield self.client_field(needed="")
        yield ChoiceField("What it is", _KINDS, item.kind, id="kind")
        yield TextField("Note", item.note, id="note")

    def answer(self) -> Commitment:
        """Make the commitment of what was filled in."""
        return replace(
            self.commitment,
            text=self.text("text"),
            due_at=self.reading("due"),
            client_id=self.client_id() or None,
            kind=self.choice("kind"),
            note=self.text("note"),
        )
