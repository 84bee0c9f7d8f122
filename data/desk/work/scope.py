"""What was agreed: extras asked for, what clients owe, and the steps of a project."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from data.desk.guards import there, unchanged, worded
from data.errors import WrongUse
from data.model.effort import Cause, EffortChange
from data.model.scope import ChangeRequest, ChangeState, Obligation, Step
from data.rules.days import add_working_days
from data.store import change_requests, deliverables, dropped, effort, obligations, projects, steps

if TYPE_CHECKING:
    from sqlite_utils import Database

    from data.desk.core import Core
    from data.model.work import Project
    from data.settings import ProcessSettings

T = TypeVar("T")
_NEEDED_WITHIN = 5
"""Working days in which what a client usually owes is needed, until a date is set."""


class Scope:
    """Change requests, obligations and steps."""

    def __init__(self, core: Core) -> None:
        self._core = core

    # Change requests

    def changes(self, deliverable_id: int) -> tuple[ChangeRequest, ...]:
        """Give what was asked for besides, the oldest first."""
        return tuple(change_requests.of_deliverable(self._core.reader, deliverable_id))

    def change(self, request_id: int) -> ChangeRequest:
        """Give one change request; NotFound when there is none."""
        return there(change_requests.get(self._core.reader, request_id), "change request")

    def add_change(self, request: ChangeRequest) -> ChangeRequest:
        """Store a change request; its hours count in slack at once."""
        worded(request.text, "change request")
        with self._core.act(f"add {request.text}") as db:
            return change_requests.insert(db, request)

    def edit_change(self, request: ChangeRequest, opened: ChangeRequest | None = None) -> ChangeRequest:
        """Store a changed request; what is decided stays decided.

        Changed when it is no longer what was `opened` to be changed.
        """
        worded(request.text, "change request")
        with self._core.act(f"edit {request.text}") as db:
            before = unchanged(change_requests.get(db, request.id), opened, "change request")
            if before.state is not ChangeState.PENDING and before.minutes != request.minutes:
                raise WrongUse("It is decided already. Undo the decision to change its hours.")
            change_requests.update(db, request)
        return request

    def decide(self, request_id: int, *, accept: bool) -> str:
        """Accept a change request, which makes it part of the agreed work, or decline it."""
        with self._core.act("accept the change" if accept else "decline the change") as db:
            request = there(change_requests.get(db, request_id), "change request")
            if request.state is not ChangeState.PENDING:
                raise WrongUse(f"{request.text} is {request.state.value} already.")
            state = ChangeState.ACCEPTED if accept else ChangeState.DECLINED
            change_requests.update(db, replace(request, state=state, decided_at=self._core.now()))
            if accept and request.minutes:
                self._grow(db, request.deliverable_id, request.minutes, request.text)
        return f"{request.text}: {state.value}."

    def delete_change(self, request_id: int) -> str:
        """Delete a change request that should never have been there."""
        with self._core.act("delete the change") as db:
            request = there(change_requests.get(db, request_id), "change request")
            if request.state is ChangeState.ACCEPTED and request.minutes:
                raise WrongUse(f"{request.text} is part of the agreed work now; u takes the yes back.")
            change_requests.delete(db, request)
        return f"{request.text} is gone."

    # Obligations

    def obligations(self, deliverable_id: int) -> tuple[Obligation, ...]:
        """Give what was owed for a deliverable, what is open first."""
        return tuple(obligations.of_deliverable(self._core.reader, deliverable_id))

    def not_needed(self) -> dict[int, str]:
        """Give by obligation why it is not needed any more, where the reason is remembered."""
        return dropped.reasons(self._core.reader, "obligation")

    def owed_by(self, client_id: int) -> tuple[Obligation, ...]:
        """Give what a client still owes, the most overdue first."""
        return tuple(obligations.of_client(self._core.reader, client_id))

    def obligation(self, obligation_id: int) -> Obligation:
        """Give one obligation; NotFound when there is none."""
        return there(obligations.get(self._core.reader, obligation_id), "obligation")

    def add_obligation(self, obligation: Obligation) -> Obligation:
        """Store something a client owes."""
        worded(obligation.text, "thing they owe")
        with self._core.act(f"add {obligation.text}") as db:
            return obligations.insert(db, obligation)

    def edit_obligation(self, obligation: Obligation, opened: Obligation | None = None) -> Obligation:
        """Store a changed obligation; Changed when it is no longer what was `opened` to be changed."""
        worded(obligation.text, "thing they owe")
        with self._core.act(f"edit {obligation.text}") as db:
            unchanged(obligations.get(db, obligation.id), opened, "obligation")
            obligations.update(db, obligation)
        return obligation

    def received(self, obligation_id: int) -> str:
        """Note that what was owed is here."""
        with self._core.act("note it as received") as db:
            owed = there(obligations.get(db, obligation_id), "obligation")
            obligations.update(db, replace(owed, received_at=self._core.now(), dropped_at=None))
        return f"{owed.text}: received."

    def drop_obligation(self, obligation_id: int) -> str:
        """Note that it is not needed any more."""
        with self._core.act("note it as not needed") as db:
            owed = there(obligations.get(db, obligation_id), "obligation")
            if owed.received_at is not None:
                raise WrongUse(f"{owed.text} came already.")
            obligations.update(db, replace(owed, dropped_at=self._core.now()))
        return f"{owed.text}: not needed any more."

    def delete_obligation(self, obligation_id: int) -> str:
        """Delete an obligation that should never have been there."""
        with self._core.act("delete it") as db:
            owed = there(obligations.get(db, obligation_id), "obligation")
            obligations.delete(db, obligation_id)
        return f"{owed.text} is gone."

    # Steps

    def steps(self, project_id: int) -> tuple[Step, ...]:
        """Give the steps of a project in their order."""
        return tuple(steps.of_project(self._core.reader, project_id))

    def step(self, step_id: int) -> Step:
        """Give one step; NotFound when there is none."""
        return there(steps.get(self._core.reader, step_id), "step")

    def add_step(self, step: Step) -> Step:
        """Store a new step at its place; those behind it move on."""
        worded(step.text, "step")
        with self._core.act(f"add {step.text}") as db:
            for later in steps.of_project(db, step.project_id):
                if later.place >= step.place:
                    steps.update(db, replace(later, place=later.place + 1))
            return steps.insert(db, step)

    def edit_step(self, step: Step, opened: Step | None = None) -> Step:
        """Store a changed step; Changed when it is no longer what was `opened` to be changed."""
        worded(step.text, "step")
        with self._core.act(f"edit {step.text}") as db:
            unchanged(steps.get(db, step.id), opened, "step")
            steps.update(db, step)
        return step

    def tick_step(self, step_id: int) -> str:
        """Mark a step as done today; a second time takes the mark off again."""
        with self._core.act("tick a step") as db:
            step = there(steps.get(db, step_id), "step")
            done_on = None if step.done_on else self._core.today()
            steps.update(db, replace(step, done_on=done_on))
        return f"{step.text}: {'done' if done_on else 'open again'}."

    def delete_step(self, step_id: int) -> str:
        """Delete a step."""
        with self._core.act("delete a step") as db:
            step = there(steps.get(db, step_id), "step")
            steps.delete(db, step_id)
        return f"{step.text} is gone."

    def begin(self, project_id: int, process: ProcessSettings) -> str:
        """Give a project the steps of a way of working, and its client what they usually owe."""
        with self._core.act(f"begin as {process.name}") as db:
            project = there(projects.get(db, project_id), "project")
            self._begin(db, project, process)
        return f"{project.name} begins as {process.name}: {len(process.steps)} steps."

    def add_project(self, project: Project, process: ProcessSettings) -> Project:
        """Store a new project that begins with a way of working, as one act."""
        if not project.name.strip():
            raise WrongUse("A project needs a name.")
        with self._core.act(f"add project {project.name}") as db:
            stored = projects.insert(db, project)
            self._begin(db, stored, process)
        return stored

    def _begin(self, db: Database, project: Project, process: ProcessSettings) -> None:
        place = max((step.place for step in steps.of_project(db, project.id)), default=-1) + 1
        for offset, text in enumerate(process.steps):
            steps.insert(db, Step(project.id, place + offset, text, review=text in process.reviews))
        today, now = self._core.today(), self._core.now()
        needed = add_working_days(today, _NEEDED_WITHIN, self._core.working_time()) or today
        for text in process.obligations:
            obligations.insert(db, Obligation(project.client_id, text, now, needed_on=needed))

    def _grow(self, db: Database, deliverable_id: int, minutes: int, why: str) -> None:
        """Make accepted hours part of the agreed work; what is left stays what it was with them undecided.

        The ledger says what they came from. What nobody has estimated stays so.
        """
        what = there(deliverables.get(db, deliverable_id), "deliverable")
        total, estimate = what.total_minutes, what.estimate_minutes
        if total is None or estimate is None:
            return
        begun = max(total, what.spent_minutes)
        plain = what.judged_minutes is None and begun == total and what.finished_at is None
        if what.finished_at is not None:
            begun = what.spent_minutes
        deliverables.update(
            db,
            replace(
                what,
                estimate_minutes=estimate + minutes,
                judged_minutes=None if plain else begun + minutes,
                finished_at=None,
            ),
        )
        change = EffortChange(what.id, self._core.now(), minutes, cause=Cause.EXTRA_ASKED, note=why)
        effort.insert_change(db, change)
