"""The steps of a project's process."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from data.model.scope import Step
from data.store.engine.rows import as_row, first, read, write
from data.store.engine.rows import insert as insert_row

if TYPE_CHECKING:
    from sqlite_utils import Database

    from data.store.engine.looking import Looking

_INSERT = """INSERT INTO step (id, project_id, place, text, done_on, review)
    VALUES (new_id(), :project_id, :place, :text, :done_on, :review)"""
_UPDATE = """UPDATE step SET place = :place, text = :text, done_on = :done_on, review = :review
    WHERE id = :id"""


def of_project(db: Looking, project_id: int) -> list[Step]:
    """Give the steps of a project in their order."""
    return read(db, Step, "SELECT * FROM step WHERE project_id = ? ORDER BY place, id", (project_id,))


def get(db: Looking, step_id: int) -> Step | None:
    """Give one step."""
    return first(db, Step, "SELECT * FROM step WHERE id = ?", (step_id,))


def insert(db: Database, step: Step) -> Step:
    """Store a new step and give it with its id."""
    return replace(step, id=insert_row(db, _INSERT, as_row(step)))


def update(db: Database, step: Step) -> None:
    """Store a changed step."""
    write(db, _UPDATE, as_row(step))


def delete(db: Database, step_id: int) -> None:
    """Delete a step."""
    write(db, "DELETE FROM step WHERE id = ?", (step_id,))
