"""The form in which a part of a client becomes a client of its own."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from textual.widget import Widget

from data.model.merging import SplitDraft
from tui.screens.forms.base import Form, NotYetError, Save
from tui.widgets.fields import NameField, Tick, TickField

if TYPE_CHECKING:
    from data.desk.desk import Desk


class SplitForm(Form[SplitDraft]):
    """Ask what the new client is called, and who and what goes there."""

    AT_ONCE = 4

    def __init__(self, desk: Desk, client_id: int, *, save: Save[SplitDraft] | None = None) -> None:
        super().__init__(save=save)
        self._client = desk.clients.get(client_id)
        self._people = desk.clients.people(client_id)
        self._projects = desk.work.projects(client_id, open_only=False)
        points = (*self._client.addresses, *self._client.domains, *self._client.phones)
        self._points = dict(enumerate(points, 1))

    def heading(self) -> str:
        """Say who is split."""
        return f"A client of its own, from {self._client.name}"

    def fields(self) -> Iterable[Widget]:
        """Give the name, and the people, addresses and projects to tick."""
        yield NameField("New client", needed="What is the new client called?", id="name")
        yield TickField("People who go there", hint="with all that was said with them", id="people")
        yield TickField("Addresses, domains and numbers", hint="mail goes with them", id="points")
        yield TickField("Projects", hint="with what was promised in them", id="projects")

    def on_mount(self) -> None:
        """Offer what there is to tick."""
        self.query_one("#people", TickField).offer(
            [
                Tick(each.id, each.name, ", ".join((each.role, *each.addresses)).strip(", "))
                for each in self._people
            ]
        )
        self.query_one("#points", TickField).offer([Tick(at, text) for at, text in self._points.items()])
        self.query_one("#projects", TickField).offer([Tick(each.id, each.name) for each in self._projects])

    def answer(self) -> SplitDraft:
        """Make the draft of what was filled in."""
        points = {self._points[at] for at in self._ticked("points")}
        draft = SplitDraft(
            self._client.id,
            self.text("name"),
            people=self._ticked("people"),
            addresses=tuple(each for each in self._client.addresses if each in points),
            domains=tuple(each for each in self._client.domains if each in points),
            phones=tuple(each for each in self._client.phones if each in points),
            projects=self._ticked("projects"),
        )
        if not (draft.people or points or draft.projects):
            raise NotYetError(
                self.query_one("#name", NameField), "Tick at least a person, an address or a project."
            )
        return draft

    def _ticked(self, field_id: str) -> tuple[int, ...]:
        return self.query_one(f"#{field_id}", TickField).ticked
