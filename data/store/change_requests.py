"""Extras that clients ask for; what nobody decided on is summed up on the deliverable."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from data.model.scope import ChangeRequest
from data.store.engine.rows import as_row, first, read, write
from data.store.engine.rows import insert as insert_row

if TYPE_CHECKING:
    from sqlite_utils import Database

    from data.store.engine.looking import Looking

_INSERT = """INSERT INTO change_request (id, deliverable_id, text, asked_at, minutes, state, decided_at)
    VALUES (new_id(), :deliverable_id, :text, :asked_at, :minutes, :state, :decided_at)"""
_UPDATE = """UPDATE change_request SET text = :text, asked_at = :asked_at, minutes = :minutes,
        state = :state, decided_at = :decided_at
    WHERE id = :id"""
_SUM = """UPDATE deliverable SET pending_minutes = (
        SELECT coalesce(sum(minutes), 0) FROM change_request
        WHERE deliverable_id = :id AND state = 'pending')
    WHERE id = :id"""


def of_deliverable(db: Looking, deliverable_id: int) -> list[ChangeRequest]:
    """Give what was asked for besides, the oldest first."""
    return read(
        db,
        ChangeRequest,
        "SELECT * FROM change_request WHERE deliverable_id = ? ORDER BY asked_at, id",
        (deliverable_id,),
    )


def get(db: Looking, request_id: int) -> ChangeRequest | None:
    """Give one change request."""
    return first(db, ChangeRequest, "SELECT * FROM change_request WHERE id = ?", (request_id,))


def insert(db: Database, request: ChangeRequest) -> ChangeRequest:
    """Store a new change request and give it with its id."""
    request = replace(request, id=insert_row(db, _INSERT, as_row(request)))
    _sum_up(db, request.deliverable_id)
    return request


def update(db: Database, request: ChangeRequest) -> None:
    """Store a changed change request."""
    write(db, _UPDATE, as_row(request))
    _sum_up(db, request.deliverable_id)


def delete(db: Database, request: ChangeRequest) -> None:
    """Delete a change request that should never have been there."""
    write(db, "DELETE FROM change_request WHERE id = ?", (request.id,))
    _sum_up(db, request.deliverable_id)


def _sum_up(db: Database, deliverable_id: int) -> None:
    write(db, _SUM, {"id": deliverable_id})
