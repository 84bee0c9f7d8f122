"""Questions that were answered with "I'll find out"."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from data.model.promise import FindOut
from data.store.engine.rows import as_row, first, instant_text, read, write
from data.store.engine.rows import insert as insert_row

if TYPE_CHECKING:
    from sqlite_utils import Database

    from data.store.engine.looking import Looking

_INSERT = """INSERT INTO find_out (id, client_id, question, asked_at, come_back_at, source, answer,
        interim_at, told_at, dropped_at, touch_id)
    VALUES (new_id(), :client_id, :question, :asked_at, :come_back_at, :source, :answer,
        :interim_at, :told_at, :dropped_at, :touch_id)"""
_UPDATE = """UPDATE find_out SET client_id = :client_id, question = :question, asked_at = :asked_at,
        come_back_at = :come_back_at, source = :source, answer = :answer, interim_at = :interim_at,
        told_at = :told_at, dropped_at = :dropped_at, touch_id = :touch_id
    WHERE id = :id"""


def open_(db: Looking) -> list[FindOut]:
    """Give what nobody has been told yet, the soonest first."""
    return read(
        db,
        FindOut,
        "SELECT * FROM find_out WHERE told_at IS NULL AND dropped_at IS NULL ORDER BY come_back_at, id",
    )


def told_between(db: Looking, start: datetime, end: datetime) -> list[FindOut]:
    """Give what they were told from `start` on and before `end`."""
    return read(
        db,
        FindOut,
        "SELECT * FROM find_out WHERE told_at IS NOT NULL AND told_at >= ? AND told_at < ?"
        " ORDER BY told_at, id",
        (instant_text(start), instant_text(end)),
    )


def of_client(db: Looking, client_id: int) -> list[FindOut]:
    """Give what a client still waits to hear, the soonest first."""
    return read(
        db,
        FindOut,
        "SELECT * FROM find_out WHERE client_id = ? AND told_at IS NULL AND dropped_at IS NULL"
        " ORDER BY come_back_at, id",
        (client_id,),
    )


def get(db: Looking, find_out_id: int) -> FindOut | None:
    """Give one of them."""
    return first(db, FindOut, "SELECT * FROM find_out WHERE id = ?", (find_out_id,))


def insert(db: Database, find_out: FindOut) -> FindOut:
    """Store a new one and give it with its id."""
    return replace(find_out, id=insert_row(db, _INSERT, as_row(find_out)))


def update(db: Database, find_out: FindOut) -> None:
    """Store a changed one."""
    write(db, _UPDATE, as_row(find_out))


def delete(db: Database, find_out_id: int) -> None:
    """Delete one that should never have been there."""
    write(db, "DELETE FROM find_out WHERE id = ?", (find_out_id,))
