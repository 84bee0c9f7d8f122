"""The form of a project."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from textual import on
from textual.widget import Widget

from data.model.work import Project
from data.settings import DEFAULT_PROCESSES, ProcessSettings
from tui.screens.forms import notations
from tui.screens.forms.base import NotYetError, Save
from tui.screens.forms.for_client import ForClient
from tui.widgets.fields import ChoiceField, Line, NameField, ReadingField, TextField
from tui.wording.plain import plain
from tui.wording.project import way_said
from tui.wording.times import local

if TYPE_CHECKING:
    from data.desk.desk import Desk

_ENDS = ((False, "well"), (True, "badly: no cards, no lunch"))


def ways(desk: Desk) -> tuple[ProcessSettings, ...]:
    """Give the ways of working a project can begin with: those of the settings, or else the usual ones."""
    return desk.settings.process or DEFAULT_PROCESSES


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
        self._ways = ways(desk)

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
        if not project.id:
            yield self._way_field()
        yield ChoiceField("It ended", _ENDS, project.ended_badly, id="badly")
        yield TextField(
            "One true detail for the thank-you card",
            project.true_detail,
            id="detail",
            example="the launch night in the old harbour hall",
        )
        yield TextField("Note", project.note, id="note")

    @property
    def way(self) -> ProcessSettings | None:
        """The way of working that a new project is to begin with; for whoever stores the answer."""
        number: int = 0 if self.project.id else self.choice("way")
        return self._ways[number - 1] if number else None

    def _way_field(self) -> ChoiceField[int]:
        named = [(0, "none"), *((number, plain(way.name, 24)) for number, way in enumerate(self._ways, 1))]
        return ChoiceField("Way of working", named, hint="its steps, and what they usually owe", id="way")

    @on(ChoiceField.Changed, "#way")
    def _way_chosen(self, event: ChoiceField.Changed) -> None:
        event.stop()
        way = self.way
        said = () if way is None else ((way_said(way.steps, way.obligations), "dim"),)
        event.field.say(*said)

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
