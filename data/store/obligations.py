"""What clients owe."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from data.model.scope import Obligation
from data.store.engine.rows import as_row, first, read, write
from data.store.engine.rows import insert as insert_row

if TYPE_CHECKING:
    from sqlite_utils import Database

    from data.store.engine.looking import Looking

_INSERT = """INSERT INTO obligation (id, client_id, deliverable_id, text, asked_at, needed_on, received_at,
        dropped_at, nudged_at)
    VALUES (new_id(), :client_id, :deliverable_id, :text, :asked_at, :needed_on, :received_at,
        :dropped_at, :nudged_at)"""
_UPDATE = """UPDATE obligation SET client_id = :client_id, deliverable_id = :deliverable_id, text = :text,
        asked_at = :asked_at, needed_on = :needed_on, received_at = :received_at,
        dropped_at = :dropped_at, nudged_at = :nudged_at
    WHERE id = :id"""


def open_(db: Looking) -> list[Obligation]:
    """Give everything that is still owed, the most overdue first."""
    return read(
        db,
        Obligation,
        "SELECT * FROM obligation WHERE received_at IS NULL AND dropped_at IS NULL ORDER BY needed_on, id",
    )


def of_deliverable(db: Looking, deliverable_id: int) -> list[Obligation]:
    """Give what was owed for a deliverable, what is still open first."""
    return read(
        db,
        Obligation,
        "SELECT * FROM obligation WHERE deliverable_id = ?"
        " ORDER BY received_at IS NOT NULL OR dropped_at IS NOT NULL, needed_on, id",
        (deliverable_id,),
    )


def of_client(db: Looking, client_id: int) -> list[Obligation]:
    """Give what a client still owes, the most overdue first."""
    return read(
        db,
        Obligation,
        "SELECT * FROM obligation WHERE client_id = ? AND received_at IS NULL AND dropped_at IS NULL"
        " ORDER BY needed_on, id",
        (client_id,),
    )


def get(db: Looking, obligation_id: int) -> Obligation | None:
    """Give one obligation."""
    return first(db, Obligation, "SELECT * FROM obligation WHERE id = ?", (obligation_id,))


def insert(db: Database, obligation: Obligation) -> Obligation:
    """Store a new obligation and give it with its id."""
    return replace(obligation, id=insert_row(db, _INSERT, as_row(obligation)))


def update(db: Database, obligation: Obligation) -> None:
    """Store a changed obligation."""
    write(db, _UPDATE, as_row(obligation))


def delete(db: Database, obligation_id: int) -> None:
    """Delete an obligation that should never have been there."""
    write(db, "DELETE FROM obligation WHERE id = ?", (obligation_id,))
