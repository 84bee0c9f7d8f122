"""The form of a deliverable: what was promised, how much work it is, and when they get it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING

from textual import on
from textual.widget import Widget
from textual.widgets import Input

from data.model.effort import Cause
from data.model.work import Deliverable, Project
from data.values import frozen
from tui.screens.forms import notations
from tui.screens.forms.base import NotYetError, Save, Sheet
from tui.screens.forms.for_client import ForClient
from tui.widgets.fields import (
    ChoiceField,
    ClientField,
    Line,
    NameField,
    PickField,
    ReadingField,
    TextField,
)
from tui.wording.deliverable.time import CAUSES, left_so_far
from tui.wording.times import local, span

if TYPE_CHECKING:
    from data.desk.desk import Desk


@frozen
class NewDeliverable:
    """A deliverable, with the project to be made first when there is none of that name yet."""

    deliverable: Deliverable
    project: Project | None = None
    """None: the deliverable's project is in the store already."""
    cause: Cause | None = None
    """Why more is left than before; None when it is not more."""


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
        yield Line(self._budget_field(), TextField("Note", item.note, id="note", classes="wide"))

    def _work_fields(self) -> Iterable[Widget]:
        item = self.deliverable
        day = self.desk.working_time.usual_day_minutes
        effort = notations.effort(day)
        yield Line(
            ReadingField("Estimate", effort, item.estimate_minutes, id="estimate", example="12h, 2d, 90m"),
            ReadingField("Spent", effort, item.spent_minutes or None, id="spent"),
            ReadingField(
                "Left to do",
                notations.work_left(day),
                self._left_before(),
                id="left",
                example="estimate less spent",
            ),
            id="work",
        )

    def _budget_field(self) -> Widget:
        rates = self.desk.settings.rates
        return ReadingField(
            "Budget",
            notations.money(rates.currency, rates.hourly),
            self.deliverable.budget_cents,
            example="1200",
            hint="what they pay for it",
            id="budget",
        )

    def on_mount(self) -> None:
        """Offer the client's projects."""
        self._offer_projects()

    @on(Input.Changed, "#estimate, #spent, #left")
    def _work_changed(self) -> None:
        """Ask why, as soon as more is left than before; no longer when it is not."""
        more = self._more_left()
        for cause in self.query("#cause").results(ChoiceField):
            cause.display = more > 0
            cause.name_it(_why(more))
            return
        if more > 0:
            causes = [(cause, words) for cause, _key, words, _about in CAUSES]
            self.complete()
            self.query_one(Sheet).mount(ChoiceField(_why(more), causes, id="cause"), after="#work")

    def _left_before(self) -> int | None:
        """Give what was judged to be left; None where nobody has judged it since the estimate."""
        item = self.deliverable
        return None if item.judged_minutes is None else max(0, item.judged_minutes - item.spent_minutes)

    def _judged(self) -> int | None:
        """Give all of the work as judged now; a judgement that was not touched stays what it was."""
        left: int | None = self.reading("left")
        if not self.query_one("#left", ReadingField).touched:
            return self.deliverable.judged_minutes
        return None if left is None else (self.reading("spent") or 0) + left

    def _more_left(self) -> int:
        """Give by how many minutes more is left than would be without a new judgement; 0 when it is not."""
        if not self.deliverable.id:
            return 0
        spent, estimate = self.reading("spent") or 0, self.reading("estimate")
        before = replace(self.deliverable, spent_minutes=spent)
        after = replace(before, estimate_minutes=estimate, judged_minutes=self._judged())
        if before.total_minutes is None or after.total_minutes is None:
            return 0
        return max(0, (left_so_far(after) or 0) - (left_so_far(before) or 0))

    def _cause(self) -> Cause | None:
        """Give what made the work grow, where it did."""
        if not self._more_left():
            return None
        fields = self.query("#cause").results(ChoiceField)
        return next((field.value for field in fields), Cause.OWN_ESTIMATE)

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
        item = replace(
            self.deliverable,
            client_id=client_id,
            project_id=project.id,
            name=self.text("name"),
            promised_at=promised,
            target_on=target,
            estimate_minutes=self.reading("estimate"),
            spent_minutes=self.reading("spent") or 0,
            judged_minutes=self._judged(),
            budget_cents=self.reading("budget"),
            note=self.text("note"),
        )
        return NewDeliverable(item, None if project.id else project, self._cause())

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


def _why(more: int) -> str:
    return f"{span(more)} more to do: why?"
