"""Pieces of work for clients."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from data.model.work import Project
from data.store import deliverables
from data.store.engine.rows import as_row, first, read, tuples, write
from data.store.engine.rows import insert as insert_row

if TYPE_CHECKING:
    from sqlite_utils import Database

    from data.store.engine.looking import Looking

_INSERT = """INSERT INTO project (id, client_id, name, started_on, ended_on, ended_badly, true_detail, note)
    VALUES (new_id(), :client_id, :name, :started_on, :ended_on, :ended_badly, :true_detail, :note)"""
_UPDATE = """UPDATE project SET client_id = :client_id, name = :name, started_on = :started_on,
        ended_on = :ended_on, ended_badly = :ended_badly, true_detail = :true_detail, note = :note
    WHERE id = :id"""
_LIST = """SELECT * FROM project
    WHERE NOT :open_only OR ended_on IS NULL ORDER BY name COLLATE NOCASE, id"""
_LIST_OF_CLIENT = """SELECT * FROM project
    WHERE client_id = :client_id AND (NOT :open_only OR ended_on IS NULL) ORDER BY name COLLATE NOCASE, id"""

_ENDED_BADLY = """SELECT id FROM client WHERE hidden_at IS NULL AND (
        SELECT ended_badly FROM project WHERE client_id = client.id AND ended_on IS NOT NULL
        ORDER BY ended_on DESC, project.id DESC LIMIT 1)"""


def list_(db: Looking, *, client_id: int | None = None, open_only: bool = True) -> list[Project]:
    """Give projects by name, of one client or of all, closed ones only when asked for."""
    sql = _LIST if client_id is None else _LIST_OF_CLIENT
    return read(db, Project, sql, {"client_id": client_id, "open_only": int(open_only)})


def ended_since(db: Looking, day: date) -> list[Project]:
    """Give the projects that were closed on `day` or later, the latest first."""
    return read(
        db,
        Project,
        "SELECT * FROM project WHERE ended_on IS NOT NULL AND ended_on >= ? ORDER BY ended_on DESC, id DESC",
        (day.isoformat(),),
    )


def ended_badly(db: Looking) -> frozenset[int]:
    """Give the clients whose last closed project ended badly, however long ago."""
    return frozenset(client_id for (client_id,) in tuples(db, _ENDED_BADLY))


def get(db: Looking, project_id: int) -> Project | None:
    """Give one project."""
    return first(db, Project, "SELECT * FROM project WHERE id = ?", (project_id,))


def insert(db: Database, project: Project) -> Project:
    """Store a new project and give it with its id."""
    return replace(project, id=insert_row(db, _INSERT, as_row(project)))


def update(db: Database, project: Project) -> None:
    """Store a changed project; its deliverables go with it to another client."""
    write(db, _UPDATE, as_row(project))
    write(
        db,
        "UPDATE deliverable SET client_id = :client_id WHERE project_id = :id AND client_id <> :client_id",
        {"client_id": project.client_id, "id": project.id},
    )


def delete(db: Database, project_id: int) -> None:
    """Delete a project and its deliverables; what was decided about its gestures stays with the client."""
    for deliverable in deliverables.of_project(db, project_id):
        deliverables.delete(db, deliverable.id)
    write(db, "DELETE FROM step WHERE project_id = ?", (project_id,))
    write(db, "UPDATE gesture SET project_id = NULL WHERE project_id = ?", (project_id,))
    write(db, "DELETE FROM project WHERE id = ?", (project_id,))
