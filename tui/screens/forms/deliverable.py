"""The form of a deliverable: what was promised, how much work it is, and when they get it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TYPE_CHECKING

from textual import on
from textual.widget import Widget

from data.model.work import Deliverable, Project
from tui.screens.forms import notations
from tui.screens.forms.base import NotYetError, Save
from tui.screens.forms.for_client import ForClient
from tui.widgets.fields import ClientField, Line, NameField, PickField, ReadingField, TextField
from tui.wording.times import local

if TYPE_CHECKING:
    from data.desk.desk import Desk


@dataclass(frozen=True, slots=True)
class NewDeliverable:
    """A deliverable, with the project to be made first when there is none of that name yet."""

    deliverable: Deliverable
    project: Project | None = None
    """None: the deliverable's project is in the store already."""


class DeliverableForm(ForClient[NewDeliverable]):
    """Add a deliverable, or change one."""

    AT_ONCE = 4

    def __init__(
        self,
        desk: Desk,
        deliverable: Deliverable | None = None,
        *,
        client_id: int | None = None,
        save: Save[NewDeliverable] | None = None,
    ) -> None:
        """Ask about `deliverable`, or about a new one for the client."""
        super().__init__(desk, deliverable.client_id if deliverable else client_id, save=save)
        self.deliverable = deliverable or Deliverable(project_id=0, client_id=0, name="")
        self._projects: tuple[Project, ...] = ()

    def heading(self) -> str:
        """Say what it is about."""
        return f"Edit {self.deliverable.name}" if self.deliverable.id else "New deliverable"

    def fields(self) -> Iterable[Widget]:
        """Give the fields of a deliverable."""
        item = self.deliverable
        project = self.desk.work.project(item.project_id) if item.project_id else None
        yield Line(
            self.client_field(fixed=bool(item.id)),
            PickField(
                "Project", project.name if project else "", id="project", hint="empty: one of the same name"
            ),
        )
        yield NameField("What they get", item.name, needed="A deliverable needs a name.", id="name")
        yield Line(
            ReadingField(
                "Promised for",
                notations.due(self.desk),
                item.promised_at,
                id="promised",
                classes="wide",
                example="fri 27 nov, tue 3pm, in 2 weeks",
                hint="what you tell the client",
            ),
            ReadingField(
                "Aim for",
                notations.day_ahead(self.desk),
                item.target_on,
                id="target",
                hint="yours alone, earlier",
            ),
        )
        yield from self._work_fields()
        yield TextField(
            "Waiting on the client for",
            item.waiting_for,
            id="waiting",
            example="texts, access …",
            longest=200,
        )
        yield TextField("Note", item.note, id="note")

    def _work_fields(self) -> Iterable[Widget]:
        item = self.deliverable
        effort = notations.effort(self.desk.working_time.usual_day_minutes)
        yield Line(
            ReadingField("Estimate", effort, item.estimate_minutes, id="estimate", example="12h, 2d, 90m"),
            ReadingField("Spent", effort, item.spent_minutes or None, id="spent"),
            ReadingField(
                "Left to do", effort, item.remaining_minutes, id="left", example="estimate less spent"
            ),
        )

    def on_mount(self) -> None:
        """Offer the client's projects."""
        self._offer_projects()

    @on(ClientField.Picked)
    def _picked(self, event: ClientField.Picked) -> None:
        event.stop()
        self._offer_projects()

    def _offer_projects(self) -> None:
        client = self.named_client()
        self._projects = self.desk.work.projects(client.id) if client else ()
        self.query_one("#project", PickField).offer([project.name for project in self._projects])

    def answer(self) -> NewDeliverable:
        """Make the deliverable of what was filled in."""
        promised: datetime | None = self.reading("promised")
        target: date | None = self.reading("target")
        if promised and target and target > local(promised, self.desk.settings.zone).date():
            field = self.query_one("#target", ReadingField)
            raise NotYetError(field, "Aim for a day no later than the promise.")
        client_id = self.client_id()
        project = self._project(client_id)
        waiting = self.text("waiting")
        item = replace(
            self.deliverable,
            client_id=client_id,
            project_id=project.id,
            name=self.text("name"),
            promised_at=promised,
            target_on=target,
            estimate_minutes=self.reading("estimate"),
            spent_minutes=self.reading("spent") or 0,
            remaining_minutes=self.reading("left"),
            waiting_for=waiting,
            waiting_since=(self.deliverable.waiting_since or self.desk.now()) if waiting else None,
            note=self.text("note"),
        )
        return NewDeliverable(item, None if project.id else project)

    def _project(self, client_id: int) -> Project:
        """Give the project that is named, or a new one; without a name it is called like the deliverable."""
        name = self.text("project") or self.text("name")
        current = self.deliverable.project_id
        if current and not self.query_one("#project", PickField).touched:
            return self.desk.work.project(current)
        for project in self._projects:
            if project.name.casefold() == name.casefold():
                return project
        if self.deliverable.id:
            field = self.query_one("#project", PickField)
            raise NotYetError(field, "There is no open project of that name; n makes one.")
        started = local(self.desk.now(), self.desk.settings.zone).date()
        return Project(client_id=client_id, name=name, started_on=started)
