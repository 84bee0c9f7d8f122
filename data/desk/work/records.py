"""Projects, deliverables and commitments."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, TypeVar

from data.desk.guards import named, open_deliverable, there, unchanged
from data.desk.intake import time_placing
from data.desk.work.effort import Effort
from data.desk.work.promises import Promises
from data.desk.work.running_project import project_in
from data.model.effort import Cause, WorkEntry
from data.model.work import Commitment, Deliverable, Project
from data.store import commitments, deliverables, effort, projects

T = TypeVar("T")

if TYPE_CHECKING:
    from sqlite_utils import Database

    from data.desk.core import Core


class Work:
    """What was promised to clients."""

    def __init__(self, core: Core) -> None:
        self._core = core
        self._promises = Promises(core)
        self._effort = Effort(core)

    # Projects

    def projects(self, client_id: int | None = None, *, open_only: bool = True) -> tuple[Project, ...]:
        """Give projects by name, of one client or of all."""
        return tuple(projects.list_(self._core.reader, client_id=client_id, open_only=open_only))

    def project(self, project_id: int) -> Project:
        """Give one project; NotFound when there is none."""
        return there(projects.get(self._core.reader, project_id), "project")

    def add_project(self, project: Project) -> Project:
        """Store a new project."""
        named(project.name, "project")
        with self._core.act(f"add project {project.name}") as db:
            return projects.insert(db, project)

    def edit_project(self, project: Project, opened: Project | None = None) -> Project:
        """Store a changed project; Changed when it is no longer what was `opened` to be changed."""
        named(project.name, "project")
        with self._core.act(f"edit project {project.name}") as db:
            unchanged(projects.get(db, project.id), opened, "project")
            projects.update(db, project)
        return project

    def close_project(self, project_id: int, on: date, *, badly: bool = False) -> str:
        """Close a project on a day. After a bad end no gesture is suggested."""
        with self._core.act(f"close project {self.project(project_id).name}") as db:
            project = there(projects.get(db, project_id), "project")
            projects.update(db, replace(project, ended_on=on, ended_badly=badly))
        return f"{project.name} is closed."

    def delete_project(self, project_id: int) -> str:
        """Delete a project with its deliverables."""
        project = self.project(project_id)
        with self._core.act(f"delete project {project.name}") as db:
            projects.delete(db, project_id)
        return f"{project.name} is gone, its deliverables with it."

    # Deliverables

    def deliverable(self, deliverable_id: int) -> Deliverable:
        """Give one deliverable; NotFound when there is none."""
        return there(deliverables.get(self._core.reader, deliverable_id), "deliverable")

    def deliverables(self, client_id: int, *, open_only: bool = True) -> tuple[Deliverable, ...]:
        """Give the deliverables of a client in promise order."""
        return tuple(deliverables.of_client(self._core.reader, client_id, open_only=open_only))

    def add_deliverable(self, deliverable: Deliverable) -> Deliverable:
        """Store a new deliverable."""
        named(deliverable.name, "deliverable")
        with self._core.act(f"add {deliverable.name}") as db:
            return self._insert(db, deliverable)

    def add_deliverable_to(self, project_name: str, deliverable: Deliverable) -> Deliverable:
        """Store a new deliverable in the client's project of that name, made when there is none."""
        named(deliverable.name, "deliverable")
        name = project_name.strip() or deliverable.name
        with self._core.act(f"add {deliverable.name}") as db:
            project = project_in(self._core, db, deliverable.client_id, name)
            return self._insert(db, replace(deliverable, project_id=project.id))

    def edit_deliverable(
        self, deliverable: Deliverable, opened: Deliverable | None = None, *, cause: Cause | None = None
    ) -> Deliverable:
        """Store a changed deliverable; Changed when it is no longer what was `opened` to be changed.

        Another date joins the promise history, more work left the slack ledger with its cause, and another
        sum of time spent is entered as the difference.
        """
        named(deliverable.name, "deliverable")
        with self._core.act(f"edit {deliverable.name}") as db:
            before = unchanged(deliverables.get(db, deliverable.id), opened, "deliverable")
            self._store(db, before, deliverable, cause)
            return there(deliverables.get(db, deliverable.id), "deliverable")

    def deliver(self, deliverable_id: int, extra: str = "") -> str:
        """Mark a deliverable as delivered now, with the little more they will notice."""
        with self._core.act(f"deliver {self.deliverable(deliverable_id).name}") as db:
            self._effort.stop_in(db, deliverable_id)
            item = open_deliverable(db, deliverable_id)
            extra = extra.strip() or item.extra
            deliverables.update(db, replace(item, delivered_at=self._core.now(), extra=extra))
        return f"{item.name} is delivered."

    def drop(self, deliverable_id: int) -> str:
        """Mark a deliverable as no longer owed."""
        with self._core.act(f"drop {self.deliverable(deliverable_id).name}") as db:
            self._effort.stop_in(db, deliverable_id)
            item = open_deliverable(db, deliverable_id)
            deliverables.update(db, replace(item, dropped_at=self._core.now()))
        return f"{item.name} is dropped."

    def delete_deliverable(self, deliverable_id: int) -> str:
        """Delete a deliverable that should never have been there."""
        item = self.deliverable(deliverable_id)
        with self._core.act(f"delete {item.name}") as db:
            deliverables.delete(db, deliverable_id)
            time_placing.count(db, time_placing.place(db))
        return f"{item.name} is gone."

    def _insert(self, db: Database, new: Deliverable) -> Deliverable:
        """Store a new deliverable with the time it brings along and the date that was told."""
        spent, at = new.spent_minutes, new.estimated_at_minutes
        if new.estimate_minutes is not None and at is None:
            at = spent
        stored = deliverables.insert(db, replace(new, spent_minutes=0, estimated_at_minutes=at))
        self._promises.record(db, None, stored)
        if spent:
            self._enter_sum(db, stored.id, spent)
        return replace(stored, spent_minutes=spent)

    def _store(self, db: Database, before: Deliverable, after: Deliverable, cause: Cause | None) -> None:
        more = after.spent_minutes - before.spent_minutes
        kept = replace(
            after,
            spent_minutes=before.spent_minutes,
            judged_minutes=before.judged_minutes if after.judged_minutes is not None else None,
        )
        if before.estimate_minutes is None and after.estimate_minutes is not None:
            kept = replace(kept, estimated_at_minutes=after.spent_minutes)
        deliverables.update(db, kept)
        if more:
            self._enter_sum(db, before.id, more)
        known = there(deliverables.get(db, before.id), "deliverable")
        if after.judged_minutes is not None and after.judged_minutes != before.judged_minutes:
            left = max(0, after.judged_minutes - known.spent_minutes)
            self._effort.judge_in(db, known, left, cause)
        elif before.total_minutes is not None and known.total_minutes is not None:
            self._effort.note_growth(db, before.id, known.total_minutes - before.total_minutes, cause)
        self._promises.record(db, before, after)

    def _enter_sum(self, db: Database, deliverable_id: int, minutes: int) -> None:
        """Enter time that was given as a sum; it says nothing of the day it was worked on."""
        entry = WorkEntry(
            deliverable_id, self._core.now(), minutes=minutes, note="entered as a sum", summed=True
        )
        effort.insert_entry(db, entry)

    # Commitments

    def commitment(self, commitment_id: int) -> Commitment:
        """Give one commitment; NotFound when there is none."""
        return there(commitments.get(self._core.reader, commitment_id), "commitment")

    def commitments(self, client_id: int, *, open_only: bool = True) -> tuple[Commitment, ...]:
        """Give the commitments to a client by when they are due."""
        return tuple(commitments.of_client(self._core.reader, client_id, open_only=open_only))

    def add_commitment(self, commitment: Commitment) -> Commitment:
        """Store a new commitment."""
        named(commitment.text, "commitment")
        with self._core.act(f"add {commitment.text}") as db:
            return commitments.insert(db, commitment)

    def edit_commitment(self, commitment: Commitment, opened: Commitment | None = None) -> Commitment:
        """Store a changed commitment; Changed when it is no longer what was `opened` to be changed."""
        named(commitment.text, "commitment")
        with self._core.act(f"edit {commitment.text}") as db:
            unchanged(commitments.get(db, commitment.id), opened, "commitment")
            commitments.update(db, commitment)
        return commitment

    def done_commitment(self, commitment_id: int) -> str:
        """Mark a commitment as kept now; a second time takes the mark off again."""
        seen = self.commitment(commitment_id)
        with self._core.act(f"{'reopen' if seen.done_at else 'keep'} {seen.text}") as db:
            item = there(commitments.get(db, commitment_id), "commitment")
            done_at = None if item.done_at else self._core.now()
            commitments.update(db, replace(item, done_at=done_at))
        return f"{item.text}: {'kept' if done_at else 'open again'}."

    def drop_commitment(self, commitment_id: int) -> str:
        """Mark a commitment as no longer owed."""
        with self._core.act(f"drop {self.commitment(commitment_id).text}") as db:
            item = there(commitments.get(db, commitment_id), "commitment")
            commitments.update(db, replace(item, dropped_at=self._core.now()))
        return f"{item.text} is dropped."

    def delete_commitment(self, commitment_id: int) -> str:
        """Delete a commitment that should never have been there."""
        item = self.commitment(commitment_id)
        with self._core.act(f"delete {item.text}") as db:
            commitments.delete(db, commitment_id)
        return f"{item.text} is gone."
