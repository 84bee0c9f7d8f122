"""The form of a project."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from textual.widget import Widget

from data.model.work import Project
from tui.screens.forms import notations
from tui.screens.forms.base import NotYetError, Save
from tui.screens.forms.for_client import ForClient
from tui.widgets.fields import ChoiceField, Line, NameField, ReadingField, TextField
from tui.wording.times import local

if TYPE_CHECKING:
    from data.desk.desk import Desk

_ENDS = ((False, "well"), (True, "badly: no cards, no lunch"))


class ProjectForm(ForClient[Project]):
    """Add a project, change it, or close it with the day it ended."""

    def __init__(
        self,
        desk: Desk,
        project: Project | None = None,
        *,
        client_id: int | None = None,
        save: Save[Project] | None = None,
    ) -> None:
        """Ask about `project`, or about a new one of the client."""
        super().__init__(desk, project.client_id if project else client_id, save=save)
        today = local(desk.now(), desk.settings.zone).date()
        self.project = project or Project(client_id=0, name="", started_on=today)

    def heading(self) -> str:
        """Say what it is about."""
        return f"Edit {self.project.name}" if self.project.id else "New project"

    def fields(self) -> Iterable[Widget]:
        """Give the fields of a project."""
        project, behind = self.project, notations.day_behind(self.desk)
        yield Line(
            self.client_field(fixed=bool(project.id)),
            NameField("Name", project.name, needed="A project needs a name.", id="name"),
        )
        yield Line(
            ReadingField("Began", behind, project.started_on, id="started"),
            ReadingField("Ended", behind, project.ended_on, id="ended", hint="empty while it runs"),
        )
        yield ChoiceField("It ended", _ENDS, project.ended_badly, id="badly")
        yield TextField(
            "One true detail for the thank-you card",
            project.true_detail,
            id="detail",
            example="the launch night in the old harbour hall",
        )
        yield TextField("Note", project.note, id="note")

    def answer(self) -> Project:
        """Make the project of what was filled in."""
        started: date | None = self.reading("started")
        ended: date | None = self.reading("ended")
        if started and ended and ended < started:
            raise NotYetError(self.query_one("#ended", ReadingField), "It cannot end before it began.")
        return replace(
            self.project,
            client_id=self.client_id(),
            name=self.text("name"),
            started_on=started,
            ended_on=ended,
            ended_badly=self.choice("badly"),
            true_detail=self.text("detail"),
            note=self.text("note"),
        )
