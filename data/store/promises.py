"""What was told about a deliverable's date, entry by entry; nothing here ever changes one."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from data.model.promise import Told
from data.store.rows import as_row, read, tuples
from data.store.rows import insert as insert_row

if TYPE_CHECKING:
    from sqlite_utils import Database

_INSERT = """INSERT INTO told (id, deliverable_id, kind, told_at, promised_at, how, why, verdict, after,
        after_days)
    VALUES (new_id(), :deliverable_id, :kind, :told_at, :promised_at, :how, :why, :verdict, :after,
        :after_days)"""


def of_deliverable(db: Database, deliverable_id: int) -> list[Told]:
    """Give the promise history of a deliverable, the first entry first."""
    return read(
        db, Told, "SELECT * FROM told WHERE deliverable_id = ? ORDER BY told_at, id", (deliverable_id,)
    )


def told_at(db: Database) -> dict[int, datetime]:
    """Give when the date that stands was told, by open deliverable."""
    rows = tuples(
        db,
        """SELECT id, (SELECT max(told_at) FROM told WHERE deliverable_id = deliverable.id
                AND kind IN ('promised', 'moved'))
            FROM deliverable INDEXED BY deliverable_open
            WHERE delivered_at IS NULL AND dropped_at IS NULL""",
    )
    return {number: datetime.fromisoformat(at) for number, at in rows if at}


def arrived(db: Database) -> list[Told]:
    """Give what was promised from an arrival on, now that it is here: the last word on open deliverables."""
    return read(
        db,
        Told,
        """SELECT told.* FROM deliverable JOIN told ON told.id = (
                SELECT id FROM told WHERE deliverable_id = deliverable.id
                ORDER BY told_at DESC, id DESC LIMIT 1)
            WHERE delivered_at IS NULL AND dropped_at IS NULL AND deliverable.promised_at IS NULL
                AND told.kind = 'conditional' AND EXISTS (
                    SELECT 1 FROM obligation WHERE obligation.deliverable_id = deliverable.id
                        AND (text = told.after OR asked_at = told.told_at) AND received_at IS NOT NULL)""",
    )


def insert(db: Database, told: Told) -> Told:
    """Add an entry to the history and give it with its id."""
    return replace(told, id=insert_row(db, _INSERT, as_row(told)))
