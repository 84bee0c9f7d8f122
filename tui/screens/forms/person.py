"""The form of a person at a client."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from textual.widget import Widget

from data.errors import FrontdeskError
from data.model.client import Person
from tui.screens.forms import notations
from tui.screens.forms.base import Form, Save
from tui.screens.forms.picker import Picker
from tui.widgets.fields import ClientField, Field, Line, NameField, ReadingField, TextField

if TYPE_CHECKING:
    from data.desk.desk import Desk


class PersonForm(Form[Person]):
    """Add somebody who works at a client, or change them."""

    def __init__(
        self, desk: Desk, person: Person | None = None, *, client_id: int, save: Save[Person] | None = None
    ) -> None:
        """Ask about `person`, or about a new one at the client; who is known can go to another client."""
        super().__init__(save=save)
        self._picker = Picker(desk)
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
        if person.id:
            yield ClientField(
                "Works at",
                self._picker.recent,
                self._picker.rank,
                self._client,
                may_be_new=False,
                needed="Where do they work? Two letters of a client are enough.",
                id="client",
            )

    def answer(self) -> Person:
        """Make the person of what was filled in."""
        return replace(
            self.person,
            client_id=self._client_id(),
            name=self.text("name"),
            role=self.text("role"),
            addresses=self.reading("addresses") or (),
            phones=self.reading("phones") or (),
            note=self.text("note"),
        )

    def _client_id(self) -> int:
        """Give where they work: another client, once they are known."""
        chosen = self.query_one("#client", ClientField).client if self.person.id else None
        return chosen.id if chosen is not None else self.person.client_id

    def blamed(self, error: FrontdeskError) -> Field | None:
        """Find the field of the addresses when one of them is somebody else's."""
        named = any(address in str(error) for address in self.reading("addresses") or ())
        return self.query_one("#addresses", ReadingField) if named else None
