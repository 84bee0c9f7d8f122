"""The form of a person at a client."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from textual.widget import Widget

from data.model.client import Person
from tui.screens.forms import notations
from tui.screens.forms.base import Form, Save
from tui.widgets.fields import Line, NameField, ReadingField, TextField

if TYPE_CHECKING:
    from data.desk.desk import Desk


class PersonForm(Form[Person]):
    """Add somebody who works at a client, or change them."""

    def __init__(
        self, desk: Desk, person: Person | None = None, *, client_id: int, save: Save[Person] | None = None
    ) -> None:
        """Ask about `person`, or about a new one at the client."""
        super().__init__(save=save)
        self.person = person or Person(client_id=client_id, name="")
        self._client = desk.clients.get(client_id)

    def heading(self) -> str:
        """Say who it is about."""
        who = self.person.name if self.person.id else "Somebody"
        return f"{who} at {self._client.name}"

    def fields(self) -> Iterable[Widget]:
        """Give the fields of a person."""
        person = self.person
        yield Line(
            NameField("Name", person.name, needed="A person needs a name.", id="name"),
            TextField("What they do there", person.role, id="role", longest=200),
        )
        yield Line(
            ReadingField(
                "E-mail addresses",
                notations.addresses(),
                person.addresses or None,
                replace=False,
                id="addresses",
                hint="mail from here is this client's",
            ),
            ReadingField("Phones", notations.phones(), person.phones or None, replace=False, id="phones"),
        )
        yield TextField("Note", person.note, id="note")

    def answer(self) -> Person:
        """Make the person of what was filled in."""
        return replace(
            self.person,
            name=self.text("name"),
            role=self.text("role"),
            addresses=self.reading("addresses") or (),
            phones=self.reading("phones") or (),
            note=self.text("note"),
        )
