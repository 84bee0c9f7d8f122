"""What was said to clients and has a time."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from data.model.work import Commitment
from data.store.engine.rows import as_row, first, instant_text, read, write
from data.store.engine.rows import insert as insert_row

if TYPE_CHECKING:
    from sqlite_utils import Database

    from data.store.engine.looking import Looking

_INSERT = """INSERT INTO commitment (id, text, due_at, client_id, kind, touch_id, done_at, dropped_at, note)
    VALUES (new_id(), :text, :due_at, :client_id, :kind, :touch_id, :done_at, :dropped_at, :note)"""
_UPDATE = """UPDATE commitment SET text = :text, due_at = :due_at, client_id = :client_id, kind = :kind,
        touch_id = :touch_id, done_at = :done_at, dropped_at = :dropped_at, note = :note
    WHERE id = :id"""


def open_before(db: Looking, end: datetime) -> list[Commitment]:
    """Give what is still owed and due before `end`, the most overdue first."""
    return read(
        db,
        Commitment,
        "SELECT * FROM commitment WHERE done_at IS NULL AND dropped_at IS NULL AND due_at < ?"
        " ORDER BY due_at, id",
        (instant_text(end),),
    )


def done_between(db: Looking, start: datetime, end: datetime) -> list[Commitment]:
    """Give what was kept from `start` on and before `end`."""
    return read(
        db,
        Commitment,
        "SELECT * FROM commitment WHERE done_at IS NOT NULL AND done_at >= ? AND done_at < ?"
        " ORDER BY due_at, id",
        (instant_text(start), instant_text(end)),
    )


def of_client(db: Looking, client_id: int, *, open_only: bool = True) -> list[Commitment]:
    """Give the commitments to a client by when they are due."""
    return read(
        db,
        Commitment,
        "SELECT * FROM commitment WHERE client_id = :client_id"
        " AND (NOT :open_only OR done_at IS NULL AND dropped_at IS NULL) ORDER BY due_at, id",
        {"client_id": client_id, "open_only": int(open_only)},
    )


def get(db: Looking, commitment_id: int) -> Commitment | None:
    """Give one commitment."""
    return first(db, Commitment, "SELECT * FROM commitment WHERE id = ?", (commitment_id,))


def insert(db: Database, commitment: Commitment) -> Commitment:
    """Store a new commitment and give it with its id."""
    return replace(commitment, id=insert_row(db, _INSERT, as_row(commitment)))


def update(db: Database, commitment: Commitment) -> None:
    """Store a changed commitment."""
    write(db, _UPDATE, as_row(commitment))


def delete(db: Database, commitment_id: int) -> None:
    """Delete a commitment that should never have been there; no mail is awaited that confirms it."""
    write(db, "DELETE FROM awaited_mail WHERE commitment_id = ?", (commitment_id,))
    write(db, "DELETE FROM commitment WHERE id = ?", (commitment_id,))
