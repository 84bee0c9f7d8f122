"""What clients were told they get, by a date."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from data.model.work import Deliverable
from data.store.engine.rows import as_row, first, instant_text, read, write
from data.store.engine.rows import insert as insert_row

if TYPE_CHECKING:
    from sqlite_utils import Database

    from data.store.engine.looking import Looking

_INSERT = """INSERT INTO deliverable (id, project_id, client_id, name, estimate_minutes, spent_minutes,
        judged_minutes, promised_at, target_on, delivered_at, dropped_at, note, polish_minutes,
        pending_minutes, budget_cents, finished_at, extra, estimated_at_minutes, teaches)
    VALUES (new_id(), :project_id, :client_id, :name, :estimate_minutes, :spent_minutes,
        :judged_minutes, :promised_at, :target_on, :delivered_at, :dropped_at, :note, :polish_minutes,
        :pending_minutes, :budget_cents, :finished_at, :extra, :estimated_at_minutes,
        coalesce(:estimated_at_minutes * 10 <= :spent_minutes, 0))"""
_UPDATE = """UPDATE deliverable SET project_id = :project_id, client_id = :client_id, name = :name,
        estimate_minutes = :estimate_minutes, spent_minutes = :spent_minutes,
        judged_minutes = :judged_minutes, promised_at = :promised_at, target_on = :target_on,
        delivered_at = :delivered_at, dropped_at = :dropped_at, note = :note,
        polish_minutes = :polish_minutes, pending_minutes = :pending_minutes,
        budget_cents = :budget_cents, finished_at = :finished_at, extra = :extra,
        estimated_at_minutes = :estimated_at_minutes,
        teaches = coalesce(:estimated_at_minutes * 10 <= :spent_minutes, 0)
    WHERE id = :id"""
_DELETE = (
    "DELETE FROM told WHERE deliverable_id = ?",
    "DELETE FROM time_mapping WHERE deliverable_id = ?",
    "DELETE FROM work_entry WHERE deliverable_id = ?",
    "UPDATE time_entry SET deliverable_id = NULL, placing = NULL, held = 0 WHERE deliverable_id = ?",
    "DELETE FROM effort_change WHERE deliverable_id = ?",
    "DELETE FROM change_request WHERE deliverable_id = ?",
    "DELETE FROM card WHERE deliverable_id = ?",
    "UPDATE obligation SET deliverable_id = NULL WHERE deliverable_id = ?",
    "DELETE FROM deliverable WHERE id = ?",
)


def open_(db: Looking) -> list[Deliverable]:
    """Give everything still owed in promise order, what has no promise first."""
    return read(
        db,
        Deliverable,
        "SELECT * FROM deliverable WHERE delivered_at IS NULL AND dropped_at IS NULL"
        " ORDER BY promised_at, id",
    )


def of_client(db: Looking, client_id: int, *, open_only: bool = True) -> list[Deliverable]:
    """Give the deliverables of a client in promise order, those without a promise last."""
    return read(
        db,
        Deliverable,
        "SELECT * FROM deliverable WHERE client_id = :client_id"
        " AND (NOT :open_only OR delivered_at IS NULL AND dropped_at IS NULL)"
        " ORDER BY promised_at IS NULL, promised_at, id",
        {"client_id": client_id, "open_only": int(open_only)},
    )


def of_project(db: Looking, project_id: int) -> list[Deliverable]:
    """Give the deliverables of a project in promise order, those without a promise last."""
    return read(
        db,
        Deliverable,
        "SELECT * FROM deliverable WHERE project_id = ? ORDER BY promised_at IS NULL, promised_at, id",
        (project_id,),
    )


def delivered_since(db: Looking, since: datetime, limit: int = 200) -> list[Deliverable]:
    """Give what was delivered since an instant, the latest first."""
    return read(
        db,
        Deliverable,
        "SELECT * FROM deliverable WHERE delivered_at IS NOT NULL AND delivered_at >= ?"
        " ORDER BY delivered_at DESC, id LIMIT ?",
        (instant_text(since), limit),
    )


def get(db: Looking, deliverable_id: int) -> Deliverable | None:
    """Give one deliverable."""
    return first(db, Deliverable, "SELECT * FROM deliverable WHERE id = ?", (deliverable_id,))


def insert(db: Database, deliverable: Deliverable) -> Deliverable:
    """Store a new deliverable and give it with its id."""
    return replace(deliverable, id=insert_row(db, _INSERT, as_row(deliverable)))


def update(db: Database, deliverable: Deliverable) -> None:
    """Store a changed deliverable."""
    write(db, _UPDATE, as_row(deliverable))


def delete(db: Database, deliverable_id: int) -> None:
    """Delete a deliverable that should never have been there, with all that was kept about it.

    What the client owes for it is still owed.
    """
    for statement in _DELETE:
        write(db, statement, (deliverable_id,))
